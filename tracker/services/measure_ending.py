"""Ending a measure: removed while nothing of it was reported, else cancelled or replaced; and taking it up again."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure, Standing
from tracker.domain.plan import Plan
from tracker.domain.rows import row_of
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.balances import standings
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, Values, refuse_unseen
from tracker.services.measure_tree import MeasureTree
from tracker.services.review import Review, reviewed
from tracker.spoken import about, capital
from tracker.store import effects, events, indicators, measures, reports, summaries, targets
from tracker.store.opening import writing

_ACTIONS = {Status.CANCELLED: "cancel", Status.REPLACED: "replace"}


def ending_values(standing: Standing) -> dict[str, str]:
    """What a form for ending a measure has shown of it: what is reported meanwhile is not overwritten unseen."""
    return {
        "status": standing.status.value,
        "forecast": about(standing.expected) if standing.expected else "",
        "outcome": about(standing.outcome) if standing.outcome else "",
    }


def why_kept(db: Database, plan: Plan, measure: Measure) -> str:
    """Why the measure cannot be removed, a sentence; "" where it can."""
    whole = MeasureTree(measures.of_plan(db, plan.id)).with_parts(measure)
    if any(reports.answered_meetings(db, each.id) for each in whole):
        return _("Den är återrapporterad, och det som är rapporterat står kvar.")
    said = {effect.kind for each in whole for effect in effects.of_measure(db, each.id)}
    measured = any(indicators.newest_outcome_id(db, each.id, plan.year) is not None for each in whole)
    if measured or said & {EffectKind.OUTCOME, EffectKind.CONFIRMED}:
        return _("Den har ett utfall, och det som är redovisat står kvar.")
    frozen = summaries.last_frozen_with(db, plan.committee_id, plan.slug)
    since = measures.first_recorded(db, measure.id)
    if frozen is not None and since is not None and since <= frozen:
        return _("Den står i en uppföljning som nämnden har fått.")
    if {each.id for each in whole} & {each.measure_id for each in targets.presuppositions(db, plan.id)}:
        return _(
            "%(the_target)s förutsätter den. Ta bort den förutsättningen först.",
            the_target=capital(_(plan.kind.the_target)),
        )
    return ""


def remove_measure(db: Database, slug: str, measure_id: int, *, actor: Actor, now: datetime) -> Measure:
    """Out of the plan, with its parts; what it was stays in the database. now: UTC. Raises NotFound and Refused."""
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        reason = why_kept(db, plan, measure)
        if reason:
            raise Refused(
                _("%(name)s kan inte tas bort. %(reason)s Låt utgå i stället.", name=measure.name, reason=reason)
            )
        for each in MeasureTree(measures.of_plan(db, plan.id)).with_parts(measure):
            for report in reports.of_measure(db, each.id):
                reports.delete(db, measure_id=each.id, meeting_id=report.meeting_id)
            measures.remove(db, each.id, now)
            before = {"number": each.number, "title": each.title, "owner_id": each.owner_id}
            events.insert(db, Event("remove", "measure", each.id, before=before), actor=actor, at=now)
    return measure


def replacements(known: Sequence[Standing], measure: Measure) -> list[Measure]:
    """What can replace it: the other rows of the plan that count, and are measured where it is."""
    rows = row_of(each.measure for each in known)
    return [
        each.measure
        for each in known
        if rows[each.measure.id] == each.measure.id != measure.id
        and not each.measure.form.heads
        and each.measure.form.is_measured is measure.form.is_measured
        and each.status.counts
    ]


def review_ending(
    db: Database, slug: str, measure_id: int, edit: Edit, *, status: Status, actor: Actor, now: datetime
) -> Review:
    """What ending it would do to the plan's sums. Raises as end_measure does."""
    plan = find_plan(db, slug)
    return reviewed(
        db,
        plan,
        lambda: _end(db, plan, measure_id, edit, status=status, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
    )


def end_measure(
    db: Database, slug: str, measure_id: int, edit: Edit, *, status: Status, actor: Actor, now: datetime
) -> Measure:
    """Cancelled, or replaced by the measure in the form's field replaced_by_id; its parts with it. now: UTC.

    Raises NotFound, Refused where it is ended already, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        return _end(db, find_plan(db, slug), measure_id, edit, status=status, actor=actor, now=now)


def restore_measure(db: Database, slug: str, measure_id: int, *, actor: Actor, now: datetime) -> Measure:
    """Take up a measure that was ended, and the parts that were ended with it, as they were. now: UTC.

    Raises NotFound, and Refused where it is not ended.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        known = {each.measure.id: each for each in standings(db, plan, now.astimezone(STOCKHOLM).date())}
        status = known[measure.id].status
        if status.counts:
            raise Refused(_("%(name)s är redan upptagen igen. Ladda om sidan.", name=measure.name))
        ended = next((each for each in events.about(db, {"measure": [measure.id]}) if "parts" in each.after), None)
        parts = [each for each in (ended.after["parts"] if ended else []) if each in known]
        for each in (measure.id, *parts):
            before = [was for _, was in measures.status_history(db, each) if was.counts]
            _set(db, each, before[-1] if before else Status.NOT_STARTED, now)
        restored = measures.status_history(db, measure.id)[-1][1]
        change = Event("restore", "measure", measure.id, {"status": status.value}, {"status": restored.value})
        events.insert(db, change, actor=actor, at=now)
    return measure


def _end(
    db: Database, plan: Plan, measure_id: int, edit: Edit, *, status: Status, actor: Actor, now: datetime
) -> Measure:
    measure = find_measure_by_id(db, plan, measure_id)
    known = {each.measure.id: each for each in standings(db, plan, now.astimezone(STOCKHOLM).date())}
    standing = known[measure.id]
    if not standing.status.counts:
        raise Refused(
            _(
                "%(name)s är redan avslutad: %(status)s. Ladda om sidan.",
                name=measure.name,
                status=_(standing.status.swedish),
            )
        )
    current = ending_values(standing)
    typed = {**edit.shown, **edit.typed}
    refuse_unseen(db, Edit(typed, edit.shown), current, things=things_of(db, measure), words=ending_words)
    replaced_by_id = None
    if status is Status.REPLACED:
        replaced_by_id = _replacement(edit.typed, replacements(list(known.values()), measure))
    whole = MeasureTree([each.measure for each in known.values()]).with_parts(measure)
    parts = [each.id for each in whole if each != measure and known[each.id].status.counts]
    for each in (measure.id, *parts):
        _set(db, each, status, now, replaced_by_id)
    after = {"status": status.value, "replaced_by_id": replaced_by_id, "parts": parts}
    change = Event(_ACTIONS[status], "measure", measure.id, {"status": standing.status.value}, after)
    events.insert(db, change, actor=actor, at=now)
    return measure


def things_of(db: Database, measure: Measure) -> dict[str, list[int]]:
    """Whose events tell who changed what of a measure: its own, its effects' and its reports'."""
    return {
        "measure": [measure.id],
        "effect": [each.id for each in effects.of_measure(db, measure.id)],
        "report_version": [version.id for _, version in reports.versions_of_measure(db, measure.id)],
    }


def ending_words(field: str, value: str) -> str:
    """The value of a field of ending_values as people read it."""
    return _(Status(value).swedish) if field == "status" and value else value or _("inget")


def _replacement(typed: Values, among: Sequence[Measure]) -> int:
    form = FormReading(typed)
    wrong = _("Välj vad som kommer i stället.")
    chosen = form.choice("replaced_by_id", [each.id for each in among], wrong=wrong)
    if chosen is None:
        form.fail("replaced_by_id", wrong)
    form.finish()
    assert chosen is not None
    return chosen


def _set(db: Database, measure_id: int, status: Status, now: datetime, replaced_by_id: int | None = None) -> None:
    today = now.astimezone(STOCKHOLM).date()
    measures.add_status(db, measure_id, status, as_of=today, recorded_at=now, replaced_by_id=replaced_by_id)
