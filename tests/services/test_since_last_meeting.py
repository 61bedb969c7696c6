"""Nothing falls between two follow-ups: what came after the one was frozen is what has changed in the next."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.ludvika import JONAS, MEETINGS, SAMIRA, SLUG, holder, save_ludvika
from tracker.config import Settings, load_settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import PROGRAM
from tracker.domain.summary import PlanSummary
from tracker.services.balances import plan_balance, standings
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_measure, find_meeting, find_plan
from tracker.services.meanwhile import Edit
from tracker.services.measure_editing import add_measure
from tracker.services.presupposition_editing import end_presupposition, presupposition_values, save_presupposition
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.target_editing import add_target, target_values
from tracker.services.withdrawing import withdraw
from tracker.store import summaries, targets
from tracker.store.opening import opened

FIRST, SECOND = datetime(2019, 6, 5, 10, tzinfo=UTC), datetime(2019, 8, 29, 10, tzinfo=UTC)
"""The two dispatch dates, at noon."""
SAME_DAY, SAME_INSTANT, CLOCK_SET_BACK = FIRST + timedelta(hours=3), FIRST, FIRST - timedelta(hours=2)
AFTER = [SAME_DAY, SAME_INSTANT, CLOCK_SET_BACK]


@pytest.fixture
def settings(database: Path) -> Settings:
    return save_ludvika(database)


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    with opened(settings.database.path) as found:
        yield found


def frozen(db: Database, settings: Settings, at: datetime, meeting: date) -> PlanSummary:
    assert dispatch_due(db, settings, now=at).frozen == 1
    found = summaries.newest(db, find_meeting(db, 1, meeting, settings.meetings.deadline_rule).id)
    assert found is not None
    return found.summary.plans[0]


def report(
    db: Database, settings: Settings, email: str, at: datetime, forecast: str, *, meeting: date = MEETINGS[0]
) -> None:
    who, today = holder(db, settings, email, meeting), at.astimezone(STOCKHOLM).date()
    answers = {each.report_id: Answer("delayed", forecast, "", "") for each in due_reports(db, who, today)}
    submit(db, who, answers, now=at, today=today)


def changes(plan: PlanSummary) -> list[tuple[str, str, str, str]]:
    return [(each.measure.partition(".")[0], each.what, each.before, each.after) for each in plan.changes]


@pytest.mark.parametrize("after", AFTER, ids=["same day", "same instant", "clock set back"])
def test_a_late_report_on_the_dispatch_day_is_in_the_next_follow_up(
    db: Database, settings: Settings, after: datetime
) -> None:
    report(db, settings, JONAS, FIRST, "1,3 mnkr")
    first = frozen(db, settings, FIRST, MEETINGS[0])
    assert {each[0] for each in changes(first)} == {"2", "6"}
    report(db, settings, SAMIRA, after, "1,4 mnkr")
    second = frozen(db, settings, SECOND, MEETINGS[1])
    assert changes(second) == [
        ("3", "status", "ej påbörjad", "försenad"),
        ("3", "prognos", "1\xa0mnkr", "1,4\xa0mnkr"),
    ]
    assert second.gap_change == "Gapet har minskat med 0,4\xa0mnkr sedan sammanträdet 12 juni 2019."


def new_deficit(db: Database, at: datetime) -> None:
    """Of a day before the freeze."""
    edit = Edit({"amount": "31,9 mnkr", "as_of": "2019-04-30", "label": ""}, target_values(db, find_plan(db, SLUG)))
    add_target(db, SLUG, edit, actor=PROGRAM, now=at)


@pytest.mark.parametrize("after", AFTER, ids=["same day", "same instant", "clock set back"])
def test_so_is_what_the_controller_changes(db: Database, settings: Settings, after: datetime) -> None:
    first = frozen(db, settings, FIRST, MEETINGS[0])
    new_deficit(db, after)
    typed = {"number": "7", "title": "Färre hyrbilar", "forecast": "0,5 mnkr", "meetings": ""}
    add_measure(db, settings, SLUG, typed, actor=PROGRAM, now=after)
    second = frozen(db, settings, SECOND, MEETINGS[1])
    assert first.gap == "27,4\xa0mnkr"
    assert changes(second) == [("7", "åtgärd", "", "ny")]
    assert second.gap_change == "Gapet har ökat med 1,5\xa0mnkr sedan sammanträdet 12 juni 2019."


def no_presupposition(db: Database, at: datetime) -> None:
    plan = find_plan(db, SLUG)
    for known, said in list(targets.presuppositions_by_id(db, plan.id).items())[:1]:
        shown = presupposition_values(said, plan)
        end_presupposition(db, SLUG, known, Edit(shown, shown), actor=PROGRAM, now=at)


def more_presupposed(db: Database, at: datetime) -> None:
    typed = {"label": "Lokaler", "amount": "1 mnkr", "measure_id": str(find_measure(db, find_plan(db, SLUG), "3").id)}
    save_presupposition(db, SLUG, Edit(typed, {}), presupposition_id=None, actor=PROGRAM, now=at)


def reported(db: Database, at: datetime) -> None:
    """To the next meeting, and every other time taken back."""
    settings = load_settings(environment={})
    who, today = holder(db, settings, JONAS, MEETINGS[1]), at.astimezone(STOCKHOLM).date()
    submitted = [each.report_id for each in due_reports(db, who, today) if each.submitted]
    if submitted:
        withdraw(db, who, submitted, now=at, today=today)
    else:
        report(db, settings, JONAS, at, f"0,{at.minute % 9 + 1} mnkr", meeting=MEETINGS[1])


def test_an_outcome_that_was_taken_back_is_told_though_nothing_took_its_place(db: Database, settings: Settings) -> None:
    who, today = holder(db, settings, SAMIRA, MEETINGS[1]), FIRST.date()
    said = {each.report_id: Answer("delayed", "1 mnkr", "0,2 mnkr", "") for each in due_reports(db, who, today)}
    submit(db, who, said, now=FIRST - timedelta(hours=1), today=today)
    frozen(db, settings, FIRST, MEETINGS[0])
    withdraw(db, who, list(said), now=SAME_DAY, today=today)
    assert ("3", "utfall hittills", "0,2\xa0mnkr", "uppgift saknas") in changes(
        frozen(db, settings, SECOND, MEETINGS[1])
    )


happenings = st.lists(
    st.tuples(st.sampled_from([new_deficit, no_presupposition, more_presupposed, reported]), st.integers(-3000, 9000)),
    max_size=6,
)


@pytest.fixture(scope="module")
def after_the_first(migrated: Path) -> Iterator[Path]:
    """A database in which Jonas has reported to both meetings, and the first follow-up is frozen."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        path.write_bytes(migrated.read_bytes())
        settings = save_ludvika(path)
        with opened(path) as db:
            report(db, settings, JONAS, FIRST, "1,3 mnkr")
            reported(db, FIRST)
            dispatch_due(db, settings, now=FIRST)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield path


