"""Planning reminders into the ledger (DESIGN 4). Planning twice changes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState, MessageKind, NewDelivery
from tracker.domain.ladder import Audience
from tracker.domain.meeting import Meeting
from tracker.domain.reminder_reason import reminder_reason
from tracker.domain.reminders import PlannedReminder, ReminderKey, plan_reminders
from tracker.domain.words import in_swedish
from tracker.services.calendar_notes import carries_file, note_in_reminder
from tracker.services.recipients import Recipients, recipients
from tracker.store import deliveries, reminders
from tracker.store.opening import writing

MESSAGE = {Audience.OWNER: MessageKind.REMINDER, Audience.SUPERVISOR: MessageKind.ESCALATION}
_ONE_DAY = timedelta(days=1)
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED, DeliveryState.UNCERTAIN)


@dataclass(slots=True)
class Known:
    """What the ledger says has been reminded of: the steps, and the reports by person, meeting and audience."""

    keys: set[ReminderKey] = field(default_factory=set)
    covered: dict[tuple[int, int, Audience], frozenset[int]] = field(default_factory=dict)

    def add(self, key: ReminderKey, reports: frozenset[int]) -> None:
        self.keys.add(key)
        who = (key.person_id, key.meeting_id, key.audience)
        self.covered[who] = self.covered.get(who, frozenset()) | reports


@dataclass(frozen=True, slots=True)
class Replanned:
    """How many e-mails planning added to the ledger and how many waiting ones it cancelled."""

    planned: int
    cancelled: int


def plan_due(db: Database, settings: Settings, *, now: datetime) -> Replanned:
    """Put what is due now into the ledger; cancel what waits there and no longer applies as it stands. now: UTC.

    Runs in one transaction of its own, so that two schedulers at once change nothing (DESIGN 4.5).
    """
    today = now.astimezone(STOCKHOLM).date()
    ladder = settings.reminders.ladder
    with writing(db):
        slot = ladder.next_slot(now)
        owed = recipients(db, settings, today, begun_by=slot)
        waiting = _waiting(db)
        known = known_from(db, owed, today)
        planned_mails = by_mail(plan_from(db, settings, owed, known, now=now, until=slot))
        wanted = {(audience, person_id): keys for (_, audience, person_id), keys in planned_mails.items()}
        stale = [
            delivery_id
            for delivery_id, (audience, person_id, address, carried) in waiting.items()
            if {each.key for each in wanted.get((audience, person_id), [])} != carried.keys()
            or owed.people[person_id].email != address
        ]
        cancelled = deliveries.cancel(
            db, stale, reason=in_swedish("Gäller inte längre så som det var planerat."), now=now
        )
        kept = {waiting[each][:2]: each for each in waiting if each not in cancelled}
        for who, delivery_id in kept.items():
            carried = waiting[delivery_id][3]
            more = [each for each in wanted.get(who, []) if not reports_carried(each, owed) <= carried[each.key]]
            _put(db, more, owed, delivery_id)
        planned = 0
        if slot == today and ladder.instant(today) <= now:
            for (audience, person_id), keys in wanted.items():
                if (audience, person_id) not in kept:
                    planned += _insert(db, settings, owed, keys, now=now, today=today)
    return Replanned(planned, len(cancelled))


def due_now(db: Database, settings: Settings, owed: Recipients, *, now: datetime) -> dict[int, list[PlannedReminder]]:
    """The ladder's steps that owners have still to be reminded of today, by person; none on a day off. now: UTC."""
    today = now.astimezone(STOCKHOLM).date()
    known = known_from(db, owed, today, on_their_way=True)
    planned = by_mail(plan_from(db, settings, owed, known, now=now, until=today))
    return {person_id: keys for (_, audience, person_id), keys in planned.items() if audience is Audience.OWNER}


def files_to_come(
    db: Database, settings: Settings, owed: Recipients, meeting: Meeting, *, now: datetime
) -> dict[int, date]:
    """By person: the day of the first reminder of the meeting that can carry a calendar file, if nobody reports.

    One that is in the ledger already does not count: what it carries is written down. now: UTC.
    """
    today = now.astimezone(STOCKHOLM).date()
    known = known_from(db, owed, today, on_their_way=True)
    of_meeting = replace(
        owed,
        owed={
            who: {meeting.id: by_meeting[meeting.id]}
            for who, by_meeting in owed.owed.items()
            if who[1] is Audience.OWNER and meeting.id in by_meeting
        },
    )
    coming: dict[int, date] = {}
    for each in plan_from(db, settings, of_meeting, known, now=now, until=meeting.report_deadline):
        if carries_file(meeting, each.send_on):
            coming.setdefault(each.key.person_id, each.send_on)
    return coming


