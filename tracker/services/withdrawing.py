"""Taking a report back: it is due again, and the plan's sums are as they were before it. Nothing is erased."""

from collections.abc import Collection
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import DueReport, due_reports
from tracker.store import effects, events, indicators, measures, reports, summaries
from tracker.store.opening import writing


def withdraw(
    db: Database,
    holder: LinkHolder,
    report_ids: Collection[int],
    *,
    now: datetime,
    today: date,
    actor: Actor | None = None,
) -> None:
    """Take back what the person has submitted to the meeting for these reports. now: UTC, today: Stockholm.

    actor: who does it for her, where she does not herself.

    The amounts that came with the report count no longer, and its status is followed by the one before it, but for
    what a report that is in still says. Raises Refused where a report is not hers, is not in, or is frozen in the
    follow-up.
    """
    with writing(db):
        due = {each.report_id: each for each in due_reports(db, holder, today)}
        if any(report_id not in due or due[report_id].submitted is None for report_id in report_ids):
            raise Refused(_(_("Återrapporten är redan tillbakatagen, eller har fått en ny ansvarig. Ladda om sidan.")))
        if summaries.in_force(db, holder.meeting):
            raise Refused(
                _(_("Uppföljningen till sammanträdet är redan fryst, så det som är rapporterat kan inte ändras."))
            )
        who = actor or Actor(holder.person.id, holder.person.name)
        for report_id in report_ids:
            _withdraw(db, due[report_id], actor=who, now=now, today=today)


def _withdraw(db: Database, due: DueReport, *, actor: Actor, now: datetime, today: date) -> None:
    newest = reports.versions_in(db, due.report_id)[-1]
    withdrawal_id = reports.insert_withdrawal(
        db, report_id=due.report_id, version_id=newest, author_id=actor.person_id, withdrawn_at=now
    )
    effects.withdraw(db, due.measure.id, withdrawal_id=withdrawal_id, on=today)
    indicators.withdraw(db, due.measure.id, withdrawal_id=withdrawal_id, on=today)
    status, replaced_by_id = measures.status_without_withdrawn(db, due.measure.id)
    if status is not due.standing.status:
        measures.add_status(db, due.measure.id, status, as_of=today, recorded_at=now, replaced_by_id=replaced_by_id)
    event = Event("withdraw", "report_withdrawal", withdrawal_id, before={"version": newest})
    events.insert(db, event, actor=actor, at=now)
