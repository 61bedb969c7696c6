"""Bounces over IMAP, from a real server: what is read, what is marked, and what it says when it cannot be."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest

from tests.bouncing import REPORTS, newest_to, reading_from, report_on
from tests.ludvika import JONAS, SAMIRA, noon, save_ludvika, settings_for
from tests.mail.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.mail.test_smtp import CA
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.mail.bounces.connecting import folder_argument
from tracker.mail.bounces.opening import check_bounce_box
from tracker.services.bouncing import read_bounces
from tracker.services.sending import send_due
from tracker.store import bounces
from tracker.store.opening import opened

STEP, NEXT = date(2019, 5, 27), date(2019, 5, 31)
AUTOREPLY = (REPORTS / "not_autoreply.eml").read_bytes()
uses_dovecot = pytest.mark.servers("dovecot")


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    """One server for all; each test has a folder of its own."""
    with running_dovecot() as server:
        yield server


@pytest.fixture
def sent(database: Path, smtp_sink: SmtpSink) -> Settings:
    """Reminders have been sent. No mailbox for bounces yet."""
    save_ludvika(database)
    settings = settings_for(database, smtp_port=smtp_sink.port)
    send_due(settings, noon(STEP))
    return settings


@pytest.fixture
def folder(request: pytest.FixtureRequest) -> str:
    """A folder name of the test's own, beyond ASCII."""
    return f"Återrapport & studsar.{request.node.name}"


def over_imap(settings: Settings, port: int, **changes: object) -> Settings:
    chosen: dict[str, object] = {
        "imap_host": "127.0.0.1",
        "imap_port": port,
        "imap_security": "none",
        "imap_username": USER,
        "imap_password": PASSWORD,
    }
    return reading_from(settings, **(chosen | changes))


def recorded(settings: Settings) -> int:
    with opened(settings.database.path) as db:
        return int(db.execute("SELECT count(*) FROM bounce").fetchone()[0])


def fault(settings: Settings) -> str:
    with opened(settings.database.path) as db:
        return bounces.reading_fault(db)


@uses_dovecot
def test_reports_are_recorded_and_marked_as_read_and_nothing_else_is(
    sent: Settings, dovecot: Dovecot, folder: str
) -> None:
    foreign = report_on(newest_to(sent.database.path, SAMIRA)).replace(b"Message-ID: <", b"Message-ID: <0")
    mine = [report_on(newest_to(sent.database.path, address)) for address in (SAMIRA, JONAS)]
    dovecot.put(AUTOREPLY, mine[0], foreign, b"\xff\xfe junk", mine[1], folder=folder)
    settings = over_imap(sent, dovecot.port, imap_folder=folder)

    assert read_bounces(settings, noon(STEP)) == 2

    assert fault(settings) == ""
    assert dovecot.flags(folder) == [False, True, False, False, True]
    assert read_bounces(settings, noon(STEP)) == 0
    dovecot.put(report_on(newest_to(sent.database.path, JONAS), like="postfix_delayed"), folder=folder)
    assert read_bounces(settings, noon(STEP)) == 1
    assert dovecot.flags(folder) == [False, True, False, False, True, True]


@uses_dovecot
def test_what_somebody_has_read_already_is_left_alone(sent: Settings, dovecot: Dovecot, folder: str) -> None:
    dovecot.put(report_on(newest_to(sent.database.path, SAMIRA)), folder=folder)
    with dovecot.signed_in() as connection:
        connection.select(folder_argument(folder))
        connection.store("1", "+FLAGS", r"(\Seen)")
    assert read_bounces(over_imap(sent, dovecot.port, imap_folder=folder), noon(STEP)) == 0


@uses_dovecot
def test_a_crash_before_the_mark_reads_it_again_and_changes_nothing(
    sent: Settings, dovecot: Dovecot, folder: str
) -> None:
    dovecot.put(report_on(newest_to(sent.database.path, SAMIRA)), folder=folder)
    settings = over_imap(sent, dovecot.port, imap_folder=folder)
    assert read_bounces(settings, noon(STEP)) == 1
    dovecot.mark_unread(folder)
    with opened(settings.database.path) as db:
        db.execute("UPDATE bounce_reading SET uid = 0")

    assert read_bounces(settings, noon(STEP)) == 0

    assert recorded(settings) == 1
    assert dovecot.flags(folder) == [True]


@uses_dovecot
def test_a_folder_that_was_made_anew_is_read_from_its_start(sent: Settings, dovecot: Dovecot, folder: str) -> None:
    settings = over_imap(sent, dovecot.port, imap_folder=folder)
    dovecot.put(AUTOREPLY, AUTOREPLY, AUTOREPLY, folder=folder)
    assert read_bounces(settings, noon(STEP)) == 0
    dovecot.forget(folder)
    # UIDVALIDITY is a time in seconds.
    time.sleep(1.1)
    dovecot.put(report_on(newest_to(sent.database.path, SAMIRA)), folder=folder)
    assert read_bounces(settings, noon(STEP)) == 1


@uses_dovecot
def test_many_answers_are_passed_by_in_several_readings(sent: Settings, dovecot: Dovecot, folder: str) -> None:
    small = b"Subject: Svar\n\nLedig.\n"
    dovecot.put(*[small] * 501, report_on(newest_to(sent.database.path, SAMIRA)), folder=folder)
    settings = over_imap(sent, dovecot.port, imap_folder=folder)
    assert read_bounces(settings, noon(STEP)) == 0
    assert read_bounces(settings, noon(STEP)) == 1


