"""What anybody may read of a plan that is published: its frozen follow-ups as they were frozen, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from tracker.domain.plan import Plan
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.finding import MeetingMoved
from tracker.store import meetings, plans, summaries
from tracker.store.opening import reading
from tracker.store.summaries import FrozenSummary


@dataclass(frozen=True, slots=True)
class PublicPage:
    """shown: the follow-up of the plan alone, None where none is frozen yet. held: the meetings, latest first."""

    title: str
    reference: str
    year: int
    slug: str
    shown: FrozenSummary | None
    held: tuple[date, ...]


def public_page(db: Database, slug: str, held_on: date | None = None) -> PublicPage:
    """The follow-up to the meeting on held_on, else the latest.

    Raises NotFound, alike for what is not published, and MeetingMoved where it was frozen anew for another day.
    """
    with reading(db):
        plan = plans.by_slug(db, slug)
        if plan is None or plans.published_at(db, plan.id) is None:
            raise NotFound(_("Här finns ingen publicerad plan. Kontrollera adressen."))
        found = list(_of_plan(db, plan))
        moved_to = None if held_on is None else meetings.moved_to(db, plan.committee_id, held_on)
    wanted = [each for each in found if held_on in (None, each.summary.held_on)]
    held = tuple(each.summary.held_on for each in found)
    if held_on is not None and not wanted:
        if moved_to in held:
            raise MeetingMoved(held_on, moved_to)
        raise NotFound(_("Planen har ingen uppföljning till det sammanträdet."))
    return PublicPage(plan.title, plan.reference, plan.year, plan.slug, wanted[0] if wanted else None, held)


def _of_plan(db: Database, plan: Plan) -> Iterator[FrozenSummary]:
    """The newest version of each, without the committee's other plans.

    An introduction to several plans may say something of those that are not published: it is left out.
    """
    for each in summaries.newest_of_committee(db, plan.committee_id):
        own = tuple(part for part in each.summary.plans if part.slug == plan.slug)
        if own:
            introduction = each.summary.introduction if len(each.summary.plans) == 1 else ""
            yield replace(each, summary=replace(each.summary, plans=own, introduction=introduction))
