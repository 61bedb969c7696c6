"""What is foretold for a year is what the daily runs send: every kind of e-mail that can be foreseen."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.calendar_mail import moved
from tests.ludvika import EBBA, JONAS, MATS, MEETINGS, SAMIRA, SLUG, TOVE, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.clock import Clock, standing_clock
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.services.absences import leave, set_absence
from tracker.services.assigning import assign
from tracker.services.finding import find_measure, find_person, find_plan
from tracker.services.foretelling import foretell_mails
from tracker.services.sending import send_due
from tracker.store import deliveries, people
from tracker.store.opening import opened

FIRST, LAST = date(2019, 5, 20), date(2019, 12, 31)
KARIN = "karin.sjodin@kommun.example"


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def morning(settings: Settings, day: date) -> Clock:
    """A clock at the time of day at which mails go out."""
    return standing_clock(settings.reminders.ladder.instant(day))


def away(settings: Settings, who: str, substitute: str, first: date, last: date) -> None:
    with opened(settings.database.path) as db:
        person, instead = find_person(db, who), find_person(db, substitute)
        now = morning(settings, FIRST).now()
        set_absence(db, person, instead, first_day=first, last_day=last, actor=PROGRAM, now=now)


def test_a_year_of_daily_runs_sends_what_was_foretold(settings: Settings, smtp_sink: SmtpSink) -> None:
    """With people who go away and come back, who leave, a meeting that moves, and a measure that is handed over."""
    send_due(settings, morning(settings, FIRST))
    tomorrow = date(2019, 5, 21)
    away(settings, SAMIRA, EBBA, date(2019, 8, 1), date(2019, 8, 23))
    away(settings, KARIN, JONAS, date(2019, 8, 20), date(2019, 10, 8))
    away(settings, MATS, TOVE, date(2019, 9, 21), date(2019, 10, 2))
    moved(settings, FIRST, date(2020, 1, 8), held_on=MEETINGS[4])
    moved(settings, FIRST, date(2019, 6, 4))
    with opened(settings.database.path) as db:
        now = morning(settings, FIRST).now()
        leave(db, find_person(db, JONAS), last_day=date(2019, 9, 27), actor=PROGRAM, now=now)
        plan = find_plan(db, SLUG)
        assign(db, plan, find_measure(db, plan, "4"), find_person(db, TOVE), actor=PROGRAM, now=now)
        people.add_role(db, people.insert(db, name="Nils Ny", email="nils.ny@kommun.example"), Role.MEMBER, None)
        leave(db, find_person(db, "leila.karimi@kommun.example"), last_day=MEETINGS[1], actor=PROGRAM, now=now)
        foretold = foretell_mails(db, settings, now=morning(settings, tomorrow).now(), until=LAST).mails
        before = len(deliveries.all_deliveries(db))

    for offset in range((LAST - tomorrow).days + 1):
        send_due(settings, morning(settings, tomorrow + timedelta(days=offset)))

    with opened(settings.database.path) as db:
        rows = deliveries.all_deliveries(db, states=[DeliveryState.SENT])
    got = Counter((each.finished_at, each.message, each.address, each.reason) for each in rows if each.id > before)
    assert got == Counter((each.at, each.message, each.address, each.why) for each in foretold)
    kinds = Counter(message for _, message, _, _ in got)
    assert kinds[MessageKind.CALENDAR] >= 2, "a measure handed over, and a substitute who is done"
    assert kinds[MessageKind.LEAVER] == 2, "to the secretary, and to who stands in for him"
    assert set(kinds) == set(MessageKind) - {MessageKind.SIGN_IN, MessageKind.TRIAL}
    assert all(each.finished_at and each.finished_at > datetime(2019, 5, 20, tzinfo=UTC) for each in rows)
