"""Freezing a follow-up by hand from its report deadline on, freezing it anew with a reason, and sending it."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState
from tracker.domain.event import Actor, Event
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.personal_number import REFUSED, holds_personal_number
from tracker.domain.words import in_swedish, said
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems, too_long
from tracker.services.readers import Readers
from tracker.services.summarising import freeze_within
from tracker.services.summary_mails import plan_summary_mails
from tracker.spoken import full_date
from tracker.store import deliveries, events, plans, summaries
from tracker.store.opening import writing

LONGEST_REASON = 500
_NOT_FROZEN = said("Uppföljningen är inte fryst än. Frys den först.")
_LEFT = {DeliveryState.PLANNED.value, DeliveryState.DEFERRED.value}


def why_not_freeze(db: Database, meeting: Meeting, *, today: date) -> str:
    """Why the follow-up cannot be frozen on that (Stockholm) day, in words; "" where it can."""
    if meeting.state is MeetingState.CANCELLED:
        return _("Sammanträdet är inställt.")
    if not plans.reported_to(db, meeting.id):
        return _("Ingen plan återrapporteras till det här sammanträdet.")
    if today < meeting.report_deadline:
        return _(
            "Uppföljningen kan frysas från sista dag för återrapporter, %(day)s.",
            day=full_date(meeting.report_deadline),
        )
    return ""


def freeze(db: Database, settings: Settings, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """Freeze the follow-up as it stands, where it is not frozen for the meeting's day. now: UTC. Raises Refused."""
    today = now.astimezone(STOCKHOLM).date()
    with writing(db):
        if why := why_not_freeze(db, meeting, today=today):
            raise Refused(why)
        if summaries.in_force(db, meeting) is not None:
            raise Refused(_("Uppföljningen är redan fryst. En rättelse blir en ny version."))
        freeze_within(db, settings, meeting, actor=actor, now=now)


def freeze_anew(
    db: Database, settings: Settings, meeting: Meeting, *, reason: str, actor: Actor, now: datetime
) -> None:
    """The follow-up as it stands now is its next version; the earlier stay. now: UTC.

    Raises FieldProblems ("reason"), and Refused where it is not frozen yet.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise FieldProblems({"reason": _("Skriv varför uppföljningen rättas. Det står sedan i den nya versionen.")})
    if len(reason) > LONGEST_REASON:
        raise FieldProblems({"reason": too_long(reason, LONGEST_REASON)})
    if holds_personal_number(reason):
        raise FieldProblems({"reason": _(REFUSED)})
    with writing(db):
        if summaries.in_force(db, meeting) is None:
            raise Refused(_(_NOT_FROZEN))
        if meeting.state is MeetingState.CANCELLED:
            raise Refused(_("Sammanträdet är inställt."))
        freeze_within(db, settings, meeting, actor=actor, now=now, reason=reason)


def send_follow_up(db: Database, settings: Settings, meeting: Meeting, *, actor: Actor, now: datetime) -> int:
    """Plan an e-mail with the newest version to each who gets it, and stop those of older ones that have not left.

    How many were planned. now: UTC. Raises Refused where it is not frozen, where the meeting is over or cancelled, and
    where that version has been sent already.
    """
    with writing(db):
        newest = summaries.in_force(db, meeting)
        if newest is None:
            raise Refused(_(_NOT_FROZEN))
        if meeting.state is MeetingState.CANCELLED or meeting.is_over(now.astimezone(STOCKHOLM).date()):
            raise Refused(_("Sammanträdet är över eller inställt, så uppföljningen skickas inte."))
        mails = summaries.mails(db, meeting.id)
        if any(version == newest.version for version, _, _ in mails):
            raise Refused(
                _("Version %(version)s av uppföljningen är redan skickad till nämnden.", version=newest.version)
            )
        older = [delivery_id for _, delivery_id, state in mails if state in _LEFT]
        deliveries.cancel(db, older, reason=in_swedish("En rättad version skickas i stället."), now=now)
        planned = plan_summary_mails(db, settings, meeting, newest.id, readers=Readers(db), now=now)
        if not planned:
            raise Refused(_("Nämnden har inga ledamöter eller sekreterare i programmet, så ingen får uppföljningen."))
        after = {"version": newest.version, "mails": planned}
        events.insert(db, Event("send", "summary", newest.id, after=after), actor=actor, at=now)
    return planned
