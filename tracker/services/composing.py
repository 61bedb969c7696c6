"""What an e-mail in the ledger says at the moment it is sent; or that it no longer applies."""

from dataclasses import replace

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.delivery import Delivery, MessageKind
from tracker.domain.words import in_swedish
from tracker.language import speaking
from tracker.mail import letters
from tracker.mail.message import Composed, Nothing
from tracker.services.calendar_letters import calendar_letter
from tracker.services.leavers import leaver_of
from tracker.services.owed_letters import OwedLetters
from tracker.services.readers import Readers
from tracker.services.sign_in_letters import sign_in_letter
from tracker.services.summary_letters import SummaryFiles, summary_letter
from tracker.services.summary_mails import why_not_sent
from tracker.services.trial_letters import trial_letter
from tracker.store import committees, meetings, people, summaries
from tracker.store.summaries import FrozenSummary


class Composer:
    """Composes for one run: a function for each kind of message."""

    def __init__(self, settings: Settings, clock: Clock, key: str) -> None:
        self._settings, self._clock, self._key = settings, clock, key
        self._summary_files = SummaryFiles(settings)
        owed = OwedLetters(settings, clock, key)
        self._by_kind = {
            MessageKind.REMINDER: owed.compose,
            MessageKind.ESCALATION: owed.compose,
            MessageKind.SUMMARY: self._summary,
            MessageKind.LEAVER: self._leaver,
            MessageKind.CALENDAR: self._calendar,
            MessageKind.SIGN_IN: self._sign_in,
            MessageKind.TRIAL: self._trial,
        }

    def __call__(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        """The letter for a row of the ledger, in its reader's language. What is said of the row itself is Swedish."""
        with speaking(self._settings.site.language_for(delivery.language)):
            return self._by_kind[delivery.message](db, delivery)

    def _trial(self, _db: Database, delivery: Delivery) -> Composed:
        return trial_letter(self._settings, delivery)

    def _leaver(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        leaver = leaver_of(db, self._settings, delivery, self._clock.today())
        if leaver is None:
            return Nothing(in_swedish("Allt har fått en ny ansvarig."))
        if gone := self._gone(db, delivery):
            return gone
        last_day, committee = leaver.person.left_on, committees.by_id(db, leaver.committee_id)
        return letters.compose(
            MessageKind.LEAVER,
            {
                "name": delivery.name,
                "leaver": leaver,
                "left": last_day is not None and last_day < self._clock.today(),
                "committee": committee.name,
                "url": f"{self._settings.site.base_url}/committees/{committee.slug}#leavers",
                "municipality": self._settings.site.municipality,
            },
        )

    def _gone(self, db: Database, delivery: Delivery) -> Nothing | None:
        """That the person is here no longer, or not at that address: a letter that waited must not go there."""
        person = people.by_id(db, delivery.person_id)
        if person is None or not person.is_here(self._clock.today()):
            return Nothing(in_swedish(f"{delivery.name} har slutat."))
        if person.email != delivery.address:
            return Nothing(in_swedish(f"{person.name} har en ny adress."))
        return None

    def _calendar(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        letter = calendar_letter(db, self._settings, delivery, self._key)
        if letter is None:
            return Nothing(in_swedish("Ingen kalenderfil hör till brevet."))
        values = {"name": delivery.name, "letter": letter, "municipality": self._settings.site.municipality}
        return replace(letters.compose(MessageKind.CALENDAR, values), attachments=(letter.file,))

    def _sign_in(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        letter = sign_in_letter(db, self._settings, delivery, self._key, now=self._clock.now())
        if letter is None:
            return Nothing(in_swedish("Länken gäller inte längre."))
        values = {"name": delivery.name, "letter": letter, "municipality": self._settings.site.municipality}
        return replace(letters.compose(MessageKind.SIGN_IN, values), secret=letter.token)

    def _summary(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        frozen = None if delivery.summary_id is None else summaries.by_id(db, delivery.summary_id)
        if frozen is None:
            return Nothing(in_swedish("Uppföljningen finns inte."))
        if why_not := self._summary_hindrance(db, delivery, frozen):
            return Nothing(why_not)
        letter = summary_letter(self._settings, frozen.summary, name=delivery.name)
        files = self._summary_files.of(frozen.id, frozen.summary, frozen_at=frozen.frozen_at)
        return replace(letter, attachments=files)

    def _summary_hindrance(self, db: Database, delivery: Delivery, frozen: FrozenSummary) -> str:
        meeting = meetings.by_id(db, frozen.meeting_id, self._settings.meetings.deadline_rule)
        assert meeting is not None
        return why_not_sent(
            name=delivery.name,
            address=delivery.address,
            frozen_for=frozen.summary.held_on,
            meeting=meeting,
            reader=Readers(db, delivery.person_id).holder(meeting.committee_id, delivery.person_id),
            today=self._clock.today(),
        )
