"""What the check command says of the mail server."""

import re
import socket
from collections.abc import Iterator

import pytest

from tests.mail.test_smtp import CA, server_tls
from tests.mailing import mail_settings
from tests.smtp_sink import DROP, SILENCE, SmtpSink, Stage, running_sink
from tracker.mail.checking import check_mail_server
from tracker.mail.explaining import explained


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is held and not listened to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_a_server_that_works(smtp_sink: SmtpSink) -> None:
    assert check_mail_server(mail_settings(smtp_sink)) is None
    assert not smtp_sink.taken


def test_no_server_is_no_fault() -> None:
    assert check_mail_server(mail_settings()) is None


def test_a_server_that_is_not_there(closed_port: int) -> None:
    said = check_mail_server(mail_settings(host="127.0.0.1", port=closed_port))
    assert said is not None
    assert said.startswith(f"E-postservern 127.0.0.1:{closed_port} tar inte emot anslutningar.")


@pytest.mark.parametrize(
    ("stage", "answer", "said"),
    [
        (Stage.CONNECT, SILENCE, "svarade inte inom 0.3 s"),
        (Stage.CONNECT, DROP, "bröt förbindelsen"),
        (Stage.CONNECT, "554 5.3.2 No service", "vill inte ta emot post: 554 5.3.2 No service"),
        (Stage.MAIL, "550 5.7.1 Not you", r"nekar avsändaren \(550 5.7.1 Not you\).*mail.sender_address"),
        (Stage.MAIL, SILENCE, "svarade inte inom 0.3 s"),
    ],
)
def test_what_the_server_says(smtp_sink: SmtpSink, stage: Stage, answer: str, said: str) -> None:
    smtp_sink.script(stage, answer)
    words = check_mail_server(mail_settings(smtp_sink, timeout_seconds=0.3))
    assert words is not None
    assert re.search(said, words)


def test_a_name_that_nobody_knows() -> None:
    said = check_mail_server(mail_settings(host="fel..namn"))
    assert said == explained(socket.gaierror(-2, "Name or service not known"), mail_settings(host="fel..namn"))
    assert said.startswith("E-postserverns namn fel..namn är okänt.")


def test_certificate_password_and_protocol() -> None:
    with running_sink(starttls=server_tls(), password="hemligt", require_starttls=True) as sink:
        right = {"security": "starttls", "ca_file": CA, "username": "sender", "password": "hemligt"}
        assert check_mail_server(mail_settings(sink, **right)) is None
        for wrong, said in (
            ({"ca_file": ""}, "mail.ca_file"),
            ({"password": "fel"}, "TRACKER_MAIL_PASSWORD"),
            ({"username": ""}, "mail.username"),
            ({"security": "none"}, "mail.security"),
            ({"security": "tls"}, "mail.security"),
        ):
            words = check_mail_server(mail_settings(sink, **(right | wrong)))
            assert words is not None
            assert said in words


def test_a_sender_that_is_none() -> None:
    for address in ("a@b..example", "å@kommun.example"):
        said = check_mail_server(mail_settings(sender_address=address))
        assert said is not None
        assert "mail.sender_address" in said
