"""An e-mail as bytes: text and HTML, quoted-printable, headers that nothing can break out of (DESIGN 7)."""

from dataclasses import dataclass
from datetime import UTC
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from tracker.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. content_type: with its parameters, as text/calendar; method=PUBLISH."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Composed:
    """What an e-mail says. The text is complete without the HTML."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


def message_bytes(composed: Composed, delivery: Delivery, *, sender_name: str, sender_address: str) -> bytes:
    """The e-mail of a row in the ledger, its lines ended by CRLF. Raises Unsendable."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(sender_name, addr_spec=sender_address)
    message["To"] = Address(delivery.name, addr_spec=delivery.address)
    message["Subject"] = composed.subject
    message["Date"] = delivery.dated.astimezone(UTC)
    message["Message-ID"] = delivery.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "sv"
    message.set_content(composed.text, cte="quoted-printable")
    message.add_alternative(composed.html, subtype="html", cte="quoted-printable")
    return message.as_bytes()
