"""Delivery reports on mails in a ledger, and a Maildir that they come back to."""

from pathlib import Path

from tests.mailing import rows
from tracker.config import Settings
from tracker.domain.delivery import Delivery

REPORTS = Path(__file__).parent / "mail" / "reports"
_MESSAGE_ID = b"<0123456789abcdef0123456789abcdef@kommun.example>"
_RECIPIENT = b"samira.haddad@kommun.example"


def report_on(
    delivery: Delivery, *, like: str = "postfix_unknown", status: str = "", said: str = "", recipient: str = ""
) -> bytes:
    """A report of the corpus, made to be about that e-mail. status and said change those of postfix_unknown."""
    content = (REPORTS / f"{like}.eml").read_bytes().replace(_MESSAGE_ID, delivery.message_id.encode())
    content = content.replace(_RECIPIENT, (recipient or delivery.address).encode())
    if status:
        content = content.replace(b"Status: 5.1.1", b"Status: " + status.encode())
        head, code, rest = content.partition(b"Diagnostic-Code: smtp; ")
        content = head + code + (said or "550").encode() + b"\n\n--" + rest.partition(b"\n\n--")[2]
    return content


def newest_to(database: Path, address: str) -> Delivery:
    """The last e-mail in the ledger to somebody."""
    return [each for each in rows(database) if each.address == address][-1]


def maildir(folder: Path) -> Path:
    """An empty Maildir."""
    for each in ("cur", "new", "tmp"):
        (folder / each).mkdir(parents=True)
    return folder


def put(box: Path, name: str, content: bytes) -> None:
    """An e-mail arrives."""
    (box / "new" / name).write_bytes(content)


def files(box: Path) -> tuple[set[str], set[str]]:
    """The names in new and in cur."""
    return {each.name for each in (box / "new").iterdir()}, {each.name for each in (box / "cur").iterdir()}


def reading_from(settings: Settings, **changes: object) -> Settings:
    """The settings with a mailbox for bounces, read each time."""
    bounces = settings.bounces.model_copy(update={"every_minutes": 0.0, **changes})
    return settings.model_copy(update={"bounces": bounces})
