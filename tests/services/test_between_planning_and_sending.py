"""What happens between planning and sending: each change re-plans what is not sent (DESIGN 4.3)."""

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.ludvika import (
    DECIDED,
    EBBA,
    JONAS,
    MATS,
    MEETINGS,
    SAMIRA,
    SLUG,
    TOVE,
    holder,
    noon,
    save_ludvika,
    settings_for,
)
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.domain.event import PROGRAM
from tracker.domain.status import Status
from tracker.services.absences import leave, set_absence
from tracker.services.assigning import assign
from tracker.services.balances import standings
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.finding import find_measure, find_meeting, find_person, find_plan
from tracker.services.meanwhile import Edit
from tracker.services.measure_ending import end_measure, ending_values
from tracker.services.meeting_changes import cancel, move
from tracker.services.plan_saving import save_plan
from tracker.services.reminding import plan_due
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.withdrawing import withdraw
from tracker.store import deliveries
from tracker.store.opening import opened, writing

STEP = date(2019, 5, 27)
NOW = noon(STEP).now()
KARIN, PER_OLOF = "karin.sjodin@kommun.example", "per-olof.oberg@kommun.example"
OTHERS = {JONAS, KARIN, PER_OLOF}
Change = Callable[[Database, Settings], None]


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def report(db: Database, settings: Settings) -> None:
    who = holder(db, settings, SAMIRA, MEETINGS[0])
    answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, STEP)}
    submit(db, who, answers, now=NOW, today=STEP)


def report_and_take_back(db: Database, settings: Settings) -> None:
    report(db, settings)
    who = holder(db, settings, SAMIRA, MEETINGS[0])
    withdraw(db, who, [each.report_id for each in due_reports(db, who, STEP)], now=NOW, today=STEP)


def hand_over(db: Database, _settings: Settings) -> None:
    plan = find_plan(db, SLUG)
    assign(db, plan, find_measure(db, plan, "3"), find_person(db, EBBA), actor=PROGRAM, now=NOW)


def go_away(db: Database, _settings: Settings) -> None:
    who, instead = find_person(db, SAMIRA), find_person(db, EBBA)
    set_absence(db, who, instead, first_day=STEP, last_day=STEP, actor=PROGRAM, now=NOW)


def leave_now(db: Database, _settings: Settings) -> None:
    leave(db, find_person(db, SAMIRA), last_day=date(2019, 5, 26), actor=PROGRAM, now=NOW)


def end(db: Database, _settings: Settings) -> None:
    plan = find_plan(db, SLUG)
    measure = find_measure(db, plan, "3")
    shown = ending_values(next(each for each in standings(db, plan, STEP) if each.measure.id == measure.id))
    end_measure(db, SLUG, measure.id, Edit(shown, shown), status=Status.CANCELLED, actor=PROGRAM, now=NOW)


def move_later(db: Database, settings: Settings) -> None:
    meeting = find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)
    move(db, meeting, date(2019, 6, 26), actor=PROGRAM, now=NOW)


def cancel_it(db: Database, settings: Settings) -> None:
    cancel(db, find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule), actor=PROGRAM, now=NOW)


@pytest.mark.parametrize(
    ("change", "goes_to"),
    [
        (report, OTHERS),
        (report_and_take_back, {SAMIRA, *OTHERS}),
        (hand_over, {EBBA, *OTHERS}),
        (go_away, {EBBA, *OTHERS}),
        (leave_now, {TOVE, MATS, *OTHERS}),
        (end, OTHERS),
        (move_later, set[str]()),
        (cancel_it, set[str]()),
    ],
)
def test_what_is_not_sent_follows(settings: Settings, smtp_sink: SmtpSink, change: Change, goes_to: set[str]) -> None:
    """The secretary hears of who leaves; nobody is written to twice, also by a second run."""
    with opened(settings.database.path) as db:
        assert plan_due(db, settings, now=NOW).planned == 4
        change(db, settings)
    for _ in range(2):
        send_due(settings, noon(STEP))
    assert smtp_sink.copies() == Counter(goes_to)
    with opened(settings.database.path) as db:
        cancelled = deliveries.all_deliveries(db, states=[DeliveryState.CANCELLED])
    assert all(each.words for each in cancelled)
    assert {SAMIRA, *OTHERS} - goes_to <= {each.address for each in cancelled}


def test_meetings_of_two_committees_on_one_day_are_one_letter_to_each(settings: Settings, smtp_sink: SmtpSink) -> None:
    """To owners, and what is missing to those above them."""
    values = tomllib.loads((EXAMPLES / f"{SLUG}.toml").read_text(encoding="utf-8"))
    values["plan"] |= {"committee": "Byggnadsnämnden", "report_dates": [MEETINGS[0]]}
    with opened(settings.database.path) as db, writing(db):
        save_plan(db, draft_from(values["plan"]), slug="bygg", source=None, actor=PROGRAM, now=DECIDED)
    for day in (STEP, date(2019, 6, 4)):
        before = len(smtp_sink.taken)
        send_due(settings, noon(day))
        sent = smtp_sink.taken[before:]
        assert len({each.recipient for each in sent}) == len(sent) >= 2
        for each in sent:
            part = message_from_bytes(each.content, policy=policy.default).get_body(("plain",))
            assert part is not None
            assert {"Social- och utbildningsnämnden", "Byggnadsnämnden"} <= {
                name for name in ("Social- och utbildningsnämnden", "Byggnadsnämnden") if name in part.get_content()
            }


def test_a_deadline_that_has_passed_when_it_is_first_planned_brings_the_latest_step_once(
    database: Path, smtp_sink: SmtpSink
) -> None:
    """And what is missing is escalated, and the follow-up sent, on their days."""
    save_ludvika(database)
    settings = settings_for(database, smtp_port=smtp_sink.port)
    got: dict[date, Counter[str]] = {}
    for day in (date(2019, 6, 3), date(2019, 6, 3), date(2019, 6, 4), date(2019, 6, 5), date(2019, 6, 12)):
        before = len(smtp_sink.taken)
        send_due(settings, noon(day))
        got[day] = got.get(day, Counter()) + Counter(each.recipient for each in smtp_sink.taken[before:])
    assert got[date(2019, 6, 3)] == Counter({SAMIRA, *OTHERS})
    assert got[date(2019, 6, 4)] == Counter({EBBA, MATS})
    assert len(got[date(2019, 6, 5)]) == 4
    assert got[date(2019, 6, 12)] == Counter()
