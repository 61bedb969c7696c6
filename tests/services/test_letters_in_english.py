"""Letters in their reader's language: to some in English, to others in Swedish in the same runs, over real SMTP."""

import re
from collections import defaultdict
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.ludvika import EBBA, JONAS, MATS, MEETINGS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tests.web.test_english_pages import NAMES, SWEDISH, swedish_in
from tracker.config import Settings
from tracker.domain.delivery import MessageKind
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.language import spoken
from tracker.services.absences import leave
from tracker.services.calendars import feed
from tracker.services.finding import find_person
from tracker.services.meeting_changes import cancel
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.sign_in import ask_for_link
from tracker.store import people
from tracker.store.opening import opened, writing

LEILA = "leila.karimi@kommun.example"
ENGLISH = {SAMIRA, EBBA, LEILA}
FIRST, REPORTED, ESCALATED, DISPATCHED = date(2019, 5, 20), date(2019, 5, 21), date(2019, 6, 4), date(2019, 6, 5)
NAME = re.compile("Åkerström|Öberg|Sjödin|Dahlström|http")
Letters = dict[tuple[MessageKind, str], EmailMessage]

SUBJECTS = {
    (MessageKind.SIGN_IN, SAMIRA): "Sign in to Återrapport",
    (MessageKind.SIGN_IN, JONAS): "Logga in i Återrapport",
    (MessageKind.REMINDER, SAMIRA): "Report for the meeting on 12 June, due by 31 May",
    (MessageKind.REMINDER, JONAS): "2 återrapporter till sammanträdet 12 juni, senast 31 maj",
    (MessageKind.ESCALATION, EBBA): "4 reports are missing for the meeting on 12 June",
    (MessageKind.ESCALATION, MATS): "4 återrapporter saknas till sammanträdet 12 juni",
    (MessageKind.LEAVER, LEILA): "Jonas Åkerström is leaving with 8 reports open",
    (MessageKind.LEAVER, MATS): "Jonas Åkerström slutar och har 8 återrapporter kvar",
    (MessageKind.SUMMARY, LEILA): "Follow-up for Social- och utbildningsnämnden, 12 June: left to cover 27,3\xa0mnkr",
    (MessageKind.SUMMARY, MATS): "Uppföljning till Social- och utbildningsnämnden 12 juni: kvar att täcka 27,3\xa0mnkr",
    (MessageKind.CALENDAR, SAMIRA): "The meeting on 12 June is cancelled",
    (MessageKind.CALENDAR, JONAS): "Sammanträdet 12 juni är inställt",
}


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    """Two secretaries; three people who have chosen English."""
    save_ludvika(database)
    with opened(database) as db, writing(db):
        people.add_role(db, find_person(db, LEILA).id, Role.SECRETARY, None)
        for address in ENGLISH:
            people.set_language(db, find_person(db, address).id, "en")
    settings = settings_for(database, smtp_port=smtp_sink.port)
    return settings.model_copy(update={"site": settings.site.model_copy(update={"languages": ("sv", "en")})})


