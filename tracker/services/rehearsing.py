"""Reminders as they would be planned day by day until a date, as if nobody reported in between. Nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import MessageKind
from tracker.domain.reminders import PlannedReminder
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import MESSAGE, by_mail, known_from, plan_from, reports_carried, why
from tracker.store import absences, people

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Foretold:
    """An e-mail that would go out: when (UTC), to whom, what it is and why."""

    at: datetime
    message: MessageKind
    name: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days over which nobody leaves, goes away or comes back: who owes what, and the reminders that are planned.

    moment: when it begins, now or midnight.
    """

    first: date
    last: date
    moment: datetime
    owed: Recipients
    planned: list[PlannedReminder]


def rehearse(
    db: Database, settings: Settings, *, now: datetime, until: date, owed_today: Recipients | None = None
) -> Iterator[Stretch]:
    """From now until the end of a (Stockholm) date. now: UTC.

    The same as running plan_due() every day would plan, if each were sent on its day. owed_today: what recipients()
    says of today, where that is known already.
    """
    today = now.astimezone(STOCKHOLM).date()
    owed = owed_today or recipients(db, settings, today)
    known = known_from(db, owed, today)
    for first, last in _stretches(db, today, until):
        moment = now if first == today else datetime.combine(first, time(), STOCKHOLM)
        if first != today:
            owed = recipients(db, settings, first)
        planned = plan_from(db, settings, owed, known, now=moment, until=last)
        yield Stretch(first, last, moment, owed, planned)
        if last < until:
            for each in planned:
                known.add(each.key, reports_carried(each, owed))


def foretold_reminders(settings: Settings, stretch: Stretch, *, now: datetime) -> Iterator[Foretold]:
    """The e-mails of a stretch. now: UTC, before which nothing goes out."""
    ladder, owed = settings.reminders.ladder, stretch.owed
    days = {each.send_on for each in stretch.planned}
    instants = {day: max(ladder.instant(day).astimezone(UTC), now) for day in days}
    for (send_on, audience, person_id), keys in by_mail(stretch.planned).items():
        person = owed.people[person_id]
        yield Foretold(instants[send_on], MESSAGE[audience], person.name, person.email, why(keys, owed))


def foretell(db: Database, settings: Settings, *, now: datetime, until: date) -> list[Foretold]:
    """Every reminder and escalation from now until the end of a (Stockholm) date, in order. now: UTC."""
    foretold = [
        each
        for stretch in rehearse(db, settings, now=now, until=until)
        for each in foretold_reminders(settings, stretch, now=now)
    ]
    return sorted(foretold, key=attrgetter("at", "message", "name"))


def _stretches(db: Database, today: date, until: date) -> Iterator[tuple[date, date]]:
    """The days from today in stretches over which nobody leaves, goes away or comes back."""
    days = {each.left_on + _ONE_DAY for each in people.every(db).values() if each.left_on is not None}
    for absence in absences.from_day(db, today):
        days |= {absence.first_day, absence.last_day + _ONE_DAY}
    first = today
    for day in sorted(day for day in days if today < day <= until):
        yield first, day - _ONE_DAY
        first = day
    yield first, until
