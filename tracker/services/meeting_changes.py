"""Moving, cancelling and reinstating a meeting; what is not sent follows at the next planning (DESIGN 4.3)."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.meeting import Meeting, MeetingState
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.spoken import long_date
from tracker.store import events, meetings
from tracker.store.opening import writing


def move(
    db: Database,
    meeting: Meeting,
    held_on: date,
    *,
    report_by_hand: date | None = None,
    dispatch_by_hand: date | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """The meeting is held on another day, with the rule's deadlines, or those set by hand. now: UTC. Raises Refused."""
    with writing(db):
        move_within(
            db,
            meeting,
            held_on,
            report_by_hand=report_by_hand,
            dispatch_by_hand=dispatch_by_hand,
            actor=actor,
            now=now,
        )


def move_within(
    db: Database,
    meeting: Meeting,
    held_on: date,
    *,
    report_by_hand: date | None,
    dispatch_by_hand: date | None,
    actor: Actor,
    now: datetime,
) -> None:
    """The same, inside the caller's transaction."""
    if report_by_hand is not None and report_by_hand > held_on:
        raise Refused(_("Sista dag kan inte ligga efter sammanträdet %(day)s.", day=long_date(held_on)))
    if dispatch_by_hand is not None and dispatch_by_hand > held_on:
        raise Refused(_("Utskicket kan inte ligga efter sammanträdet %(day)s.", day=long_date(held_on)))
    if held_on != meeting.held_on and meetings.taken(db, meeting.committee_id, held_on):
        raise Refused(_("Nämnden har redan ett sammanträde %(day)s. Välj en annan dag.", day=long_date(held_on)))
    before = _dates(meeting.held_on, *meetings.by_hand(db, meeting.id))
    meetings.set_dates(
        db, meeting.id, held_on=held_on, report_by_hand=report_by_hand, dispatch_by_hand=dispatch_by_hand
    )
    after = _dates(held_on, report_by_hand, dispatch_by_hand)
    events.insert(db, Event("move", "meeting", meeting.id, before, after), actor=actor, at=now)


def cancel(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The meeting is not held; nothing more is due to it. now: UTC. Raises Refused where it is cancelled already."""
    _set_state(db, meeting, MeetingState.CANCELLED, actor=actor, now=now)


def reinstate(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The meeting is held after all. now: UTC. Raises Refused where it was not cancelled."""
    _set_state(db, meeting, MeetingState.PLANNED, actor=actor, now=now)


def cancel_within(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The same as cancel, inside the caller's transaction."""
    _set_state_within(db, meeting, MeetingState.CANCELLED, actor=actor, now=now)


def reinstate_within(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The same as reinstate, inside the caller's transaction."""
    _set_state_within(db, meeting, MeetingState.PLANNED, actor=actor, now=now)


def _set_state(db: Database, meeting: Meeting, state: MeetingState, *, actor: Actor, now: datetime) -> None:
    with writing(db):
        _set_state_within(db, meeting, state, actor=actor, now=now)


def _set_state_within(db: Database, meeting: Meeting, state: MeetingState, *, actor: Actor, now: datetime) -> None:
    if meeting.state is state:
        day = long_date(meeting.held_on)
        if state is MeetingState.CANCELLED:
            raise Refused(_("Sammanträdet %(day)s är redan inställt.", day=day))
        raise Refused(_("Sammanträdet %(day)s är inte inställt.", day=day))
    meetings.set_state(db, meeting.id, state)
    event = Event("set state", "meeting", meeting.id, {"state": meeting.state.value}, {"state": state.value})
    events.insert(db, event, actor=actor, at=now)


def _dates(held_on: date, report_by_hand: date | None, dispatch_by_hand: date | None) -> dict[str, str | None]:
    return {
        "held_on": str(held_on),
        "report_by_hand": None if report_by_hand is None else str(report_by_hand),
        "dispatch": None if dispatch_by_hand is None else str(dispatch_by_hand),
    }
