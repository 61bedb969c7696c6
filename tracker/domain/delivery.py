"""One e-mail in the ledger: its states, its attempts, and when it is tried again (DESIGN 4.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.domain.words import said


class DeliveryState(StrEnum):
    """Where an e-mail stands. Uncertain: handed over without an answer; it is tried again under the same Message-ID."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNCERTAIN = "uncertain"

    @property
    def swedish(self) -> str:
        return _SWEDISH[self]

    @property
    def finished(self) -> bool:
        """Whether nothing more will be done."""
        return self in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED)


_SWEDISH = {
    DeliveryState.PLANNED: said("planerat"),
    DeliveryState.SENDING: said("skickas"),
    DeliveryState.SENT: said("skickat"),
    DeliveryState.DEFERRED: said("försöker igen"),
    DeliveryState.FAILED: said("misslyckat"),
    DeliveryState.CANCELLED: said("inställt"),
    DeliveryState.UNCERTAIN: said("osäkert"),
}


class MessageKind(StrEnum):
    """What an e-mail is; also the name of its folder in templates/email/."""

    REMINDER = "reminder"
    ESCALATION = "escalation"
    SUMMARY = "summary"
    LEAVER = "leaver"
    CALENDAR = "calendar"
    SIGN_IN = "sign_in"
    TRIAL = "trial"

    @property
    def urgent(self) -> bool:
        """Whether somebody sits waiting for it: it is sent at any hour of any day, and before the others."""
        return self is MessageKind.SIGN_IN

    @property
    def swedish(self) -> str:
        return {
            MessageKind.REMINDER: said("påminnelse"),
            MessageKind.ESCALATION: said("det som saknas"),
            MessageKind.SUMMARY: said("uppföljning"),
            MessageKind.LEAVER: said("någon slutar"),
            MessageKind.CALENDAR: said("ändrad dag i kalendern"),
            MessageKind.SIGN_IN: said("inloggningslänk"),
            MessageKind.TRIAL: said("testbrev"),
        }[self]


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """An e-mail to be planned. key: unique in the ledger, so that planning twice changes nothing. Instants in UTC."""

    key: str
    message: MessageKind
    person_id: int
    address: str
    reason: str
    send_after: datetime
    give_up_at: datetime
    summary_id: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger. name: of the person, for the To line; language: what she has chosen, or "". Instants in UTC.

    attempts: how many times it has been tried. lease_until: whoever is sending it has it to itself until then.
    message_id and dated stay the same however often it is tried. words: the last that was said of it.
    """

    id: int
    key: str
    message: MessageKind
    person_id: int
    name: str
    address: str
    summary_id: int | None
    reason: str
    send_after: datetime
    give_up_at: datetime
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime
    lease_until: datetime | None
    message_id: str
    dated: datetime
    words: str
    finished_at: datetime | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended: when (UTC), in which state it left the e-mail, and the mail server's or our words."""

    at: datetime
    state: DeliveryState
    words: str


@dataclass(frozen=True, slots=True)
class SentCopy:
    """What was handed to the mail server, in the bytes that were sent."""

    subject: str
    content: bytes


def next_attempt(
    attempts: int, *, now: datetime, first: timedelta, most: timedelta, give_up_at: datetime
) -> datetime | None:
    """When to try again after a number of attempts (1 or more): first, then twice as long each time, at most most.

    Where that is too late, one last try is made the time of first before give_up_at; None where that has passed too.
    """
    again = now + min(first * (1 << min(attempts - 1, 16)), most)
    if again < give_up_at:
        return again
    last = give_up_at - first
    return last if last - now >= first else None
