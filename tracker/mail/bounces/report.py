"""Delivery reports out of the bytes of an e-mail (RFC 3464; RFC 6533 for addresses beyond ASCII).

Anybody can write to the mailbox: what is no report is left alone, and nothing in a message makes this raise, take long
or believe it. A report counts only where it returns the random Message-ID of an e-mail of ours, which is checked later.
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from email.utils import collapse_rfc2231_value
from typing import TypeAlias

from tracker.domain.bounce import Bounce, status_in

# So much of a message is looked at: a report says what it has to say before what it returns, which may be large.
READ_BYTES = 256 * 1024
_MOST_RECIPIENTS = 20
# The parser compares each line with every open boundary, and makes an object of each group of fields: a message made of
# these would take minutes. A report within a wrapper, with all of what it returns, has some ten boundaries.
_MOST_BOUNDARIES = 16
_MOST_BLANK_LINES = 2000
_LONGEST_WORDS = 300
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_TYPED = re.compile(r"[A-Za-z0-9.-]{1,30}\s*;\s*(.*)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
_log = logging.getLogger("tracker.mail")

# The standard policy holds headers as plain text; the newer ones parse each of them, and raise on some.
_Part: TypeAlias = "Message[str, str]"


def bounces_in(content: bytes) -> list[Bounce]:
    """Every recipient that the report says was not reached; none for anything that is no such report. Never raises.

    Of the content only the first READ_BYTES are looked at.
    """
    head = content[:READ_BYTES].replace(b"\r\n", b"\n")
    if not _looks_like_a_report(head):
        return []
    try:
        return _bounces(head)
    except Exception as error:  # noqa: BLE001 (a mail made to break the standard library's parser breaks nothing else)
        _log.warning("bounces: a report that cannot be read (%s)", type(error).__name__)
        return []


def _looks_like_a_report(content: bytes) -> bool:
    lower = content.lower()
    return (
        b"multipart/report" in lower
        and b"delivery-status" in lower
        and lower.count(b"boundary") <= _MOST_BOUNDARIES
        and lower.count(b"\n\n") <= _MOST_BLANK_LINES
    )


def _bounces(content: bytes) -> list[Bounce]:
    found: list[Bounce] = []
    for report in _reports(message_from_bytes(content)):
        parts = _parts(report)
        status = next((each for each in parts if each.get_content_type() in _STATUS_PARTS), None)
        message_id = _original(parts)
        if status is None or not message_id:
            continue
        for fields in _recipients(status):
            action = _field(fields, "action").partition(" ")[0].lower()
            if action in ("failed", "delayed") and len(found) < _MOST_RECIPIENTS:
                sha256 = hashlib.sha256(content + b"\0%d" % len(found)).hexdigest()
                found.append(_bounce(fields, message_id, permanent=action == "failed", sha256=sha256))
    return found


def _reports(part: _Part) -> Iterator[_Part]:
    """The reports in a message, also where a filter has wrapped one; not those that somebody forwards as a message."""
    if part.get_content_type() == "multipart/report":
        kind = part.get_param("report-type", "")
        if collapse_rfc2231_value(kind or "").lower() == "delivery-status":
            yield part
    elif part.get_content_maintype() == "multipart":
        for each in _parts(part):
            yield from _reports(each)


def _parts(part: _Part) -> list[_Part]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _text(part: _Part) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _original(parts: list[_Part]) -> str:
    """The Message-ID of the returned e-mail, or of its returned headers; "" where there is none."""
    for part in parts:
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/global-headers"):
            heads = _parts(part)[:1]
        elif kind == "text/rfc822-headers":
            heads = [HeaderParser().parsestr(_text(part))]
        else:
            continue
        for head in heads:
            if found := _MESSAGE_ID.search(_field(head, "message-id")):
                return found[0]
    return ""


def _recipients(status: _Part) -> list[_Part]:
    """The groups of fields in the status part; the one on the message as a whole is among them."""
    groups = _parts(status)
    if status.get_content_type() == _STATUS_PARTS[1] and groups:
        # The standard library splits only the older kind: of this one it makes a message with the rest as its text.
        groups += [HeaderParser().parsestr(each) for each in _BLANK_LINE.split(_text(groups[0]))]
    return groups


def _bounce(fields: _Part, message_id: str, *, permanent: bool, sha256: str) -> Bounce:
    said = _untyped(_field(fields, "diagnostic-code"))[:_LONGEST_WORDS]
    status = status_in(_field(fields, "status"))
    if status.endswith(".0.0"):
        status = status_in(said) or status
    recipient = _untyped(_field(fields, "final-recipient")) or _untyped(_field(fields, "original-recipient"))
    return Bounce(
        message_id=message_id,
        recipient=recipient.strip("<>")[:254],
        permanent=permanent,
        status=status,
        words=said or status,
        sha256=sha256,
    )


def _field(part: _Part, name: str) -> str:
    """A header on one line of printable characters, its octets read as UTF-8; "" where it is not there."""
    for key, value in part.raw_items():
        if key.lower() == name:
            text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return ""


def _untyped(value: str) -> str:
    """The value of a field that says its type first, as "smtp; 550 No such user"."""
    typed = _TYPED.fullmatch(value)
    return (typed[1] if typed else value).strip()
