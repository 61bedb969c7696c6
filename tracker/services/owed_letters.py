"""Letters of what is owed: reminders to those who owe it, and what is missing to those above them (DESIGN 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.delivery import Delivery, MessageKind
from tracker.domain.ladder import Audience, Rung
from tracker.domain.meeting import Meeting
from tracker.domain.person import Role
from tracker.domain.plan import Committee
from tracker.domain.report import ReportVersion
from tracker.domain.words import in_swedish
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.mail import letters
from tracker.mail.message import Attachment, Composed, Nothing
from tracker.services.calendar_notes import appointment
from tracker.services.calendars import deadline_file, feed_url
from tracker.services.letter_facts import FactsKeeper, LetterFacts, Said
from tracker.services.offices import Offices
from tracker.services.recipients import Recipients
from tracker.services.report_links import signed_report_token
from tracker.services.unreached import Unreached, unreached
from tracker.spoken import day_and_month, listed, working_days_from
from tracker.store import committees
from tracker.store.reports import Outstanding


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One measure in a letter. owner: who it waits for, "" where nobody is named.

    why: whom it belongs to and why somebody else is asked instead, as sentences; "" where the owner is asked herself.
    figures: what it stands at now, in the words of its plan's kind.
    """

    name: str
    plan: str
    owner: str
    why: str
    last_said: ReportVersion | None
    last_said_on: date | None
    figures: tuple[str, ...]

    @property
    def in_the_plan(self) -> str:
        """What the plan says of it, as a sentence; "" where it claims nothing."""
        return _("I planen: %(figures)s.", figures=", ".join(self.figures)) if self.figures else ""


