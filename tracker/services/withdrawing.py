"""Taking a report back: it is due again, and the plan's sums are as they were before it. Nothing is erased."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.effect import Effect
from tracker.domain.event import Actor, Event
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import DueReport, due_reports
from tracker.store import effects, events, measures, reports, summaries
from tracker.store.opening import writing


def withdraw(db: Database, holder: LinkHolder, report_ids: Collection[int], *, now: datetime, today: date) -> None:
    """Take back what the person has submitted to the meeting for these reports. now: UTC, today: Stockholm.

    The amounts and the status that the report brought are followed by new rows with what was known before it. Raises
    Refused where a report is not hers, is not in, or is frozen in the follow-up.
    """
    with writing(db):
        due = {each.report_id: each for each in due_reports(db, holder, today)}
        if any(report_id not in due or due[report_id].submitted is None for report_id in report_ids):
            raise Refused("Återrapporten är redan tillbakatagen, eller har fått en ny ansvarig. Ladda om sidan.")
        if summaries.newest(db, holder.meeting.id):
            raise Refused("Uppföljningen till sammanträdet är redan fryst, så det som är rapporterat kan inte ändras.")
        for report_id in report_ids:
            _withdraw(db, holder, due[report_id], now=now, today=today)


def _withdraw(db: Database, holder: LinkHolder, due: DueReport, *, now: datetime, today: date) -> None:
    versions = reports.versions_in(db, due.report_id)
    introduced = {each for version_id in versions for each in reports.effects_introduced(db, version_id)}
    known = effects.of_measure(db, due.measure.id)
    for kind in {each.kind for each in known if each.id in introduced}:
        of_kind = [each for each in known if each.kind is kind]
        before = [each for each in of_kind if each.id not in introduced]
        if of_kind[-1].id in introduced:
            effects.insert(db, _restored(of_kind[-1], before, today), recorded_at=now)
    status = Status(events.before(db, "report_version", versions[0])["status"])
    if status is not due.standing.status:
        measures.add_status(db, due.measure.id, status, as_of=today, recorded_at=now)
    withdrawal_id = reports.insert_withdrawal(
        db, report_id=due.report_id, version_id=versions[-1], author_id=holder.person.id, withdrawn_at=now
    )
    event = Event("withdraw", "report_withdrawal", withdrawal_id, before={"version": versions[-1]})
    events.insert(db, event, actor=Actor(holder.person.id, holder.person.name), at=now)


def _restored(newest: Effect, before: list[Effect], today: date) -> Effect:
    """What was known before; where nothing was, it is unknown again rather than what was taken back."""
    amount = before[-1].amount if before else Amount.unknown("återtagen uppgift")
    return replace(newest, amount=amount, as_of=today, label="")
