"""Whom no mail reaches, why, and until when; and that the secretary is told (issue 3)."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.bouncing import maildir, newest_to, put, reading_from, report_on
from tests.ludvika import EBBA, JONAS, MATS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import DROP, SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.bounce import Trouble
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.unreached import Unreached, unreached
from tracker.store.opening import opened

MEETING = date(2019, 6, 12)
FIRST, SECOND, ESCALATION = date(2019, 5, 27), date(2019, 5, 31), date(2019, 6, 4)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return maildir(tmp_path / "studsar")


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink, box: Path) -> Settings:
    save_ludvika(database)
    return reading_from(settings_for(database, smtp_port=smtp_sink.port), maildir=str(box))


def listed(settings: Settings, today: date, committee_id: int | None = None) -> list[Unreached]:
    with opened(settings.database.path) as db:
        return unreached(db, committee_id, today=today)


def change(settings: Settings, sql: str, *values: str) -> None:
    with opened(settings.database.path) as db:
        db.execute(sql, values)


def escalated(sink: SmtpSink, address: str, kind: str = "plain") -> str:
    """The last letter to a supervisor."""
    mail = [each.content for each in sink.taken if each.recipient == address][-1]
    part = message_from_bytes(mail, policy=policy.default).get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_nobody_is_unreached_while_mail_goes_out(settings: Settings) -> None:
    send_due(settings, noon(FIRST))
    assert listed(settings, FIRST) == []


def test_a_refused_address_is_listed_with_name_reason_and_what_to_do(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    (one,) = listed(settings, FIRST)
    assert one.person.name == "Samira Haddad"
    assert (one.address, one.since, one.meeting) == (SAMIRA, FIRST, MEETING)
    assert one.reason == "Adressen finns inte."
    assert one.what_to_do == "Kontrollera adressen och rätta den."
    assert one.words == "550 5.1.1 No such user"


@pytest.mark.parametrize(
    ("status", "said", "what"),
    [
        ("5.1.1", "550 5.1.1 User unknown", Trouble.ADDRESS),
        ("5.2.1", "550 5.2.1 Disabled", Trouble.CLOSED),
        ("5.2.2", "552 5.2.2 Mailbox full", Trouble.FULL),
        ("5.7.1", "550 5.7.1 Blocked", Trouble.POLICY),
        ("4.4.1", "Connection timed out", Trouble.TOO_LATE),
        ("5.0.0", "554 Rejected", Trouble.OTHER),
    ],
)
def test_what_came_back_is_listed_by_its_reason(
    settings: Settings, box: Path, status: str, said: str, what: Trouble
) -> None:
    send_due(settings, noon(FIRST))
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA), status=status, said=said))
    send_due(settings, noon(FIRST))
    (one,) = listed(settings, FIRST)
    assert (one.person.email, one.reason, one.what_to_do) == (SAMIRA, what.swedish, what.what_to_do)


def test_a_delay_is_no_failure(settings: Settings, box: Path) -> None:
    send_due(settings, noon(FIRST))
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA), like="postfix_delayed"))
    assert send_due(settings, noon(FIRST)).bounced == 1
    assert listed(settings, FIRST) == []


def test_what_is_still_tried_again_is_no_failure_until_it_is_given_up(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "450 4.3.0 Later", times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    assert listed(settings, FIRST) == []
    change(settings, "UPDATE delivery SET give_up_at = '2019-05-27T09:00:00Z' WHERE state = 'deferred'")
    send_due(settings, noon(FIRST))
    (one,) = listed(settings, FIRST)
    assert one.reason == Trouble.TOO_LATE.swedish
    assert "450 4.3.0 Later" in one.words


def test_what_was_given_up_without_an_answer_is_uncertain(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.ANSWER, DROP, times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    change(settings, "UPDATE delivery SET give_up_at = '2019-05-27T09:00:00Z' WHERE state = 'uncertain'")
    send_due(settings, noon(FIRST))
    assert [each.reason for each in listed(settings, FIRST)] == [Trouble.UNCERTAIN.swedish]


def test_a_full_mailbox_that_was_tried_until_the_end_is_told_as_full(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "452 4.2.2 Mailbox full", times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    change(settings, "UPDATE delivery SET give_up_at = '2019-05-27T09:00:00Z' WHERE state = 'deferred'")
    send_due(settings, noon(FIRST))
    assert [each.reason for each in listed(settings, FIRST)] == [Trouble.FULL.swedish]


def test_an_address_that_is_none_is_to_be_put_right(settings: Settings) -> None:
    change(settings, "UPDATE person SET email = ? WHERE email = ?", "samira haddad@kommun.example", SAMIRA)
    send_due(settings, noon(FIRST))
    assert [each.reason for each in listed(settings, FIRST)] == [Trouble.ADDRESS.swedish]


def test_listed_since_the_first_until_a_later_mail_gets_through(
    settings: Settings, smtp_sink: SmtpSink, box: Path
) -> None:
    send_due(settings, noon(FIRST))
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    smtp_sink.script(Stage.RCPT, "552 5.2.2 Full", times=None, recipient=SAMIRA)
    send_due(settings, noon(SECOND))
    (one,) = listed(settings, SECOND)
    assert (one.since, one.reason) == (FIRST, Trouble.FULL.swedish), "since the first, for the reason of the last"

    smtp_sink.rules.clear()
    send_due(settings, noon(date(2019, 6, 3)))
    assert listed(settings, date(2019, 6, 3)) == []


def test_a_report_on_an_older_mail_says_nothing_of_the_newer_one(settings: Settings, box: Path) -> None:
    """As when a mailbox is read for the first time, with a year's reports in it."""
    send_due(settings, noon(FIRST))
    older = newest_to(settings.database.path, SAMIRA)
    send_due(settings, noon(SECOND))
    put(box, "1", report_on(older))
    assert send_due(settings, noon(SECOND)).bounced == 1
    assert listed(settings, SECOND) == []

    put(box, "2", report_on(newest_to(settings.database.path, SAMIRA)))
    send_due(settings, noon(SECOND))
    assert [each.since for each in listed(settings, SECOND)] == [FIRST]


