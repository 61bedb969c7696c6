"""A trial letter to whoever asks for it, sent at once, through the ledger: what the mail server says is the answer."""

from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.delivery import Delivery, MessageKind, NewDelivery
from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.domain.words import in_swedish
from tracker.errors import Refused
from tracker.language import SWEDISH, speaking
from tracker.language import gettext as _
from tracker.mail.address import sender_fault
from tracker.mail.message import Composed
from tracker.mail.outgoing import outgoing
from tracker.mail.preparing import Letter, Preparer
from tracker.mail.recording import Recorder
from tracker.mail.transport import NotSent
from tracker.services.sending import mailbox_folder
from tracker.services.trial_letters import trial_letter
from tracker.store import deliveries, events, ledger
from tracker.store.opening import writing

_HOLDS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """How it ended. words: the mail server's, or ours where it came no further."""

    delivery_id: int
    sent: bool
    words: str


def send_trial(db: Database, settings: Settings, person: Person, *, clock: Clock) -> Trial:
    """Send it and wait for the answer: a few of mail.timeout_seconds at most. A refusal is final; nothing is retried.

    Raises Refused where one was sent in the same second.
    """
    now = clock.now()
    new = NewDelivery(
        key=f"trial:{person.id}:{now:%Y%m%dT%H%M%SZ}",
        message=MessageKind.TRIAL,
        person_id=person.id,
        address=person.email,
        reason=in_swedish("Begärt av mottagaren"),
        send_after=now,
        give_up_at=now + _HOLDS,
    )
    with writing(db):
        delivery_id = deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now)
        if delivery_id is None:
            raise Refused(_("Ett testbrev har just skickats. Vänta lite och försök igen."))
        events.insert(db, Event("try mail", "delivery", delivery_id), actor=Actor(person.id, person.name), at=now)
    lease = timedelta(seconds=max(60.0, 12 * settings.mail.timeout_seconds))
    claimed = ledger.claim(db, delivery_id, now=now, lease_until=now + lease)
    if claimed is None:
        # The clock's own run came first: its answer stands in the ledger.
        return Trial(delivery_id, False, _("Brevet skickas just nu av schemaläggaren."))
    recorder = Recorder(db, settings.mail, clock, patience=lease / 2)
    # What the ledger keeps is Swedish, whoever asks.
    with speaking(SWEDISH):
        return _delivered(db, settings, claimed, recorder)


def _delivered(db: Database, settings: Settings, delivery: Delivery, recorder: Recorder) -> Trial:
    def composed(_db: Database, each: Delivery) -> Composed:
        with speaking(settings.site.language_for(each.language)):
            return trial_letter(settings, each)

    prepared = Preparer(db, settings.mail, composed).prepared(delivery)
    fault = sender_fault(settings.mail.sender_name, settings.mail.sender_address)
    if not isinstance(prepared, Letter) or fault:
        words = fault or in_swedish("Brevet gick inte att skriva. Felet står i loggen.")
        recorder.failed(delivery, words)
        return Trial(delivery.id, False, words)
    transport = outgoing(settings.mail, mailbox=mailbox_folder(settings))
    try:
        words = transport.send(settings.mail.envelope_from, delivery.address, prepared.content)
    except NotSent as failure:
        recorder.failed(delivery, failure.words)
        return Trial(delivery.id, False, failure.words)
    finally:
        transport.close()
    recorder.sent(delivery, words, prepared)
    return Trial(delivery.id, True, words)
