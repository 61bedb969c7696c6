"""A plan in pictures: the bridge from its target to the gap, and its forecast over the meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.bridge import BridgeStep
from tracker.domain.meeting import MeetingState
from tracker.domain.plan import Committee, Plan
from tracker.language import gettext as _
from tracker.services.balances import plan_balance, standings
from tracker.services.bridge_drawing import BridgeDrawing, bridge_drawing
from tracker.services.bridging import bridge_in_words
from tracker.services.finding import find_plan
from tracker.services.forecast_drawing import Column, Point, PointRow, columns, point_rows
from tracker.services.reached_drawing import ReachedDrawing, reached_drawing
from tracker.spoken import long_date
from tracker.store import committees, meetings, plans, summaries, targets
from tracker.store.history import Mark
from tracker.store.opening import reading

_MOST_POINTS = 8


@dataclass(frozen=True, slots=True)
class PicturePage:
    """Each picture beside the same in words; bridge None and steps empty where there is no gap to come to.

    reached: of a plan that is not summed in money, in place of the others; None where it has no indicators.
    """

    plan: Plan
    committee: Committee
    bridge: BridgeDrawing | None
    steps: tuple[BridgeStep, ...]
    columns: tuple[Column, ...]
    points: tuple[PointRow, ...]
    reached: ReachedDrawing | None


def picture_page(db: Database, settings: Settings, slug: str, *, today: date) -> PicturePage:
    """The pictures on that (Stockholm) day. Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        committee = committees.by_id(db, plan.committee_id)
        now = standings(db, plan, today)
        days = [*_days(db, settings, plan, today)][-(_MOST_POINTS - 1) :]
        if not plan.kind.rules.in_money:
            seen = [(when, standings(db, plan, as_of, mark=mark)) for _day, when, as_of, mark in days]
            seen.append((_now(today), now))
            return PicturePage(plan, committee, None, (), (), (), reached_drawing(seen))
        balance = plan_balance(db, plan, today, now)
        steps = bridge_in_words(plan, balance, targets.presuppositions(db, plan.id), now)
        points = [Point(day, when, as_of, plan_balance(db, plan, as_of, mark=mark)) for day, when, as_of, mark in days]
        points.append(Point(_("nu"), _now(today), today, balance))
    return PicturePage(
        plan=plan,
        committee=committee,
        bridge=bridge_drawing(steps),
        steps=steps,
        columns=columns(plan, points) if now else (),
        points=point_rows(plan, points) if now else (),
        reached=None,
    )


def _now(today: date) -> str:
    return _("Nu, %(day)s", day=long_date(today))


def _days(db: Database, settings: Settings, plan: Plan, today: date) -> Iterator[tuple[str, str, date, Mark | None]]:
    """The plan's beginning and every meeting that has seen it since: short, in words, and what its figures hold for."""
    begins = plans.begins_on(db, plan.id)
    if begins < today:
        yield f"{begins.day}/{begins.month}", _("När planen beslutades, %(day)s", day=long_date(begins)), begins, None
    for meeting in meetings.of_committee(db, plan.committee_id, settings.meetings.deadline_rule):
        frozen = summaries.newest(db, meeting.id)
        as_of = frozen.summary.as_of if frozen else meeting.dispatch_on
        if meeting.state is MeetingState.PLANNED and begins < as_of < today and meeting.held_on < today:
            short = f"{meeting.held_on.day}/{meeting.held_on.month}"
            mark = summaries.mark_of(db, frozen, plan.committee_id) if frozen else None
            yield short, _("Sammanträdet %(day)s", day=long_date(meeting.held_on)), as_of, mark
