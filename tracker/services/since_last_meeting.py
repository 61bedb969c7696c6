"""What has changed in a plan since its committee last saw it (DESIGN 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.balance import Balance
from tracker.domain.change import Difference, differences
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.services.balances import plan_balance, standings
from tracker.services.sums_in_words import gap_change_in_words
from tracker.spoken import long_date
from tracker.store import measures, plans, summaries
from tracker.store.history import Mark


@dataclass(frozen=True, slots=True)
class SinceLastMeeting:
    """words: since when ("sedan sammanträdet 12 juni 2019"). gap: how it has moved, a sentence, "" without a target."""

    words: str
    gap: str
    changes: tuple[Difference, ...]
    before: Balance


def since_last_meeting(
    db: Database,
    plan: Plan,
    *,
    now: Sequence[Standing],
    balance: Balance,
    meetings: Sequence[Meeting],
    until: date,
) -> SinceLastMeeting | None:
    """Against the follow-up of the last meeting before a date, else the plan's beginning; None for an empty plan.

    now and balance: the plan as it stands today. meetings: its committee's, in order of date.
    """
    if not now:
        return None
    as_of, mark, words = _since(db, plan, meetings, until)
    then = standings(db, plan, as_of, mark=mark, known=[each.measure for each in now])
    before = plan_balance(db, plan, as_of, then, mark=mark)
    later = measures.later_than(db, plan.id, as_of, mark=mark)
    earlier = {each.measure.id: each for each in then if each.measure.id not in later}
    return SinceLastMeeting(
        words=words,
        gap=gap_change_in_words(plan.unit, before.gap, balance.gap, words, _(plan.kind.words.the_gap)),
        changes=tuple(differences(earlier, now, plan.kind)),
        before=before,
    )


def _since(db: Database, plan: Plan, meetings: Sequence[Meeting], until: date) -> tuple[date, Mark | None, str]:
    """What the last follow-up's figures hold for: what was there when it was frozen, else its dispatch date."""
    begins = plans.begins_on(db, plan.id)
    held = [each for each in meetings if each.held_on < until and each.state is MeetingState.PLANNED]
    if held:
        frozen = summaries.newest(db, held[-1].id)
        as_of = frozen.summary.as_of if frozen else held[-1].dispatch_on
        if as_of >= begins:
            mark = summaries.mark_of(db, frozen, plan.committee_id) if frozen else None
            return as_of, mark, _("sedan sammanträdet %(day)s", day=long_date(held[-1].held_on))
    return begins, None, _("sedan planen beslutades")