@uses_dovecot
def test_of_a_large_message_only_the_beginning_is_fetched(sent: Settings, dovecot: Dovecot, folder: str) -> None:
    content = report_on(newest_to(sent.database.path, SAMIRA))
    dovecot.put(content.replace(b"Hej Samira!", b"Hej Samira!\n" * 200_000), folder=folder)
    assert read_bounces(over_imap(sent, dovecot.port, imap_folder=folder), noon(STEP)) == 1


@uses_dovecot
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_certificate_is_verified(sent: Settings, dovecot: Dovecot, folder: str, security: str) -> None:
    dovecot.put(report_on(newest_to(sent.database.path, SAMIRA)), folder=folder)
    port = dovecot.tls_port if security == "tls" else dovecot.port
    right: dict[str, object] = {
        "imap_host": "localhost",
        "imap_security": security,
        "ca_file": CA,
        "imap_folder": folder,
    }
    for wrong, said in (
        ({"ca_file": ""}, "certifikat som inte godtas"),
        ({"imap_host": "127.0.0.1"}, "certifikat som inte godtas"),
        ({"ca_file": "/nowhere.pem"}, "Rätta bounces.ca_file."),
    ):
        settings = over_imap(sent, port, **(right | wrong))
        assert read_bounces(settings, noon(STEP)) == 0
        assert said in fault(settings)
        assert check_bounce_box(settings.bounces, timeout=5) == fault(settings)
    assert read_bounces(over_imap(sent, port, **right), noon(STEP)) == 1


@uses_dovecot
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"imap_password": "fel"}, "TRACKER_BOUNCE_PASSWORD"),
        ({"imap_folder": "Finns inte"}, "bounces.imap_folder"),
        ({"imap_security": "tls"}, "bounces.imap_security"),
    ],
)
def test_a_wrong_setting_is_named(sent: Settings, dovecot: Dovecot, wrong: dict[str, object], said: str) -> None:
    settings = over_imap(sent, dovecot.port, **wrong)
    assert read_bounces(settings, noon(STEP)) == 0
    assert said in fault(settings)
    assert check_bounce_box(over_imap(sent, dovecot.port).bounces, timeout=5) is None


@uses_dovecot
def test_a_server_that_ends_in_the_middle_loses_nothing(sent: Settings, dovecot: Dovecot, folder: str) -> None:
    """Between the server and the program stands one that cuts the connection after the first report is fetched."""
    reports = [report_on(newest_to(sent.database.path, address)) for address in (SAMIRA, JONAS)]
    dovecot.put(*reports, folder=folder)
    with cutting(dovecot.port, after=b"Diagnostic-Code") as port:
        settings = over_imap(sent, port, imap_folder=folder)
        read_bounces(settings, noon(STEP))
        assert "bröt förbindelsen" in fault(settings)
    read_bounces(over_imap(sent, dovecot.port, imap_folder=folder), noon(STEP))
    assert recorded(sent) == 2
    assert dovecot.flags(folder) == [True, True]


@contextmanager
def cutting(port: int, *, after: bytes) -> Iterator[int]:
    """A port that passes everything on to another, until the server has said something."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def pass_on(source: socket.socket, target: socket.socket, until: bytes = b"") -> None:
            with suppress(OSError):
                while data := source.recv(65536):
                    if until and until in data:
                        break
                    target.sendall(data)
            for each in (source, target):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

        def serve() -> None:
            with listening.accept()[0] as client, socket.create_connection(("127.0.0.1", port)) as server:
                forth = threading.Thread(target=pass_on, args=(client, server))
                forth.start()
                pass_on(server, client, until=after)
                forth.join(10)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(10)


@contextmanager
def saying(greeting: bytes) -> Iterator[int]:
    """A port that greets and then is silent."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    client = listening.accept()[0]
                except OSError:
                    return
                held.append(client)
                client.sendall(greeting)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for each in held:
                each.close()


@pytest.mark.parametrize("greeting", [b"", b"* OK here\r\n"], ids=["silent", "silent after its greeting"])
@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_silent_server_costs_one_time_out_and_stops_no_mail(
    sent: Settings, smtp_sink: SmtpSink, greeting: bytes, security: str
) -> None:
    smtp_sink.taken.clear()
    with saying(greeting) as port:
        settings = over_imap(sent, port, imap_security=security)
        mail = settings.mail.model_copy(update={"timeout_seconds": 0.5})
        settings = settings.model_copy(update={"mail": mail})
        began = time.monotonic()
        assert read_bounces(settings, noon(NEXT)) == 0
        assert time.monotonic() - began < 0.95
        result = send_due(settings, noon(NEXT))
    assert result.tally.sent == 4
    assert len(smtp_sink.taken) == 4
    assert "svarade inte inom 0.5 s" in fault(settings) or "TLS" in fault(settings)


def test_a_server_that_is_not_there_stops_no_mail(sent: Settings) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        settings = over_imap(sent, held.getsockname()[1])
        assert send_due(settings, noon(NEXT)).tally.sent == 4
    assert "tar inte emot anslutningar" in fault(settings)


@pytest.mark.parametrize(
    "answer",
    [b"* BYE\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff\xfe\x00\r\n", b"* OK " + b"x" * 2_000_000 + b"\r\n"],
    ids=["goodbye", "another protocol", "noise", "a line without end"],
)
def test_a_server_that_talks_nonsense_stops_no_mail(sent: Settings, answer: bytes) -> None:
    with saying(answer) as port:
        settings = over_imap(sent, port)
        mail = settings.mail.model_copy(update={"timeout_seconds": 0.5})
        assert send_due(settings.model_copy(update={"mail": mail}), noon(NEXT)).tally.sent == 4
    assert fault(settings) != ""
