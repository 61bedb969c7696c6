"""E-mails as bytes: well-formed whatever the names and texts are (DESIGN 7)."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.delivery import Delivery, DeliveryState, MessageKind
from tracker.mail.message import Attachment, Composed, message_bytes
from tracker.mail.transport import Unsendable

NOW = datetime(2019, 5, 27, 5, 30, tzinfo=UTC)
DELIVERY = Delivery(
    id=1,
    key="k",
    message=MessageKind.REMINDER,
    person_id=1,
    name="Åsa Öberg",
    address="asa.oberg@kommun.example",
    summary_id=None,
    reason="",
    send_after=NOW,
    give_up_at=NOW + timedelta(days=1),
    state=DeliveryState.SENDING,
    attempts=0,
    next_attempt_at=NOW,
    lease_until=None,
    message_id="<0123abc@kommun.example>",
    dated=NOW,
    words="",
    finished_at=None,
)
PLAIN = Composed("Påminnelse", "Hej\n", "<p>Hej</p>\n")
ALLOWED = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
LINES = st.text(st.characters(exclude_categories=["Cs"]))


def made(composed: Composed = PLAIN, *, sender_name: str = "Återrapport", **changes: Any) -> bytes:
    delivery = replace(DELIVERY, **changes)
    return message_bytes(composed, delivery, sender_name=sender_name, sender_address="aterrapport@kommun.example")


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.strict.clone(message_factory=EmailMessage))
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def the_address(message: EmailMessage, header: str) -> Address:
    (address,) = message[header].addresses
    assert isinstance(address, Address)
    return address


def shown_name(content: bytes) -> str:
    """The name in the To line, by RFC 2047; Python 3.11's newer parser keeps the space between encoded words."""
    value = email.message_from_bytes(content)["To"]
    if "=?" not in value:
        return parseaddr(value)[0]
    return str(make_header(decode_header(value))).removesuffix(" <asa.oberg@kommun.example>")


def unix(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.endswith("\n") else lines + "\n"


def test_headers() -> None:
    message = parsed(made())
    assert message["Message-ID"] == "<0123abc@kommun.example>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "sv"
    assert message["Subject"] == "Påminnelse"
    assert the_address(message, "From") == Address("Återrapport", "aterrapport", "kommun.example")
    assert the_address(message, "To") == Address("Åsa Öberg", "asa.oberg", "kommun.example")
    assert message.get_content_type() == "multipart/alternative"


def test_text_alone() -> None:
    message = parsed(made(Composed("S", "Hej å\n", "")))
    assert message.get_content_type() == "text/plain"
    assert body(message, "plain") == "Hej å\n"


@pytest.mark.parametrize(
    "name",
    ["Öberg, Åsa", "Berg, Asa", 'Asa "A" Berg', "Asa <x@y.example>", "a@b.example", "Asa \\ Berg", "O'Hara (chef)", ""],
)
def test_display_names_come_out_right(name: str) -> None:
    assert the_address(parsed(made(name=name)), "To") == Address(name, "asa.oberg", "kommun.example")
    assert the_address(parsed(made(sender_name=name)), "From").display_name == name


@pytest.mark.parametrize("bad", ["\r\nBcc: x@y.example", "\n", "\r", "\0", "\x1b[0m", "\x85", "\u2028", "\ud800"])
def test_control_characters_are_refused_in_every_header(bad: str) -> None:
    for attempt in (
        {"name": f"Åsa{bad}"},
        {"name": f"Asa{bad}"},
        {"address": f"asa{bad}@kommun.example"},
        {"address": f"asa@kommun.example{bad}"},
        {"message_id": f"<abc{bad}@kommun.example>"},
        {"sender_name": f"Kommunen{bad}"},
        {"composed": replace(PLAIN, subject=f"Ämne{bad}")},
        {"composed": replace(PLAIN, subject=f"Subject{bad}")},
        {"composed": replace(PLAIN, attachments=(Attachment(f"a{bad}.ics", "text/calendar", b""),))},
        {"composed": replace(PLAIN, attachments=(Attachment("a.ics", f"text/calendar{bad}", b""),))},
    ):
        with pytest.raises(Unsendable):
            made(**attempt)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "asa",
            "@kommun.example",
            "asa@",
            "a b@kommun.example",
            "a@b@c.example",
            "<a@b.example>",
            "a,b@c.example",
        ),
        *("a..b@c.example", ".a@c.example", '"a b"@c.example', "a@-b.example", "a@b..example", "a@[127.0.0.1]"),
        *("a@b c.example", "a" * 65 + "@b.example", "a@" + "b" * 64 + ".example", "a@" + "bb." * 90 + "example"),
        "a@b.example\n",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Unsendable, match="e-postadress"):
        made(address=address)


def test_a_domain_with_swedish_letters_is_written_in_ascii() -> None:
    assert "<asa@xn--vxj-qla6g.example>" in made(address="asa@växjö.example").decode("ascii")


def test_attachments_go_along() -> None:
    calendar = Attachment("manusstopp.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n" * 50)
    report = Attachment("Uppföljning 12 juni.docx", "application/octet-stream", bytes(range(256)))
    message = parsed(made(replace(PLAIN, attachments=(calendar, report))))
    one, two = message.iter_attachments()
    assert [one.get_filename(), two.get_filename()] == ["manusstopp.ics", "Uppföljning 12 juni.docx"]
    assert one.get_payload(decode=True) == calendar.content
    assert two.get_payload(decode=True) == report.content
    assert one["Content-Type"].params["method"] == "PUBLISH"
    assert body(message, "plain") == "Hej\n"


def test_a_text_that_looks_like_a_boundary_stays_text() -> None:
    text = "--=_alternative\n--=_alternative--\n.\n..\nFrom x\n"
    message = parsed(made(replace(PLAIN, text=text)))
    assert body(message, "plain") == text
    assert body(message, "html") == PLAIN.html


def test_half_a_surrogate_pair_in_the_text_is_refused() -> None:
    with pytest.raises(Unsendable):
        made(replace(PLAIN, text="\ud800"))


@given(subject=st.text(ALLOWED, max_size=300), name=st.text(ALLOWED, max_size=200), text=LINES, html=LINES)
@example(subject="=?utf-8?q?x?= å", name="=?utf-8?q?x?=", text="=\n \n\t\n.", html=" " * 2000)
@example(subject=" a  b ", name=" a, b ", text="x" * 5000, html="å" * 3000)
@example(subject="a" * 300, name="a" * 200, text="\x0b\x0c\x1c\x85\u2028", html="\0")
@example(subject="å " * 150, name='"\\' * 50, text="", html="")
def test_hostile_texts_make_well_formed_mail(subject: str, name: str, text: str, html: str) -> None:
    content = made(Composed(subject, text, html), name=name)
    content.decode("ascii")
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    message = parsed(content)
    assert message.keys() == [*HEADERS, *(["Content-Type"] if html else ["Content-Type", "Content-Transfer-Encoding"])]
    assert message["Subject"] == subject
    recipient = the_address(message, "To")
    assert recipient.addr_spec == "asa.oberg@kommun.example"
    if name.strip():
        assert shown_name(content) == name
    assert body(message, "plain") == unix(text)
    if html:
        assert body(message, "html") == unix(html)


HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
]
