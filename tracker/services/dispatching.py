"""Sending the committees their follow-ups: freezing what is due, and planning its e-mails."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import PROGRAM
from tracker.services.readers import Readers
from tracker.services.summarising import freeze_within
from tracker.services.summary_mails import plan_summary_mails, stale_mails
from tracker.store import deliveries, meetings, plans, summaries
from tracker.store.opening import writing
from tracker.store.summaries import Standing

_NOBODY_YET = Standing()


@dataclass(frozen=True, slots=True)
class Dispatched:
    """How many follow-ups were frozen, and how many waiting e-mails of them were cancelled."""

    frozen: int
    cancelled: int


def dispatch_due(db: Database, settings: Settings, *, now: datetime) -> Dispatched:
    """Freeze the follow-up of every meeting whose dispatch is due, and plan the e-mails that are missing. now: UTC.

    A meeting that is over, or to which nothing is reported, gets none. One that somebody has frozen and not sent is
    sent as she froze it; one that was frozen for another day than the meeting is held on is frozen anew. In one
    transaction of its own.
    """
    today = now.astimezone(STOCKHOLM).date()
    frozen = 0
    with writing(db):
        readers = Readers(db)
        stale = stale_mails(db, settings, readers, today)
        cancelled = sum(len(deliveries.cancel(db, [each], reason=why, now=now)) for each, why in stale.items())
        known = summaries.standings(db, today)
        for meeting in meetings.from_date(db, today, settings.meetings.deadline_rule):
            standing = known.get(meeting.id, _NOBODY_YET)
            summary_id = standing.mailed_id
            if summary_id is None and settings.reminders.ladder.instant(meeting.dispatch_on) <= now:
                summary_id = standing.frozen_id
                if summary_id is None and plans.reported_to(db, meeting.id):
                    summary_id = freeze_within(db, settings, meeting, actor=PROGRAM, now=now)
                    frozen += 1
            if summary_id is not None:
                plan_summary_mails(db, settings, meeting, summary_id, readers=readers, now=now)
    return Dispatched(frozen, cancelled)
