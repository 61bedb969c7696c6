"""What comes back when an e-mail could not be delivered, what is wrong, and what to do about it (DESIGN 4.6)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.words import said

_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_SMTP_CODE = re.compile(r"[245]\d\d(?!\d)")
_UNKNOWN = re.compile(
    r"user unknown|unknown user|no such (?:user|mailbox|recipient)|does ?n[o']t exist|not found|"
    r"address rejected|invalid recipient|mailbox unavailable",
    re.IGNORECASE,
)
_FULL = re.compile(r"quota|mailbox (?:is )?full|insufficient storage|out of storage", re.IGNORECASE)
_SAYING_NOTHING = ("", "0.0", "2.0", "3.0")


class Trouble(StrEnum):
    """Why somebody cannot be reached."""

    ADDRESS = "address"
    CLOSED = "closed"
    FULL = "full"
    POLICY = "policy"
    TOO_LATE = "too_late"
    UNCERTAIN = "uncertain"
    OTHER = "other"

    @property
    def swedish(self) -> str:
        """What is wrong, as a sentence."""
        return _SWEDISH[self][0]

    @property
    def what_to_do(self) -> str:
        """What the secretary can do, as a sentence or two."""
        return _SWEDISH[self][1]


_SWEDISH = {
    Trouble.ADDRESS: (said("Adressen finns inte."), said("Kontrollera adressen och rätta den.")),
    Trouble.CLOSED: (
        said("Brevlådan är avstängd."),
        said("Fråga om personen har slutat eller bytt adress. Rätta adressen eller lämna över åtgärden till en annan."),
    ),
    Trouble.FULL: (
        said("Brevlådan är full."),
        said("Be personen tömma sin brevlåda, och skicka länken på annat sätt så länge."),
    ),
    Trouble.POLICY: (
        said("Mottagarens e-postserver släpper inte igenom brevet."),
        said("Be IT-avdelningen släppa igenom brev från programmets avsändare, och hör av dig till personen så länge."),
    ),
    Trouble.TOO_LATE: (
        said("Brevet gick inte att lämna innan tiden gick ut."),
        said("Hör av dig till personen på annat sätt, och be IT-avdelningen kontrollera e-postservern."),
    ),
    Trouble.UNCERTAIN: (
        said("Det är osäkert om brevet kom fram: e-postserverns svar uteblev."),
        said("Fråga personen om brevet kom fram, och be IT-avdelningen kontrollera e-postservern."),
    ),
    Trouble.OTHER: (
        said("Brevet gick inte att leverera."),
        said("Kontrollera adressen, och hör av dig till personen på annat sätt. Visa IT-avdelningen serverns svar."),
    ),
}


@dataclass(frozen=True, slots=True)
class Bounce:
    """One recipient in a delivery report. message_id: of the e-mail that it is about, with its angle brackets.

    recipient "" and status "" where the report names none. permanent: nobody tries any more (Action: failed); else it
    is delayed. sha256: of the report and the recipient's place in it.
    """

    message_id: str
    recipient: str
    permanent: bool
    status: str
    words: str
    sha256: str


def status_in(words: str) -> str:
    """The enhanced status code (RFC 3463) in a server's answer, "" where there is none.

    >>> status_in("550 5.1.1 <a@kommun.example>: User unknown"), status_in("550 from 10.5.1.1 no")
    ('5.1.1', '')
    """
    found = _STATUS.search(words)
    return found[0] if found else ""


def trouble(status: str, words: str) -> Trouble:
    """What is wrong, from an enhanced status code ("" looks for one in the words) and a server's words.

    Codes as in RFC 3463 and its registry; those that servers use for everything (5.0.0) are told by the words.

    >>> [trouble("5.1.1", ""), trouble("", "552 5.2.2 Over quota"), trouble("", "550 User unknown")]
    [<Trouble.ADDRESS: 'address'>, <Trouble.FULL: 'full'>, <Trouble.ADDRESS: 'address'>]
    """
    code = status or status_in(words)
    permanent, _, kind = code.partition(".")
    subject = kind.partition(".")[0]
    if kind == "2.2" or (kind in _SAYING_NOTHING and _FULL.search(words)):
        return Trouble.FULL
    if subject == "7" or kind in ("1.7", "1.8"):
        return Trouble.POLICY
    if code in ("5.2.1", "5.1.6"):
        return Trouble.CLOSED
    # 5.4.1 and 5.4.310 are Exchange's for an unknown recipient and an unknown domain; 5.4.4 a host that nobody knows.
    if subject == "1" or code in ("5.4.1", "5.4.4", "5.4.310"):
        return Trouble.ADDRESS
    if permanent == "4" or kind == "4.7":
        return Trouble.TOO_LATE
    return Trouble.ADDRESS if _UNKNOWN.search(words) else Trouble.OTHER


def from_a_server(words: str) -> bool:
    """Whether the ledger's words are a mail server's answer, which begins with its code."""
    return _SMTP_CODE.match(words) is not None


@dataclass(frozen=True, slots=True)
class Position:
    """How far a mailbox has been read. source: which folder where; validity and uid: IMAP's UIDVALIDITY and last UID.

    A source without numbers of its own, as a Maildir, stays at nought.
    """

    source: str = ""
    validity: int = 0
    uid: int = 0
