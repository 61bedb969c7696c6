"""The SMTP transport against a real server; each of Flask-Mail's measured faults (DESIGN 7) is shown to be avoided."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_mail import Mail

from tests.mail.test_message import body, made, parsed, the_address
from tests.mailing import SENDER, deliver, mail_settings, plan_mails
from tests.smtp_sink import DROP, SmtpSink, Stage, running_sink
from tracker.mail.message import Composed
from tracker.mail.smtp import SmtpTransport
from tracker.mail.transport import FateUncertain, PermanentFailure, ServerUnreachable, TemporaryFailure, Unsendable

CERTIFICATES = Path(__file__).parent / "certificates"
CA = str(CERTIFICATES / "ca.pem")


def server_tls() -> ssl.SSLContext:
    """A server's context for the name localhost, signed by the test CA."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "server.pem", CERTIFICATES / "server.key")
    return context


@pytest.fixture
def starttls_sink() -> Iterator[SmtpSink]:
    """Takes mail only after STARTTLS and with a password."""
    with running_sink(starttls=server_tls(), password="hemligt", require_starttls=True) as sink:
        yield sink


def send(sink: SmtpSink, content: bytes = b"", recipient: str = "asa@kommun.example", **changes: object) -> str:
    transport = SmtpTransport(mail_settings(sink, **changes))
    try:
        return transport.send(SENDER, recipient, content or made())
    finally:
        transport.close()


def test_starttls_with_the_right_certificate(starttls_sink: SmtpSink) -> None:
    said = send(starttls_sink, security="starttls", ca_file=CA, username="sender", password="hemligt")
    assert said == "250 2.0.0 Taken"
    assert len(starttls_sink.taken) == 1


def test_starttls_with_an_unknown_certificate_is_refused(starttls_sink: SmtpSink) -> None:
    with pytest.raises(ServerUnreachable, match=r"certifikat som inte godtas.*mail\.ca_file"):
        send(starttls_sink, security="starttls", username="sender", password="hemligt")
    assert not starttls_sink.taken


def test_a_certificate_for_another_name_is_refused(starttls_sink: SmtpSink) -> None:
    with pytest.raises(ServerUnreachable, match="certifikat som inte godtas"):
        send(starttls_sink, host="127.0.0.1", security="starttls", ca_file=CA)


def test_a_server_without_starttls_is_never_spoken_to_in_the_open(smtp_sink: SmtpSink) -> None:
    with pytest.raises(ServerUnreachable, match=r"mail\.security"):
        send(smtp_sink, security="starttls", ca_file=CA)
    assert not smtp_sink.taken


def test_tls_from_the_first_byte() -> None:
    with running_sink(tls=server_tls()) as sink:
        assert send(sink, security="tls", ca_file=CA).startswith("250")
        with pytest.raises(ServerUnreachable, match="certifikat som inte godtas"):
            send(sink, security="tls")


def test_a_wrong_password(starttls_sink: SmtpSink) -> None:
    with pytest.raises(ServerUnreachable, match=r"nekade inloggningen \(535.*TRACKER_MAIL_PASSWORD"):
        send(starttls_sink, security="starttls", ca_file=CA, username="sender", password="fel")


def test_a_ca_file_that_is_missing_or_none() -> None:
    for file in ("/finns/inte.pem", __file__):
        with pytest.raises(ServerUnreachable, match=r"mail\.ca_file"):
            SmtpTransport(mail_settings(host="127.0.0.1", security="tls", ca_file=file, port=1)).send(
                "a@b", "c@d", made()
            )


def test_long_lines_and_swedish_letters_arrive_as_they_were_written(smtp_sink: SmtpSink) -> None:
    """Flask-Mail sends 8bit and unfolded; a server of the standard refuses lines over 1 000."""
    text = "å" * 5000 + "\n.\n..\nFrom x\n" + "x" * 1200 + "\n"
    send(smtp_sink, made(Composed("Ämne", text, f"<p>{text}</p>")))
    (taken,) = smtp_sink.taken
    assert body(parsed(taken.content), "plain") == text
    assert max(map(len, taken.content.split(b"\r\n"))) <= 998
    assert taken.content.isascii()


def test_a_comma_in_a_name_leaves_one_sender_and_one_recipient(smtp_sink: SmtpSink) -> None:
    send(smtp_sink, made(name="Öberg, Åsa", sender_name="Kommun, Exempel"))
    message = parsed(smtp_sink.taken[0].content)
    assert the_address(message, "From").display_name == "Kommun, Exempel"
    assert the_address(message, "To").display_name == "Öberg, Åsa"


