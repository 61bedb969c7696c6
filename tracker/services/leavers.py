"""When somebody leaves: the secretary is told once which of her reports are open, so that they get a new owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import Delivery, MessageKind, NewDelivery
from tracker.domain.person import Person, Role
from tracker.domain.words import in_swedish
from tracker.language import gettext as _
from tracker.services.offices import Offices
from tracker.store import deliveries, leaver_letters, meetings, people, reports
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report that nobody owns any more: what of, and the day of the meeting that it is due to.

    controlled: the plan has a controller, who is asked until there is a new owner.
    """

    measure: str
    plan: str
    held_on: date
    measure_id: int
    controlled: bool = False


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who leaves or has left, and her open reports to one committee after that, in order of meeting."""

    person: Person
    committee_id: int
    open_reports: tuple[OpenReport, ...]

    @property
    def by_measure(self) -> list[list[OpenReport]]:
        """The same, together for each measure."""
        found: dict[int, list[OpenReport]] = {}
        for each in self.open_reports:
            found.setdefault(each.measure_id, []).append(each)
        return list(found.values())

    @property
    def asked_instead(self) -> str:
        """Whom the reminders go to until there is a new owner, in words."""
        controlled = {each.controlled for each in self.open_reports}
        if controlled == {True}:
            return _("planens controller")
        return _("planens controller där det finns en, annars till dig") if True in controlled else _("dig")


def leavers(db: Database, settings: Settings, today: date) -> list[Leaver]:
    """Everybody whose last day is known and who still owns measures with open reports after it."""
    everybody = people.every(db)
    leaving = {each.id: each for each in everybody.values() if each.left_on is not None}
    if not leaving:
        return []
    ahead = {each.id: each for each in meetings.from_date(db, today, settings.meetings.deadline_rule)}
    found: dict[tuple[int, int], list[OpenReport]] = {}
    for report in reports.outstanding(db, today):
        if report.owner_id in leaving and _after(leaving[report.owner_id], ahead[report.meeting_id].held_on):
            held_on, controlled = ahead[report.meeting_id].held_on, report.controller_id is not None
            opened = OpenReport(report.measure, report.plan, held_on, report.measure_id, controlled)
            found.setdefault((report.owner_id, report.committee_id), []).append(opened)
    return [
        Leaver(leaving[person_id], committee_id, tuple(found[person_id, committee_id]))
        for person_id, committee_id in sorted(found)
    ]


def _after(person: Person, held_on: date) -> bool:
    return person.left_on is not None and person.left_on < held_on


def wanted_letters(db: Database, settings: Settings, *, now: datetime) -> Iterator[tuple[Leaver, NewDelivery]]:
    """One letter to each of the committee's secretaries for each person who leaves, planned or not. now: aware."""
    today = now.astimezone(STOCKHOLM).date()
    ladder = settings.reminders.ladder
    everybody = people.every(db)
    offices = Offices(db, everybody, today)
    for leaver in leavers(db, settings, today):
        for secretary_id in offices.of(Role.SECRETARY, leaver.committee_id):
            slot = ladder.instant(ladder.next_slot(now)).astimezone(UTC)
            last = max(each.held_on for each in leaver.open_reports)
            new = NewDelivery(
                key=f"leaver:{leaver.person.id}:{leaver.person.left_on}:{leaver.committee_id}:{secretary_id}",
                message=MessageKind.LEAVER,
                person_id=secretary_id,
                address=everybody[secretary_id].email,
                reason=in_swedish(f"{leaver.person.name} slutar och har återrapporter kvar"),
                send_after=max(slot, now),
                give_up_at=datetime.combine(last + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC),
            )
            yield leaver, new


def plan_leaver_letters(db: Database, settings: Settings, *, now: datetime) -> int:
    """Plan those that were not planned yet; how many. A new last day is told anew. now: UTC.

    In one transaction of its own.
    """
    planned = 0
    with writing(db):
        for leaver, new in list(wanted_letters(db, settings, now=now)):
            made = deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now)
            if made is not None:
                leaver_letters.insert(
                    db, delivery_id=made, person_id=leaver.person.id, committee_id=leaver.committee_id
                )
                planned += 1
    return planned


def leaver_of(db: Database, settings: Settings, delivery: Delivery, today: date) -> Leaver | None:
    """Whom a letter is about, as it stands; None where everything has been handed over."""
    about = leaver_letters.about(db, delivery.id)
    for each in leavers(db, settings, today):
        if (each.person.id, each.committee_id) == about:
            return each
    return None
