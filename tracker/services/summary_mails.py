"""The e-mails of a committee's follow-ups: to whom one is to go, and which of those that wait must not.

What has not been sent follows the world until it leaves: not of a meeting that is cancelled or moved, not to somebody
who has left or gets it no longer, not to an old address. Whoever joins before the meeting gets what the others got.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM, day_and_month, long_date
from tracker.domain.delivery import DeliveryState, MessageKind, NewDelivery
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.person import Person
from tracker.domain.words import in_swedish
from tracker.services.readers import Readers
from tracker.store import deliveries, meetings, summaries


def plan_summary_mails(
    db: Database, settings: Settings, meeting: Meeting, summary_id: int, *, readers: Readers, now: datetime
) -> int:
    """An e-mail of that version to each who gets it, once; how many were new. Inside the caller's transaction.

    They leave at the day's time, or at once where that has passed; never on a day off (DESIGN 4.2 and 4.7).
    """
    ladder = settings.reminders.ladder
    slot = ladder.instant(ladder.next_slot(now)).astimezone(UTC)
    planned = 0
    for person, again in without_mail(db, meeting, summary_id, readers, now.astimezone(STOCKHOLM).date()):
        new = NewDelivery(
            key=f"summary:{summary_id}:{person.id}{f':{person.email}' if again else ''}",
            message=MessageKind.SUMMARY,
            person_id=person.id,
            address=person.email,
            reason=summary_reason(meeting),
            send_after=max(now, slot),
            give_up_at=datetime.combine(meeting.held_on + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC),
            summary_id=summary_id,
        )
        planned += deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now) is not None
    return planned


def summary_reason(meeting: Meeting) -> str:
    """Why an e-mail with the follow-up goes out, in Swedish."""
    return in_swedish(f"Uppföljningen till sammanträdet {day_and_month(meeting.held_on)}")


def without_mail(
    db: Database, meeting: Meeting, summary_id: int, readers: Readers, today: date, *, stale: Collection[int] = ()
) -> list[tuple[Person, bool]]:
    """Those who get that version and have no e-mail of it; and whether one failed, or bounced, at an old address.

    stale: the ids of e-mails that are as good as cancelled.
    """
    live: dict[int, set[str]] = {}
    failed: dict[int, set[str]] = {}
    for each in summaries.mails_of_version(db, summary_id):
        if each.state is not DeliveryState.CANCELLED and each.delivery_id not in stale:
            kept = failed if each.came_back or each.state is DeliveryState.FAILED else live
            kept.setdefault(each.person_id, set()).add(each.address)
    return [
        (person, person.id in failed)
        for person in readers.of(meeting.committee_id, today)
        if person.id not in live and person.email not in failed.get(person.id, ())
    ]


def why_not_sent(
    *, name: str, address: str, frozen_for: date, meeting: Meeting, reader: Person | None, today: date
) -> str:
    """Why a waiting e-mail of a follow-up must not go out on that (Stockholm) day, in Swedish; "" where it may.

    name, address: whom it was planned for. frozen_for: the day of the meeting that its version says. reader: that
    person as she is now, None where she gets the committee's follow-ups no longer.
    """
    if meeting.state is MeetingState.CANCELLED:
        return in_swedish("Sammanträdet är inställt.")
    if frozen_for != meeting.held_on:
        return in_swedish(
            f"Sammanträdet är flyttat till {long_date(meeting.held_on)}; uppföljningen skickas på nytt inför det."
        )
    if reader is None:
        return in_swedish(f"{name} får inte längre nämndens uppföljningar.")
    if not reader.is_here(today):
        return in_swedish(f"{name} har slutat.")
    return "" if reader.email == address else in_swedish(f"{name} har en ny adress.")


def stale_mails(db: Database, settings: Settings, readers: Readers, today: date) -> dict[int, str]:
    """The waiting e-mails that must not go out on that (Stockholm) day, by id, and why, in Swedish."""
    stale = {}
    for each in summaries.waiting_mails(db):
        meeting = meetings.by_id(db, each.meeting_id, settings.meetings.deadline_rule)
        assert meeting is not None
        reason = why_not_sent(
            name=each.name,
            address=each.address,
            frozen_for=each.frozen_for,
            meeting=meeting,
            reader=readers.holder(meeting.committee_id, each.person_id),
            today=today,
        )
        if reason:
            stale[each.delivery_id] = reason
    return stale
