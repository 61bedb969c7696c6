"""A large installation on file: every committee of a country's municipalities, for benchmarks and fault tests."""

from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure
from tracker.domain.money import Unit
from tracker.domain.person import Role
from tracker.domain.plan import Plan
from tracker.store import committees, measures, meetings, people, plans, reports
from tracker.store.opening import writing

FIRST_MEETING = date(2019, 1, 23)
BETWEEN_MEETINGS = timedelta(days=35)


def fill(
    db: Database,
    *,
    committee_count: int,
    owners_each: int = 10,
    meetings_each: int = 5,
    same_day: bool = False,
    between: timedelta = BETWEEN_MEETINGS,
) -> None:
    """Committees with a plan, a manager, a secretary and owners of one measure each, reported to every meeting.

    The meetings of different committees fall on different days, as they do, or all on the same day.
    """
    with writing(db):
        for number in range(committee_count):
            first = FIRST_MEETING + timedelta(days=0 if same_day else number % 5)
            _committee(db, number, owners_each, [first + between * index for index in range(meetings_each)])


def _committee(db: Database, number: int, owners_each: int, held_on: list[date]) -> None:
    committee_id = committees.insert(db, slug=f"namnd-{number:03}", name=f"Nämnd {number:03}")
    manager_id = people.insert(db, name=f"Chef {number:03}", email=f"chef{number:03}@kommun.example")
    secretary_id = people.insert(db, name=f"Sekreterare {number:03}", email=f"sekr{number:03}@kommun.example")
    people.add_role(db, secretary_id, Role.SECRETARY, committee_id)
    plan_id = plans.insert(
        db,
        Plan(
            id=0,
            committee_id=committee_id,
            slug=f"plan-{number:03}",
            title=f"Åtgärdsplan {number:03}",
            reference="",
            year=2019,
            kind=PlanKind.ACTION_PLAN,
            unit=Unit.MNKR,
            summary="",
            controller_id=manager_id,
        ),
    )
    meeting_ids = [meetings.ensure(db, committee_id, day) for day in held_on]
    for position in range(1, owners_each + 1):
        owner_id = people.insert(
            db,
            name=f"Ägare {number:03}-{position:02}",
            email=f"agare{number:03}-{position:02}@kommun.example",
            manager_id=manager_id,
        )
        measure_id = measures.insert(
            db,
            Measure(
                id=0,
                plan_id=plan_id,
                parent_id=None,
                position=position,
                number=str(position),
                title=f"Åtgärd {position} i nämnd {number:03}",
                description="",
                owner_id=owner_id,
                unit="",
            ),
        )
        for meeting_id in meeting_ids:
            reports.insert(db, measure_id=measure_id, meeting_id=meeting_id)


YEAR_BEGINS = datetime(2019, 1, 2, 11, tzinfo=UTC)
YEAR_ENDS = date(2019, 12, 31)
