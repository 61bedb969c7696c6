"""A year of daily runs over real SMTP (the issue's claim on reminders)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.ludvika import EBBA, JONAS, MATS, MEETINGS, OWNERS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.workdays import is_working_day, shift_working_days
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store.opening import opened

FIRST, LAST = date(2019, 5, 20), date(2019, 12, 31)


def days() -> Iterator[date]:
    for offset in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=offset)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def steps(meeting: date) -> list[date]:
    """The days on which an owner who never answers is reminded, by DESIGN 4.2."""
    deadline = shift_working_days(meeting, -7)
    return [shift_working_days(deadline, step) for step in (-10, -3, 0, 1)]


def by_day(sink: SmtpSink, settings: Settings, *, twice: bool = False) -> dict[date, Counter[str]]:
    """Run every day at noon; the recipients of each day's mails."""
    mails: dict[date, Counter[str]] = {}
    for day in days():
        before = len(sink.taken)
        send_due(settings, noon(day))
        if twice:
            sent = len(sink.taken)
            assert send_due(settings, noon(day)).idle
            assert len(sink.taken) == sent
        if sink.taken[before:]:
            mails[day] = Counter(each.recipient for each in sink.taken[before:])
    return mails


def test_owners_who_never_answer_get_one_mail_a_step_and_nobody_one_on_a_day_off(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    mails = by_day(smtp_sink, settings, twice=True)

    # The first step to the June meeting (16 May) lies before the first run: it goes out at once, once.
    expected = {max(day, FIRST) for meeting in MEETINGS for day in steps(meeting)}
    for owner in OWNERS:
        got = {day: count[owner] for day, count in mails.items() if count[owner]}
        assert got == dict.fromkeys(expected, 1)
    assert all(is_working_day(day) for day in mails)
    assert not any(EBBA in count or MATS in count for day, count in mails.items() if day in expected)


def test_what_is_missing_is_escalated_to_manager_and_secretary_in_one_mail_each(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    mails = by_day(smtp_sink, settings)

    for meeting in MEETINGS:
        day = shift_working_days(shift_working_days(meeting, -7), 2)
        assert mails[day] == Counter({EBBA: 1, MATS: 1})
    saying = [each.content for each in smtp_sink.taken if each.recipient == EBBA]
    text = message_from_bytes(saying[0], policy=policy.default).get_body(("plain",))
    assert text is not None
    assert text.get_content().count("Ansvarig: ") == 5


def test_nothing_is_sent_to_an_owner_after_the_report_is_in(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        for meeting in MEETINGS:
            who = holder(db, settings, SAMIRA, meeting)
            answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, FIRST)}
            assert len(answers) == 1
            submit(db, who, answers, now=noon(FIRST).now(), today=FIRST)

    mails = by_day(smtp_sink, settings)

    assert not any(SAMIRA in count for count in mails.values())
    assert any(JONAS in count for count in mails.values())


def test_half_of_the_reports_in_leaves_reminders_of_the_other_half_only(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, JONAS, MEETINGS[0])
        first, second = due_reports(db, who, FIRST)
        submit(db, who, {first.report_id: Answer(unchanged=True)}, now=noon(FIRST).now(), today=FIRST)

    send_due(settings, noon(date(2019, 5, 27)))

    mine = [each.content for each in smtp_sink.taken if each.recipient == JONAS]
    assert len(mine) == 1
    text = message_from_bytes(mine[0], policy=policy.default).get_body(("plain",))
    assert text is not None
    assert second.measure.name in text.get_content()
    assert first.measure.name not in text.get_content()


def test_a_mail_states_meeting_what_is_due_by_when_what_was_said_and_what_happens_next(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, JONAS, MEETINGS[0])
        answers = {
            each.report_id: Answer(
                status="delayed", forecast="1,1 mnkr", outcome="", text="Utbildningen började i maj; åäö."
            )
            for each in due_reports(db, who, FIRST)
        }
        submit(db, who, answers, now=noon(FIRST).now(), today=FIRST)

    send_due(settings, noon(date(2019, 8, 12)))

    mail = next(each.content for each in smtp_sink.taken if each.recipient == JONAS)
    message = message_from_bytes(mail, policy=policy.default)
    assert message["Subject"] == "2 återrapporter till sammanträdet 4 september, senast 26 augusti"
    assert message["To"] == "Jonas Åkerström <jonas.akerstrom@kommun.example>"
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        text = part.get_content()
        for fact in (
            "onsdag 4 september 2019",
            "måndag 26 augusti 2019",
            "om 10 arbetsdagar",
            "6. Ludvikamodellen",
            "försenad, prognos 1,1\xa0mnkr",
            "”Utbildningen började i maj; åäö.”",
            "en ny påminnelse 21 augusti",
            "Nämnden får uppföljningen 29 augusti",
            "http://127.0.0.1:8019/reports/",
        ):
            assert fact in text, (kind, fact)