@dataclass(frozen=True, slots=True)
class LetterMeeting:
    """One meeting in a letter: what is due to it by when, the link, and what happens next (sentences).

    overdue: its last day has passed. next: "" where nothing more happens before the meeting.
    unreached: in an escalation, those who owe some of it and whose last e-mail did not arrive.
    """

    committee: str
    meeting: Meeting
    by_when: str
    overdue: bool
    url: str
    next: str
    items: tuple[LetterItem, ...]
    unreached: tuple[Unreached, ...] = ()

    @property
    def own(self) -> bool:
        """Whether every measure waits for its owner herself."""
        return not any(each.why for each in self.items)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What is the same in every letter of a day about one meeting to one audience in one language.

    begun: whether its ladder has.

    What still happens by the day of the meeting, as sentences; "" where it does not. escalated_on: the day, as text.
    """

    committee: Committee
    begun: bool
    by_when: str
    asked_again: str
    escalated_on: str
    dispatched: str


class OwedLetters:
    """Writes them for one run. What is the same in many of them is worked out once, until something has happened."""

    def __init__(self, settings: Settings, clock: Clock, key: str) -> None:
        self._settings, self._clock, self._key = settings, clock, key
        self._keeper = FactsKeeper(settings)
        self._facts: LetterFacts | None = None
        self._offices: Offices | None = None
        self._shared: dict[tuple[int, Audience, str], _Shared] = {}

    def compose(self, db: Database, delivery: Delivery) -> Composed | Nothing:
        """The letter for a row of the ledger, of what the person owes or misses at this moment."""
        audience = Audience.OWNER if delivery.message is MessageKind.REMINDER else Audience.SUPERVISOR
        facts = self._known(db)
        found = self._meetings(db, facts, delivery, audience)
        if not found:
            return Nothing(in_swedish("Allt har kommit in, så det finns inget att påminna om."))
        return letters.compose(
            delivery.message,
            {
                "name": delivery.name,
                "count": sum(len(each.items) for each in found),
                "own": all(each.own for each in found),
                "first": min(each.meeting.report_deadline for each in found),
                "overdue": any(each.overdue for each in found),
                "meetings": found,
                "municipality": self._settings.site.municipality,
                "feed": self._feed(facts, delivery.person_id),
            },
            attachments=self._calendar_files(db, facts, delivery),
        )

    def _calendar_files(self, db: Database, facts: LetterFacts, delivery: Delivery) -> tuple[Attachment, ...]:
        """What the person's calendar is to know, where this is the letter that says it (services/calendars.py).

        Also of a meeting that everything has come in to since: the ledger has it already that her calendar knows.
        """
        files = []
        for meeting_id, sequence in self._keeper.ledger.carried.get(delivery.id, {}).items():
            meeting = facts.recipients.meetings.get(meeting_id)
            if meeting is None:  # Cancelled: a letter of its own says so.
                continue
            committee = self._same_for_all(db, meeting, Audience.OWNER, self._clock.today()).committee
            files.append(
                deadline_file(
                    self._settings,
                    appointment(meeting),
                    person_id=delivery.person_id,
                    meeting_id=meeting_id,
                    sequence=sequence,
                    committee=committee.name,
                    url=self._url(facts, delivery.person_id, meeting, committee, Audience.OWNER),
                    stamp=delivery.dated,
                )
            )
        return tuple(files)

    def _known(self, db: Database) -> LetterFacts:
        facts = self._keeper.facts(db, self._clock.today())
        if facts is not self._facts:
            self._facts = facts
            self._offices = Offices(db, facts.recipients.people, self._clock.today())
            self._shared.clear()
        return facts

    def _feed(self, facts: LetterFacts, person_id: int) -> str:
        return feed_url(self._settings, self._key, person_id, generation=facts.feed_generation(person_id))

    def _meetings(
        self, db: Database, facts: LetterFacts, delivery: Delivery, audience: Audience
    ) -> list[LetterMeeting]:
        """The meetings that the person has something outstanding for, soonest first.

        Only those whose ladder has begun, and the one that somebody asked for a reminder of.
        """
        today, owed, person_id = self._clock.today(), facts.recipients, delivery.person_id
        asked = self._keeper.ledger.asked.get(delivery.id)
        nobody_reaches = unreached(db, None, today=today) if audience is Audience.SUPERVISOR else []
        found = []
        for meeting_id, outstanding in owed.owed.get((person_id, audience), {}).items():
            meeting = owed.meetings[meeting_id]
            shared = self._same_for_all(db, meeting, audience, today)
            if shared.begun or meeting_id == asked:
                found.append(
                    LetterMeeting(
                        committee=shared.committee.name,
                        meeting=meeting,
                        by_when=shared.by_when,
                        overdue=meeting.report_deadline < today,
                        url=self._url(facts, person_id, meeting, shared.committee, audience),
                        next=self._next(shared, owed, person_id, outstanding),
                        items=self._items(facts.said(db, meeting_id), owed, audience, outstanding),
                        unreached=tuple(each for each in nobody_reaches if _owes(owed, each, outstanding)),
                    )
                )
        return sorted(found, key=lambda each: each.meeting.held_on)

    def _same_for_all(self, db: Database, meeting: Meeting, audience: Audience, today: date) -> _Shared:
        """Worked out once, since hundreds may get a letter about the same meeting."""
        shared = self._shared.get((meeting.id, audience, spoken()))
        if shared is None:
            ladder, deadline = self._settings.reminders.ladder, meeting.report_deadline
            rungs = ladder.rungs(audience, deadline)
            to_owner = audience is Audience.OWNER
            coming = _between(rungs, today, meeting.held_on) if to_owner else []
            escalation = _between(ladder.rungs(Audience.SUPERVISOR, deadline), today, meeting.held_on)
            dispatched = today < meeting.dispatch_on <= meeting.held_on
            shared = self._shared[meeting.id, audience, spoken()] = _Shared(
                committee=committees.by_id(db, meeting.committee_id),
                begun=bool(rungs) and rungs[0].due_on <= today,
                by_when=working_days_from(today, deadline),
                asked_again=_("Om något saknas får du en ny påminnelse %(day)s.", day=day_and_month(coming[0]))
                if coming
                else "",
                escalated_on=day_and_month(escalation[0]) if escalation and to_owner else "",
                dispatched=_("Nämnden får uppföljningen %(day)s.", day=day_and_month(meeting.dispatch_on))
                if dispatched
                else "",
            )
        return shared

    def _url(
        self, facts: LetterFacts, person_id: int, meeting: Meeting, committee: Committee, audience: Audience
    ) -> str:
        """The owner's form; for those above, the meeting's page."""
        base = self._settings.site.base_url
        if audience is Audience.OWNER:
            generation = facts.link_generation(person_id, meeting.id)
            token = signed_report_token(self._key, person_id=person_id, meeting_id=meeting.id, generation=generation)
            return f"{base}/reports/{token}"
        return f"{base}/committees/{committee.slug}/meetings/{meeting.held_on}"

    def _next(self, shared: _Shared, owed: Recipients, person_id: int, outstanding: list[Outstanding]) -> str:
        """What still happens by the day of the meeting; nothing is sent after it, so nothing is promised."""
        told = self._told(owed, person_id, outstanding) if shared.escalated_on else ""
        escalated = _("Saknas något %(day)s får %(told)s veta det.", day=shared.escalated_on, told=told) if told else ""
        return " ".join(filter(None, (shared.asked_again, escalated, shared.dispatched)))

    def _told(self, owed: Recipients, person_id: int, outstanding: list[Outstanding]) -> str:
        """Whom something missing is escalated to, as the one who is asked knows them; "" where it is to nobody."""
        assert self._offices is not None
        found = set()
        for each in outstanding:
            for higher in self._offices.of(Role.SECRETARY, each.committee_id):
                found |= {_("nämndsekreteraren")} if higher != person_id else set()
            manager = None if each.owner_id is None else self._offices.stand_in(owed.people[each.owner_id].manager_id)
            if manager is not None and manager != person_id:
                found.add(_("din chef") if each.owner_id == person_id else _("den ansvarigas chef"))
        return listed(sorted(found))

    def _items(
        self, said: Said, owed: Recipients, audience: Audience, outstanding: list[Outstanding]
    ) -> tuple[LetterItem, ...]:
        items = []
        for each in outstanding:
            on, version = said.last.get(each.measure_id, (None, None))
            owner = owed.people[each.owner_id].name if each.owner_id is not None else ""
            why = self._why(owed, audience, each)
            figures = said.figures.get(each.measure_id, ())
            items.append(LetterItem(each.measure, each.plan, owner, why, version, on, figures))
        return tuple(items)

    def _why(self, owed: Recipients, audience: Audience, report: Outstanding) -> str:
        """Why somebody else than the owner is asked, and who; "" where it is the owner."""
        assert self._offices is not None
        answering = self._offices.answering(report.owner_id, report.controller_id, report.committee_id)
        if report.owner_id is None:
            reason = _("Ingen ansvarig är utsedd.")
        elif report.owner_id in answering:
            return ""
        else:
            owner = owed.people[report.owner_id]
            away = owner.is_here(self._clock.today())
            reason = (
                _("Ansvarig är %(name)s, som är borta.", name=owner.name)
                if away
                else _("Ansvarig är %(name)s, som har slutat.", name=owner.name)
            )
        if audience is Audience.OWNER:
            you = _("Därför går frågan till dig.")
            return f"{reason} {you}"
        asked = listed([owed.people[each].name for each in answering])
        whom = _("Frågan går nu till %(names)s.", names=asked) if asked else _("Ingen annan kan få frågan.")
        return f"{reason} {whom}"


def _between(rungs: Iterable[Rung], today: date, last: date) -> list[date]:
    """The days of the steps that are still to come, up to the last one."""
    return [rung.due_on for rung in rungs if today < rung.due_on <= last]


def _owes(owed: Recipients, who: Unreached, outstanding: list[Outstanding]) -> bool:
    """Whether it is she who is asked for one of the reports."""
    meeting_id = outstanding[0].meeting_id
    hers = owed.owed.get((who.person.id, Audience.OWNER), {}).get(meeting_id, [])
    return not {each.report_id for each in hers}.isdisjoint(each.report_id for each in outstanding)