def known_from(db: Database, owed: Recipients, today: date, *, on_their_way: bool = False) -> Known:
    """Of meetings that are not over. on_their_way: also what waits to be sent.

    What failed for good at an address that has been put right since is not known: it never arrived.
    """
    known = Known()
    for each in reminders.in_ledger(db, today):
        lost = each.state is DeliveryState.FAILED and each.address != owed.people[each.key.person_id].email
        if not lost and (on_their_way or each.state not in _WAITING):
            known.add(each.key, each.reports)
    return known


def plan_from(
    db: Database, settings: Settings, owed: Recipients, known: Known, *, now: datetime, until: date
) -> list[PlannedReminder]:
    today = now.astimezone(STOCKHOLM).date()
    midnight = datetime.combine(today, time(), STOCKHOLM)
    written_to = reminders.written_to(db, since=midnight, before=midnight + _ONE_DAY)
    return plan_reminders(
        owed.owings(),
        settings.reminders.ladder,
        in_ledger=known.keys,
        covered=known.covered,
        mailed_on=dict.fromkeys(written_to, today),
        now=now,
        until=until,
    )


def by_mail(planned: Iterable[PlannedReminder]) -> dict[tuple[date, Audience, int], list[PlannedReminder]]:
    """One e-mail per person and day (DESIGN 4.3); what owners miss is a letter of its own to those above them."""
    mails: dict[tuple[date, Audience, int], list[PlannedReminder]] = defaultdict(list)
    for each in planned:
        mails[each.send_on, each.key.audience, each.key.person_id].append(each)
    return dict(mails)


def _waiting(db: Database) -> dict[int, tuple[Audience, int, str, dict[ReminderKey, frozenset[int]]]]:
    """The e-mails that wait in the ledger, by id: to whom, at which address, and the reminders in them.

    Each reminder with the ids of the reports that it is about.
    """
    mails: dict[int, tuple[Audience, int, str, dict[ReminderKey, frozenset[int]]]] = {}
    for each in reminders.unsent(db):
        fresh = (each.key.audience, each.key.person_id, each.address, dict[ReminderKey, frozenset[int]]())
        mails.setdefault(each.delivery_id, fresh)[3][each.key] = each.reports
    return mails


def _insert(
    db: Database, settings: Settings, owed: Recipients, keys: list[PlannedReminder], *, now: datetime, today: date
) -> int:
    first = keys[0].key
    message = MESSAGE[first.audience]
    person = owed.people[first.person_id]
    last_day = max(
        each.meeting.report_deadline if today <= each.meeting.report_deadline else each.meeting.held_on for each in keys
    )
    new = NewDelivery(
        key=f"{message}:{person.id}:{today.isoformat()}",
        message=message,
        person_id=person.id,
        address=person.email,
        reason=why(keys, owed),
        send_after=settings.reminders.ladder.instant(today).astimezone(UTC),
        give_up_at=datetime.combine(last_day + _ONE_DAY, time(), STOCKHOLM).astimezone(UTC),
    )
    delivery_id = deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now)
    if delivery_id is None:
        return 0
    _put(db, keys, owed, delivery_id)
    for each in keys:
        if each.key.audience is Audience.OWNER:
            note_in_reminder(db, each.meeting, delivery_id=delivery_id, person_id=person.id, today=today)
    return 1


def _put(db: Database, keys: list[PlannedReminder], owed: Recipients, delivery_id: int) -> None:
    for each in keys:
        reminders.put(db, each.key, delivery_id=delivery_id, reports=reports_carried(each, owed))


def reports_carried(planned: PlannedReminder, owed: Recipients) -> frozenset[int]:
    """The ids of the reports that a reminder is about."""
    outstanding = owed.owed[planned.key.person_id, planned.key.audience][planned.key.meeting_id]
    return frozenset(each.report_id for each in outstanding)


def why(keys: list[PlannedReminder], owed: Recipients) -> str:
    """What a person reads as the reason: which meetings, how many reports, which step."""
    sentences = []
    for each in keys:
        key = each.key
        count = len(owed.owed[key.person_id, key.audience][key.meeting_id])
        sentences.append(reminder_reason(count, key.audience, each.meeting.held_on, key.step))
    return "; ".join(sentences)