def test_a_changed_address_and_a_person_who_has_left_are_listed_no_more(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    for address in (SAMIRA, JONAS):
        smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=address)
    send_due(settings, noon(FIRST))
    assert [each.person.email for each in listed(settings, FIRST)] == [JONAS, SAMIRA]
    change(settings, "UPDATE person SET email = ? WHERE email = ?", "samira.ny@kommun.example", SAMIRA)
    change(settings, "UPDATE person SET left_on = '2019-05-28' WHERE email = ?", JONAS)
    assert [each.person.email for each in listed(settings, date(2019, 5, 28))] == [JONAS]
    assert listed(settings, date(2019, 5, 29)) == []


def test_capitals_make_no_other_address(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    change(settings, "UPDATE person SET email = ? WHERE email = ?", SAMIRA.upper(), SAMIRA)
    assert len(listed(settings, FIRST)) == 1


def test_a_committee_lists_its_own_people(settings: Settings, smtp_sink: SmtpSink) -> None:
    change(settings, "INSERT INTO committee (slug, name) VALUES ('kultur', 'Kulturnämnden')")
    change(settings, "UPDATE person_role SET committee_id = 1")
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    assert [each.person.email for each in listed(settings, FIRST, 1)] == [SAMIRA]
    assert listed(settings, FIRST, 2) == []


def test_the_escalation_says_whom_no_mail_reaches_and_what_to_do(
    settings: Settings, smtp_sink: SmtpSink, box: Path
) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=SAMIRA)
    send_due(settings, noon(date(2019, 6, 3)))
    put(box, "1", report_on(newest_to(settings.database.path, JONAS), status="5.2.2", said="552 5.2.2 <b>full</b>"))

    send_due(settings, noon(ESCALATION))

    for address in (MATS, EBBA):
        text, html = escalated(smtp_sink, address), escalated(smtp_sink, address, "html")
        section = text.partition("Går inte att nå:")[2].partition("Vad som händer sedan")[0]
        assert (
            section.split()
            == (
                f"* Jonas Åkerström, {JONAS} {Trouble.FULL.swedish} {Trouble.FULL.what_to_do} "
                f"* Samira Haddad, {SAMIRA} {Trouble.ADDRESS.swedish} {Trouble.ADDRESS.what_to_do}"
            ).split()
        )
        for fact in ("Går inte att nå", "Jonas Åkerström", JONAS, Trouble.FULL.what_to_do, Trouble.ADDRESS.what_to_do):
            assert fact in html
        assert "De som går att nå har fått påminnelser" in text


def test_the_escalation_is_silent_on_those_who_owe_nothing_to_the_meeting(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient=SAMIRA)
    send_due(settings, noon(date(2019, 6, 3)))
    with opened(settings.database.path) as db:
        who = holder(db, settings, SAMIRA, MEETING)
        answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, ESCALATION)}
        submit(db, who, answers, now=noon(ESCALATION).now(), today=ESCALATION)

    send_due(settings, noon(ESCALATION))

    assert "Går inte att nå" not in escalated(smtp_sink, MATS)
    assert "Den ansvariga har fått påminnelser" in escalated(smtp_sink, MATS)
    assert len(listed(settings, ESCALATION)) == 1, "who owes nothing is still listed for whoever asks"


def test_it_is_the_one_who_is_asked_that_counts(settings: Settings, smtp_sink: SmtpSink) -> None:
    """A measure without an owner waits for the plan's controller."""
    change(settings, "UPDATE measure SET owner_id = NULL WHERE number = '3'")
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user", times=None, recipient="tove.bergmark@kommun.example")
    send_due(settings, noon(date(2019, 6, 3)))
    send_due(settings, noon(ESCALATION))
    assert "Tove Bergmark, tove.bergmark@kommun.example" in escalated(smtp_sink, MATS)
    assert "Tove" not in escalated(smtp_sink, EBBA), "the manager is not told of what is not her people's"
