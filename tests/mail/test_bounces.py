"""Delivery reports as mail servers write them, and all that is none (RFC 3464 and 6533)."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.bounce import Bounce, Trouble, trouble
from tracker.mail.bounces.report import READ_BYTES, bounces_in

REPORTS = Path(__file__).with_name("reports")
OURS = "<0123456789abcdef0123456789abcdef@kommun.example>"


def report(name: str) -> bytes:
    return (REPORTS / f"{name}.eml").read_bytes()


def told(bounces: list[Bounce]) -> list[tuple[str, bool, str, str]]:
    return [(each.recipient, each.permanent, each.status, each.words) for each in bounces]


READ = {
    "postfix_unknown": [
        (
            "samira.haddad@kommun.example",
            True,
            "5.1.1",
            "550 5.1.1 <samira.haddad@kommun.example>: Recipient address rejected: User unknown in virtual mailbox "
            "table",
        )
    ],
    "postfix_delayed": [
        (
            "samira.haddad@kommun.example",
            False,
            "4.4.1",
            "connect to brevlada.kommun.example[127.0.0.1]:25: Connection timed out",
        )
    ],
    "postfix_expired": [
        (
            "samira.haddad@kommun.example",
            True,
            "4.4.1",
            "connect to brevlada.kommun.example[127.0.0.1]:25: Connection timed out",
        )
    ],
    "postfix_utf8": [
        (
            "åsa.öberg@kommun.example",
            True,
            "5.1.1",
            "550 5.1.1 <åsa.öberg@kommun.example>: Användaren är okänd",
        )
    ],
    "exchange_unknown": [
        (
            "per-olof.oberg@kommun.example",
            True,
            "5.1.10",
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient per-olof.oberg@kommun.example not found by SMTP "
            "address lookup",
        )
    ],
    "exchange_full_wrapped": [
        ("karin.sjodin@kommun.example", True, "5.2.2", "552 5.2.2 Brevlådan är full; mailbox full")
    ],
    "google_policy": [
        (
            "jonas.akerstrom@privat.example",
            True,
            "5.7.26",
            "550-5.7.26 This mail is unauthenticated, which poses a security risk to the 550-5.7.26 sender and users, "
            "and has been blocked. 550 5.7.26 0a1b2c3d - mxsmtp",
        )
    ],
    "two_recipients": [
        ("tva@kommun.example", True, "5.2.1", "550 5.2.1 The account is disabled"),
        ("tre@kommun.example", False, "4.2.2", "4.2.2"),
    ],
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_report_says_who_was_not_reached_and_why(name: str, line_end: bytes) -> None:
    found = bounces_in(report(name).replace(b"\n", line_end))
    assert told(found) == READ[name]
    assert {each.message_id for each in found} == {OURS}


@pytest.mark.parametrize("name", sorted(each.stem for each in REPORTS.glob("not_*.eml")))
def test_what_is_no_report_of_failure_is_left_alone(name: str) -> None:
    assert bounces_in(report(name)) == []


def test_the_whole_corpus_is_tested() -> None:
    assert {each.stem for each in REPORTS.glob("*.eml") if not each.stem.startswith("not_")} == set(READ)


def test_the_digest_tells_reports_and_recipients_apart_but_not_line_ends() -> None:
    one, two = bounces_in(report("two_recipients"))
    assert one.sha256 != two.sha256
    assert bounces_in(report("two_recipients").replace(b"\n", b"\r\n")) == [one, two]
    assert bounces_in(report("two_recipients").replace(b"disabled", b"closed"))[0].sha256 != one.sha256


def test_hostile_fields_become_one_short_line_of_printable_text() -> None:
    hostile = report("postfix_unknown").replace(
        b"Recipient\n    address rejected", b"\x1b[31m\x00\xe2\x80\xae\xff\r\n \tBcc: x" + b"y" * 5000
    )
    (bounce,) = bounces_in(hostile)
    assert bounce.words.isprintable()
    assert len(bounce.words) <= 300


def test_a_message_id_that_is_none_matches_nothing() -> None:
    for broken in (b"<>", b"0123", b"<a b@c>", b"<" + b"a" * 300 + b"@b>"):
        assert bounces_in(report("postfix_unknown").replace(OURS.encode(), broken)) == []


def test_of_a_large_message_only_the_beginning_is_read() -> None:
    padded = report("postfix_unknown") + b"x" * READ_BYTES
    assert len(bounces_in(padded)) == 1
    assert bounces_in(padded + b"y") == bounces_in(padded)
    late = report("postfix_unknown").replace(b"I'm sorry", b"x" * READ_BYTES)
    assert bounces_in(late) == []


def test_a_report_with_very_many_recipients_gives_only_so_many() -> None:
    group = b"Final-Recipient: rfc822; a@kommun.example\nAction: failed\nStatus: 5.1.1\n\n"
    many = report("two_recipients").replace(
        b"Final-Recipient: rfc822; en@", group * 200 + b"Final-Recipient: rfc822; en@"
    )
    assert len(bounces_in(many)) == 20


def nested(depth: int) -> bytes:
    part = b"Content-Type: multipart/report; report-type=delivery-status; boundary=%d\n\n--%d\n"
    return b"".join(part % (number, number) for number in range(depth))


_DEEPEST = 16


@pytest.mark.parametrize(
    "hostile",
    [
        nested(4000),
        nested(_DEEPEST) + b"a\n" * READ_BYTES,
        nested(200) + b"a\n" * READ_BYTES,
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
        b"Content-Type: message/delivery-status\n" + b"\n" * (READ_BYTES - 200),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
        + b"Content-Type: message/rfc822\n\n" * 15000,
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=" + b"b" * 70 + b"\n\n"
        + (b"--" + b"b" * 70 + b"\n") * 7000,
        b"Content-Type: multipart/report" + b"; report-type*0=delivery-status" * 10000 + b"; boundary=b\n\n--b\n",
        b"Content-Type: multipart/report; report-type*=nosuch'sv'delivery-status; boundary=b\n\n--b\n",
    ],
    ids=[
        "nested", "many lines", "nested and many lines", "blank lines", "messages in messages", "empty parts",
        "parameters", "charset",
    ],
)  # fmt: skip
def test_a_message_made_to_exhaust_the_parser_costs_little(hostile: bytes) -> None:
    began = time.process_time()
    assert bounces_in(hostile[:READ_BYTES]) == []
    assert time.process_time() - began < 1


@given(st.binary(max_size=2000))
def test_arbitrary_bytes_never_raise(content: bytes) -> None:
    bounces_in(content)
    bounces_in(b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n" + content)


@given(st.data())
def test_a_report_with_pieces_changed_never_raises_and_names_no_other_mail(data: st.DataObject) -> None:
    content = bytearray(report(data.draw(st.sampled_from(sorted(READ)))))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    for each in bounces_in(bytes(content)):
        assert each.words.isprintable()
        assert each.recipient.isprintable()
        assert each.message_id.startswith("<")


@pytest.mark.parametrize(
    ("status", "words", "what"),
    [
        ("5.1.1", "", Trouble.ADDRESS),
        ("5.1.10", "", Trouble.ADDRESS),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", Trouble.ADDRESS),
        ("5.4.4", "", Trouble.ADDRESS),
        ("", "550 No such user here", Trouble.ADDRESS),
        ("5.0.0", "550 User unknown", Trouble.ADDRESS),
        ("5.2.1", "", Trouble.CLOSED),
        ("5.2.2", "", Trouble.FULL),
        ("4.2.2", "", Trouble.FULL),
        ("", "552 Quota exceeded", Trouble.FULL),
        ("5.7.1", "550 5.7.1 User unknown is not the reason", Trouble.POLICY),
        ("5.1.8", "sender domain", Trouble.POLICY),
        ("4.4.1", "Connection timed out", Trouble.TOO_LATE),
        ("4.2.1", "450 4.2.1 Too fast", Trouble.TOO_LATE),
        ("5.4.7", "", Trouble.TOO_LATE),
        ("5.3.4", "552 5.3.4 Message too big", Trouble.OTHER),
        ("", "554 Transaction failed at 10.5.1.1", Trouble.OTHER),
    ],
)
def test_what_is_wrong_is_told_from_the_status_and_else_from_the_words(status: str, words: str, what: Trouble) -> None:
    assert trouble(status, words) is what
    assert what.swedish.endswith(".")
    assert what.what_to_do.endswith(".")
