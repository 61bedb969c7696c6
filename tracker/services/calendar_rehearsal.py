"""Letters about days in people's calendars that are wrong, as they would be planned day by day until a date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.appointment import Appointment
from tracker.domain.delivery import MessageKind
from tracker.domain.ladder import Audience
from tracker.domain.reminders import PlannedReminder
from tracker.services.calendar_changes import Calling
from tracker.services.calendar_notes import appointment, carries_file
from tracker.services.rehearsing import Foretold, Stretch
from tracker.store import calendars
from tracker.store.calendars import CalendarEntry


class CalendarRehearsal:
    """Keeps what calendars say, from what they were told to what the reminders and letters to come will tell them.

    stale: the ids of waiting letters that are as good as cancelled.
    """

    def __init__(self, db: Database, settings: Settings, today: date, *, now: datetime, until: date) -> None:
        self._db, self._settings, self._now, self._until = db, settings, now, until
        self._told = {(each.person_id, each.meeting_id): each for each in calendars.told_ahead(db, today)}
        waiting = [each for each in self._told.values() if each.waiting]
        stale = []
        if waiting:
            calling = Calling(db, settings, waiting, now=now)
            stale = [each for each in waiting if not calling.as_wanted(each)]
        self.stale = {each.delivery_id for each in stale}
        for each in stale:
            before = calendars.told(db, each.person_id, each.meeting_id, before=each.sequence)
            del self._told[each.person_id, each.meeting_id]
            if before is not None:
                self._told[each.person_id, each.meeting_id] = before

    def letters(self, stretch: Stretch) -> Iterator[Foretold]:
        """Those of a stretch; they go out on its first day that is no day off, after that day's reminders."""
        ladder = self._settings.reminders.ladder
        slot = ladder.next_slot(stretch.moment)
        if slot > stretch.last:
            return
        self._told_by([each for each in stretch.planned if each.send_on <= slot])
        at = max(ladder.instant(slot).astimezone(UTC), self._now)
        calling = Calling(self._db, self._settings, self._told.values(), now=at, owed=stretch.owed)
        for who, entry in self._told.items():
            if calling.meeting(entry.meeting_id).held_on >= slot and calling.for_letter(entry):
                person, wanted = calling.people[entry.person_id], calling.wanted(entry)
                yield Foretold(at, MessageKind.CALENDAR, person.name, person.email, calling.reason(entry))
                self._told[who] = _entry(entry.person_id, entry.meeting_id, wanted)
        if stretch.last < self._until:
            self._told_by([each for each in stretch.planned if each.send_on > slot])

    def _told_by(self, planned: list[PlannedReminder]) -> None:
        for each in planned:
            key = each.key
            if key.audience is Audience.OWNER and carries_file(each.meeting, each.send_on):
                said = appointment(each.meeting)
                self._told[key.person_id, key.meeting_id] = _entry(key.person_id, key.meeting_id, said)


def _entry(person_id: int, meeting_id: int, said: Appointment) -> CalendarEntry:
    return CalendarEntry(0, person_id, meeting_id, 0, said, certain=True, waiting=False, address="")
