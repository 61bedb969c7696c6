"""What the letters of a run are written from: read once, and anew as soon as something has happened."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.report import ReportVersion
from tracker.language import spoken
from tracker.services.balances import standings
from tracker.services.recipients import Recipients, recipients
from tracker.services.report_fields import figures_known
from tracker.store import calendars, events, links, plans, reminders_asked, reports
from tracker.store.opening import others_version


@dataclass(frozen=True, slots=True)
class Said:
    """Of the measures that something is owed of to one meeting, by id: what was last reported, and what each stands at.

    figures: in the words of their plans' kinds, in the language spoken.
    """

    last: dict[int, tuple[date, ReportVersion]]
    figures: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Who owes what on a day, and which links hold."""

    recipients: Recipients
    _link_generations: dict[tuple[int, int], int]
    _feed_generations: dict[int, int]
    _measures: dict[int, set[int]]
    _today: date
    _said: dict[tuple[int, str], Said] = field(default_factory=dict)

    def link_generation(self, person_id: int, meeting_id: int) -> int:
        return self._link_generations.get((person_id, meeting_id), 1)

    def feed_generation(self, person_id: int) -> int:
        return self._feed_generations.get(person_id, 1)

    def said(self, db: Database, meeting_id: int) -> Said:
        """Read at once for everybody who is written to about the meeting."""
        known = self._said.get((meeting_id, spoken()))
        if known is None:
            ids = sorted(self._measures[meeting_id])
            held_on = self.recipients.meetings[meeting_id].held_on
            known = Said(reports.last_said(db, ids, held_on), self._figures(db, meeting_id, set(ids)))
            self._said[meeting_id, spoken()] = known
        return known

    def _figures(self, db: Database, meeting_id: int, ids: set[int]) -> dict[int, tuple[str, ...]]:
        return {
            each.measure.id: figures_known(plan, each)
            for plan in plans.reported_to(db, meeting_id)
            for each in standings(db, plan, self._today)
            if each.measure.id in ids
        }


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """Of e-mails not sent: the SEQUENCE of each meeting's calendar file, and the meeting that was asked for."""

    carried: dict[int, dict[int, int]]
    asked: dict[int, int]


class FactsKeeper:
    """Keeps the facts of one run for as long as they are true. ledger: as of the last look at the facts."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._version: tuple[int, date] | None = None
        self._event: tuple[int, date] | None = None
        self._facts: LetterFacts | None = None
        self.ledger = LedgerFacts({}, {})

    def facts(self, db: Database, today: date) -> LetterFacts:
        """As they stand.

        Looked at only when another connection has written something: this one writes nothing but the ledger. And read
        anew only when an event was written among it, which everything that people and the clock do writes.
        """
        version = (others_version(db), today)
        if self._facts is None or version != self._version:
            event = (events.newest_id(db), today)
            self.ledger = LedgerFacts(calendars.of_open_deliveries(db), reminders_asked.of_open_deliveries(db))
            if self._facts is None or event != self._event:
                self._facts = _facts(db, self._settings, today, set(self.ledger.asked.values()))
            self._version, self._event = version, event
        return self._facts


def _facts(db: Database, settings: Settings, today: date, asked: set[int]) -> LetterFacts:
    found = recipients(db, settings, today, begun_by=today, also=asked)
    measures: dict[int, set[int]] = defaultdict(set)
    for by_meeting in found.owed.values():
        for meeting_id, outstanding in by_meeting.items():
            measures[meeting_id].update(each.measure_id for each in outstanding)
    return LetterFacts(found, links.generations(db), calendars.feed_generations(db), measures, today)