def test_a_refused_recipient_always_raises(smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 No such user")
    with pytest.raises(PermanentFailure, match=r"550 5\.1\.1 No such user"):
        send(smtp_sink)
    smtp_sink.script(Stage.RCPT, "450 4.2.1 Busy")
    with pytest.raises(TemporaryFailure, match=r"450 4\.2\.1 Busy"):
        send(smtp_sink)


def test_after_a_refusal_the_connection_is_clean(smtp_sink: SmtpSink) -> None:
    transport = SmtpTransport(mail_settings(smtp_sink))
    for stage in (Stage.RCPT, Stage.DATA, Stage.END):
        smtp_sink.script(stage, "550 5.7.1 No")
        with pytest.raises(PermanentFailure):
            transport.send(SENDER, "asa@kommun.example", made())
        transport.send(SENDER, "bo@kommun.example", made())
    transport.close()
    assert (len(smtp_sink.taken), smtp_sink.connections) == (3, 1)


def test_what_must_be_done_before_is_done_before_anything_is_handed_over(smtp_sink: SmtpSink) -> None:
    transport = SmtpTransport(mail_settings(smtp_sink))
    seen: list[tuple[int, int]] = []

    def look() -> None:
        seen.append((smtp_sink.connections, len(smtp_sink.taken)))

    def refuse() -> None:
        raise KeyError

    transport.send(SENDER, "asa@kommun.example", made(), before=look)
    assert seen[0] == (0, 0), "before a connection is opened, for that may take long"
    transport.send(SENDER, "bo@kommun.example", made(), before=look)
    assert seen[-1] == (1, 1)
    with pytest.raises(KeyError):
        transport.send(SENDER, "eva@kommun.example", made(), before=refuse)
    transport.close()
    assert [each.recipient for each in smtp_sink.taken] == ["asa@kommun.example", "bo@kommun.example"]


def test_a_dropped_connection_neither_fails_the_next_nor_the_closing(smtp_sink: SmtpSink) -> None:
    transport = SmtpTransport(mail_settings(smtp_sink))
    smtp_sink.script(Stage.ANSWER, DROP)
    with pytest.raises(FateUncertain):
        transport.send(SENDER, "asa@kommun.example", made())
    transport.send(SENDER, "bo@kommun.example", made())
    smtp_sink.script(Stage.ANSWER, DROP)
    with pytest.raises(FateUncertain):
        transport.send(SENDER, "asa@kommun.example", made())
    transport.close()
    transport.close()


def test_a_connection_that_ended_between_two_mails_is_opened_anew(smtp_sink: SmtpSink) -> None:
    transport = SmtpTransport(mail_settings(smtp_sink))
    transport.send(SENDER, "asa@kommun.example", made())
    smtp_sink.script(Stage.MAIL, "421 4.4.2 Idle for too long")
    transport.send(SENDER, "bo@kommun.example", made())
    transport.close()
    assert (len(smtp_sink.taken), smtp_sink.connections) == (2, 2)


def test_mail_goes_out_whatever_flask_thinks_of_testing(smtp_sink: SmtpSink) -> None:
    app = Flask(__name__)
    app.config["TESTING"] = True
    Mail(app)
    with app.app_context():
        send(smtp_sink)
    assert len(smtp_sink.taken) == 1


def test_swedish_letters_before_the_at_sign_need_smtputf8(smtp_sink: SmtpSink) -> None:
    address = "åsa@växjö.example"
    with pytest.raises(PermanentFailure, match="SMTPUTF8"):
        send(smtp_sink, made(address=address), recipient=address)
    with running_sink(enable_SMTPUTF8=True) as sink:
        send(sink, made(address=address), recipient=address)
        assert [each.recipient for each in sink.taken] == ["åsa@xn--vxj-qla6g.example"]


def test_line_breaks_in_an_address_never_reach_the_server(smtp_sink: SmtpSink) -> None:
    with pytest.raises(Unsendable):
        send(smtp_sink, recipient="asa@kommun.example>\r\nRCPT TO:<eva@kommun.example")
    assert smtp_sink.connections == 0


def test_a_wrong_sender_is_a_setting_and_fails_nobody(database: Path, smtp_sink: SmtpSink) -> None:
    plan_mails(database, 3)
    tally = deliver(database, mail_settings(smtp_sink, sender_name="Kommunen\nBcc: x"))
    assert "mail.sender_name" in tally.stopped_by
    assert deliver(database, mail_settings(smtp_sink)).sent == 3
