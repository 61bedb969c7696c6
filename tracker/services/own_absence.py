"""Setting one's own absence and substitute on a page: what was filled in, refused field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.absence import Absence
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.errors import NotFound, Refused
from tracker.language import gettext as _
from tracker.services.absences import set_absence
from tracker.services.form_reading import FieldProblems, FormReading
from tracker.services.written_days import read_day
from tracker.spoken import long_date
from tracker.store import absences, events, people
from tracker.store.opening import reading, writing


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """The person's absences that are not over, each with who stands in, and who could; all in order."""

    absences: tuple[tuple[Absence, Person], ...]
    others: tuple[Person, ...]


def absence_page(db: Database, person: Person, *, today: date) -> AbsencePage:
    """On that (Stockholm) day."""
    with reading(db):
        everybody = people.every(db)
        mine = [each for each in absences.from_day(db, today) if each.person_id == person.id]
        return AbsencePage(
            tuple((each, everybody[each.substitute_id]) for each in mine),
            tuple(each for each in everybody.values() if each.id != person.id and each.is_here(today)),
        )


def set_own_absence(db: Database, person: Person, typed: Mapping[str, str], *, now: datetime) -> None:
    """Save it. now: UTC. Raises FieldProblems ("first_day", "last_day", "substitute")."""
    today = now.astimezone(STOCKHOLM).date()
    form = FormReading(typed)
    first = _day(form, "first_day", today)
    last = _day(form, "last_day", today)
    everybody = people.every(db)
    chosen = form.choice("substitute", everybody.keys() - {person.id}, wrong=_("Välj någon ur listan."))
    if chosen is None:
        form.fail("substitute", _("Välj vem som ersätter dig."))
    if first and last and last < first:
        form.fail("last_day", _("Sista dagen är före den första, %(day)s. Byt plats på dem.", day=long_date(first)))
    elif last and last < today:
        form.fail("last_day", _("%(day)s har redan varit.", day=long_date(last)))
    if chosen is not None and last and not everybody[chosen].is_here(last):
        form.fail(
            "substitute",
            _("%(name)s har slutat före din sista dag borta. Välj någon annan.", name=everybody[chosen].name),
        )
    form.finish()
    assert first is not None
    assert last is not None
    assert chosen is not None
    actor = Actor(person.id, person.name)
    try:
        set_absence(db, person, everybody[chosen], first_day=first, last_day=last, actor=actor, now=now)
    except Refused as refused:
        # What is left that can be wrong: the days are taken by another absence.
        raise FieldProblems({"first_day": str(refused)}) from refused


def end_own_absence(db: Database, person: Person, absence_id: int, *, now: datetime) -> None:
    """Take one of the person's absences back. now: UTC. Raises NotFound."""
    today = now.astimezone(STOCKHOLM).date()
    with writing(db):
        mine = [each for each in absences.from_day(db, today) if each.person_id == person.id]
        absence = next((each for each in mine if each.id == absence_id), None)
        if absence is None:
            raise NotFound(_("Den frånvaron finns inte längre."))
        absences.delete(db, absence.id)
        before = {"person": person.email, "from": str(absence.first_day), "to": str(absence.last_day)}
        event = Event("end", "absence", absence.id, before=before)
        events.insert(db, event, actor=Actor(person.id, person.name), at=now)


def _day(form: FormReading, name: str, today: date) -> date | None:
    if not form.raw(name):
        form.fail(name, _("Skriv ett datum, till exempel 8 juli 2019."))
        return None
    read = read_day(form.raw(name), today.year)
    if read.day is None:
        form.fail(name, read.fault)
    return read.day