def a_month_of_letters(settings: Settings, smtp_sink: SmtpSink) -> Letters:
    """The first letter of each kind to each person."""
    with opened(settings.database.path) as db:
        for address in (SAMIRA, JONAS):
            ask_for_link(db, address, next_path="", now=noon(FIRST).now())
    send_due(settings, noon(FIRST))
    with opened(settings.database.path) as db:
        who = holder(db, settings, SAMIRA, MEETINGS[0])
        (due,) = due_reports(db, who, REPORTED)
        answer = Answer(status="delayed", forecast="1,1 mnkr", outcome="", text="Det går trögt.")
        submit(db, who, {due.report_id: answer}, now=noon(REPORTED).now(), today=REPORTED)
        leave(db, find_person(db, JONAS), last_day=date(2019, 8, 31), actor=PROGRAM, now=noon(REPORTED).now())
    for day in (REPORTED, ESCALATED, DISPATCHED):
        send_due(settings, noon(day))
    with opened(settings.database.path) as db:
        cancel(db, holder(db, settings, SAMIRA, MEETINGS[0]).meeting, actor=PROGRAM, now=noon(DISPATCHED).now())
    send_due(settings, noon(date(2019, 6, 7)))
    with opened(settings.database.path) as db:
        kinds = dict(db.execute("SELECT message_id, message FROM delivery").fetchall())
    found: Letters = {}
    for each in smtp_sink.taken:
        message = message_from_bytes(each.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        found.setdefault((MessageKind(kinds[each.message_id]), each.recipient), message)
    return found


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_each_letter_is_in_its_readers_language(settings: Settings, smtp_sink: SmtpSink) -> None:
    found = a_month_of_letters(settings, smtp_sink)
    assert {key: str(found[key]["Subject"]) for key in SUBJECTS if key in found} == SUBJECTS
    languages = defaultdict(set)
    with opened(settings.database.path) as db:
        words = db.execute("SELECT title FROM measure UNION SELECT title FROM plan UNION SELECT name FROM committee")
        own = re.compile("|".join([*(re.escape(word) for (word,) in words), NAME.pattern]))
    for (kind, address), message in found.items():
        language = "en" if address in ENGLISH else "sv"
        languages[kind].add(language)
        assert message["Content-Language"] == language
        assert f'<html lang="{language}">' in part(message, "html")
        if language == "en":
            assert [each for each in swedish_in(part(message, "html")) if not NAME.search(each)] == []
            left = [each for each in part(message, "plain").splitlines() if SWEDISH.search(NAMES.sub("", each))]
            assert kind is MessageKind.SUMMARY or [each for each in left if not own.search(each)] == []
    assert languages == {kind: {"sv", "en"} for kind in MessageKind if kind is not MessageKind.TRIAL}
    assert spoken() == "sv"

    reminder = part(found[MessageKind.REMINDER, SAMIRA], "plain")
    assert "Your report is due by Friday 31 May 2019 (in 8 working days)." in reminder
    assert "In the plan: " in reminder
    assert "If something is missing, you will get another reminder on 27 May." in reminder
    assert "This letter was sent automatically to Samira Haddad, who is responsible for the above." in reminder
    escalation = part(found[MessageKind.ESCALATION, EBBA], "plain")
    assert "The deadline was Friday 31 May 2019 (2 working days ago)." in escalation
    assert "Owner: Jonas Åkerström" in escalation
    summary = part(found[MessageKind.SUMMARY, LEILA], "plain")
    assert "Uppföljning till" in summary, "the follow-up itself stays as it was frozen"
    assert "The whole follow-up: " in summary
    assert '<div lang="sv">' in part(found[MessageKind.SUMMARY, LEILA], "html")


def test_a_calendar_speaks_to_whom_it_belongs(settings: Settings, smtp_sink: SmtpSink) -> None:
    found = a_month_of_letters(settings, smtp_sink)
    files = {
        address: bytes(next(message.iter_attachments()).get_payload(decode=True)).decode()
        for (kind, address), message in found.items()
        if kind is MessageKind.CALENDAR
    }
    assert "SUMMARY:Report to Social- och utbildningsnämnden\\, 12 June 2019" in files[SAMIRA].replace("\r\n ", "")
    assert "SUMMARY:Återrapport till Social- och utbildningsnämnden 12 juni 2019" in files[JONAS].replace("\r\n ", "")
    with opened(settings.database.path) as db:
        for address, word in ((SAMIRA, b"SUMMARY:Meeting of "), (JONAS, "SUMMARY:Sammanträde ".encode())):
            assert word in feed(db, settings, find_person(db, address), key="k" * 32, today=FIRST)


@pytest.mark.parametrize(
    ("offered", "chosen", "language"),
    [(("sv", "en"), "", "sv"), (("sv", "en"), "en", "en"), (("en", "sv"), "", "en"), (("sv",), "en", "sv")],
)
def test_ones_own_choice_goes_before_the_municipalitys(
    settings: Settings, offered: tuple[str, ...], chosen: str, language: str
) -> None:
    assert settings.site.model_copy(update={"languages": offered}).language_for(chosen) == language
