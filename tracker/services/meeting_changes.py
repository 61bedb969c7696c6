"""Moving, cancelling and reinstating a meeting; what is not sent follows at the next planning (DESIGN 4.3)."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.meeting import Meeting, MeetingState
from tracker.errors import Refused
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
    for day, what in ((report_by_hand, "Sista dag för återrapporter"), (dispatch_by_hand, "Utskicket")):
        if day is not None and day > held_on:
            raise Refused(f"{what} kan inte ligga efter sammanträdet {held_on}.")
    with writing(db):
        if held_on != meeting.held_on and meetings.taken(db, meeting.committee_id, held_on):
            raise Refused(f"Nämnden har redan ett sammanträde {held_on}. Välj en annan dag.")
        meetings.set_dates(
            db, meeting.id, held_on=held_on, report_by_hand=report_by_hand, dispatch_by_hand=dispatch_by_hand
        )
        after = {"held_on": str(held_on), "report_by_hand": _text(report_by_hand), "dispatch": _text(dispatch_by_hand)}
        event = Event("move", "meeting", meeting.id, {"held_on": str(meeting.held_on)}, after)
        events.insert(db, event, actor=actor, at=now)


def cancel(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The meeting is not held; nothing more is due to it. now: UTC. Raises Refused where it is cancelled already."""
    _set_state(db, meeting, MeetingState.CANCELLED, actor=actor, now=now)


def reinstate(db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """The meeting is held after all. now: UTC. Raises Refused where it was not cancelled."""
    _set_state(db, meeting, MeetingState.PLANNED, actor=actor, now=now)


def _set_state(db: Database, meeting: Meeting, state: MeetingState, *, actor: Actor, now: datetime) -> None:
    if meeting.state is state:
        already = "redan inställt" if state is MeetingState.CANCELLED else "inte inställt"
        raise Refused(f"Sammanträdet {meeting.held_on} är {already}.")
    with writing(db):
        meetings.set_state(db, meeting.id, state)
        event = Event("set state", "meeting", meeting.id, {"state": meeting.state.value}, {"state": state.value})
        events.insert(db, event, actor=actor, at=now)


def _text(day: date | None) -> str | None:
    return None if day is None else str(day)
