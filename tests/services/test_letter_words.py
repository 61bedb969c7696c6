"""What reminders, escalations and leaver letters say: whose measure it is, why it comes to her, nothing untrue."""

import tomllib
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.ludvika import DECIDED, JONAS, MATS, SAMIRA, SLUG, TOVE, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.services.absences import leave, set_absence
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.finding import find_meeting, find_person
from tracker.services.meeting_changes import move
from tracker.services.plan_saving import save_plan
from tracker.services.sending import send_due
from tracker.store import deliveries
from tracker.store.opening import opened, writing

LEILA = "leila.karimi@kommun.example"
STEP = date(2019, 5, 27)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def letters(sink: SmtpSink, email: str) -> list[tuple[str, str, str]]:
    """Subject, text and HTML of what the person has got."""
    found = []
    for each in sink.taken:
        if each.recipient == email:
            message = message_from_bytes(each.content, policy=policy.default)
            text, html = message.get_body(("plain",)), message.get_body(("html",))
            assert text is not None
            assert html is not None
            found.append((message["Subject"], text.get_content(), html.get_content()))
    return found


def leaves(settings: Settings, email: str, last_day: date) -> None:
    with opened(settings.database.path) as db:
        leave(db, find_person(db, email), last_day=last_day, actor=PROGRAM, now=noon(last_day).now())


def away(settings: Settings, email: str, substitute: str) -> None:
    with opened(settings.database.path) as db:
        set_absence(
            db,
            find_person(db, email),
            find_person(db, substitute),
            first_day=STEP,
            last_day=date(2019, 6, 30),
            actor=PROGRAM,
            now=noon(date(2019, 5, 20)).now(),
        )


def test_who_is_asked_in_an_owners_place_reads_whose_it_is_and_why(settings: Settings, smtp_sink: SmtpSink) -> None:
    away(settings, SAMIRA, LEILA)
    leaves(settings, JONAS, date(2019, 5, 24))
    send_due(settings, noon(STEP))

    for email, why in (
        (LEILA, "Ansvarig är Samira Haddad, som är borta. Därför går frågan till dig."),
        (TOVE, "Ansvarig är Jonas Åkerström, som har slutat. Därför går frågan till dig."),
    ):
        (_, text, html) = letters(smtp_sink, email)[0]
        for said in (text, html):
            assert why in said
            assert "Din återrapport" not in said
            assert "Dina " not in said.partition("Prenumerera")[0]
            assert "som ansvarar för det ovan" not in said
            assert "din chef" not in said


def test_an_escalation_names_who_is_asked_now(settings: Settings, smtp_sink: SmtpSink) -> None:
    away(settings, SAMIRA, LEILA)
    leaves(settings, JONAS, date(2019, 5, 24))
    send_due(settings, noon(date(2019, 6, 4)))

    for said in next(each for each in letters(smtp_sink, MATS) if "saknas" in each[0])[1:]:
        assert "Ansvarig är Samira Haddad, som är borta. Frågan går nu till Leila Karimi." in said
        assert "Ansvarig är Jonas Åkerström, som har slutat. Frågan går nu till Tove Bergmark." in said


def test_the_subject_of_two_meetings_does_not_say_that_all_is_for_the_first(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    values = tomllib.loads((EXAMPLES / f"{SLUG}.toml").read_text(encoding="utf-8"))
    values["plan"] |= {"committee": "Byggnadsnämnden", "report_dates": [date(2019, 6, 19)]}
    with opened(settings.database.path) as db, writing(db):
        save_plan(db, draft_from(values["plan"]), slug="bygg", source=None, actor=PROGRAM, now=DECIDED)
    send_due(settings, noon(STEP))
    send_due(settings, noon(date(2019, 6, 12)))

    assert letters(smtp_sink, JONAS)[0][0] == "4 återrapporter till 2 sammanträden, de första senast 31 maj"
    assert "10 återrapporter saknas till 2 sammanträden" in [each[0] for each in letters(smtp_sink, MATS)]


def test_after_the_last_day_a_reminder_says_that_it_has_passed(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(date(2019, 6, 3)))

    subject, text, html = letters(smtp_sink, SAMIRA)[0]
    assert subject == "Återrapport till sammanträdet 12 juni, skulle ha varit inne senast 31 maj"
    for said in (text, html):
        assert "Din återrapport skulle ha varit inne senast fredag 31 maj 2019" in said


def test_nothing_is_promised_for_after_the_meeting(settings: Settings, smtp_sink: SmtpSink) -> None:
    last = date(2019, 6, 12)
    with opened(settings.database.path) as db:
        it = find_meeting(db, 1, last, settings.meetings.deadline_rule)
        now = noon(date(2019, 5, 20)).now()
        move(db, it, it.held_on, report_by_hand=last, dispatch_by_hand=last, actor=PROGRAM, now=now)
    for day in (date(2019, 6, 7), last):
        send_due(settings, noon(day))

    first, then = letters(smtp_sink, SAMIRA)[:2]
    assert "ny påminnelse 12 juni" in first[1]
    assert "14 juni" not in first[1] + first[2]
    assert "händer sedan" not in then[1] + then[2]


def test_only_those_who_will_be_told_are_promised(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db, writing(db):
        db.execute("UPDATE person SET manager_id = NULL")
    send_due(settings, noon(STEP))
    with opened(settings.database.path) as db, writing(db):
        db.execute("DELETE FROM person_role WHERE role = 'secretary'")
    send_due(settings, noon(date(2019, 5, 31)))

    first, then = letters(smtp_sink, SAMIRA)
    assert "Saknas något 4 juni får nämndsekreteraren veta det." in first[1]
    assert "veta det" not in then[1]


def test_the_letter_about_a_leaver_tells_who_is_asked_and_when_it_was(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db, writing(db):
        db.execute("UPDATE plan SET controller_id = NULL")
    leaves(settings, SAMIRA, date(2019, 5, 24))
    send_due(settings, noon(STEP))

    subject, text, html = next(each for each in letters(smtp_sink, MATS) if "slutat" in each[0])
    assert subject == "Samira Haddad har slutat och har 5 återrapporter kvar"
    for said in (text, html):
        assert "slutade fredag 24 maj 2019" in said
        assert "går påminnelserna till dig" in said
        assert "controller" not in said
        assert "http://127.0.0.1:8019/committees/social-och-utbildningsnamnden#leavers" in said


@pytest.mark.parametrize("gone", [True, False])
def test_a_letter_about_a_leaver_is_not_sent_to_a_secretary_who_has_left_or_moved(
    settings: Settings, smtp_sink: SmtpSink, gone: bool
) -> None:
    leaves(settings, SAMIRA, date(2019, 5, 20))
    smtp_sink.script(Stage.RCPT, "450 later", times=None)
    send_due(settings, noon(date(2019, 5, 21)))
    smtp_sink.rules.clear()
    smtp_sink.taken.clear()
    if gone:
        leaves(settings, MATS, date(2019, 5, 21))
    else:
        with opened(settings.database.path) as db, writing(db):
            db.execute("UPDATE person SET email = 'ny@kommun.example' WHERE email = ?", (MATS,))
    send_due(settings, noon(date(2019, 5, 22)))

    assert not letters(smtp_sink, MATS)
    with opened(settings.database.path) as db:
        reasons = {each.words for each in deliveries.all_deliveries(db) if each.address == MATS}
    assert reasons == {"Mats Wiklund har slutat." if gone else "Mats Wiklund har en ny adress."}