@given(happenings)
@example([(reported, 0)])
@example([(no_presupposition, 0), (reported, -60), (more_presupposed, 0), (reported, 60)])
@hypothesis_settings(max_examples=10)
def test_what_a_follow_up_knew_stays_what_it_knew(
    after_the_first: Path, happened: list[tuple[Callable[[Database, datetime], None], int]]
) -> None:
    """Whatever is written after it, and whatever the clock said then (in minutes from the freeze)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        path.write_bytes(after_the_first.read_bytes())
        with opened(path) as db:
            plan, frozen = find_plan(db, SLUG), summaries.newest(db, 1)
            assert frozen is not None
            day, mark = frozen.summary.as_of, summaries.mark_of(db, frozen, plan.committee_id)
            known = standings(db, plan, day), plan_balance(db, plan, day)
            for happens, minutes in happened:
                happens(db, FIRST + timedelta(minutes=minutes))
                assert (standings(db, plan, day, mark=mark), plan_balance(db, plan, day, mark=mark)) == known


def test_of_a_follow_up_from_before_marks_were_kept_the_times_of_writing_tell(db: Database, settings: Settings) -> None:
    frozen(db, settings, FIRST, MEETINGS[0])
    db.execute("DROP TRIGGER summary_keeps_update")
    db.execute("UPDATE summary SET mark = NULL")
    report(db, settings, SAMIRA, SAME_DAY, "1,4 mnkr")
    new_deficit(db, SAME_DAY)
    second = frozen(db, settings, SECOND, MEETINGS[1])
    assert ("3", "prognos", "1\xa0mnkr", "1,4\xa0mnkr") in changes(second)
    assert second.gap_change == "Gapet har ökat med 1,6\xa0mnkr sedan sammanträdet 12 juni 2019."
