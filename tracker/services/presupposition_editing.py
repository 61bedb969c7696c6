"""What a plan's target counts on already: adding, changing and ending a presupposed saving."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure
from tracker.domain.plan import Plan, Presupposition
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.finding import find_plan
from tracker.services.form_reading import FormReading, too_long
from tracker.services.meanwhile import Edit, Values, refuse_unseen
from tracker.services.measure_tree import MeasureTree
from tracker.services.report_form import in_field
from tracker.services.review import Review, reviewed, understood
from tracker.store import events, measures, targets
from tracker.store.opening import writing

_LONGEST_LABEL = 120


def presupposition_values(presupposition: Presupposition, plan: Plan) -> dict[str, str]:
    """What stands in the fields of its form."""
    return {
        "label": presupposition.label,
        "amount": in_field(presupposition.amount, plan.unit),
        "measure_id": str(presupposition.measure_id or ""),
    }


def review_presupposition(
    db: Database, slug: str, edit: Edit, *, presupposition_id: int | None, actor: Actor, now: datetime
) -> Review:
    """How it is understood, and what it would do to the plan's sums. Raises as save_presupposition does."""
    plan = find_plan(db, slug)
    read = _read(db, plan, edit, presupposition_id)
    return reviewed(
        db,
        plan,
        lambda: _save(db, plan, read, presupposition_id=presupposition_id, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
        amounts=(understood(read.label, read.amount, absent=""),),
    )


def save_presupposition(
    db: Database, slug: str, edit: Edit, *, presupposition_id: int | None, actor: Actor, now: datetime
) -> Presupposition:
    """A new one (None), or the old one ended and what is said now in its place. now: UTC.

    Raises NotFound, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        read = _read(db, plan, edit, presupposition_id)
        _save(db, plan, read, presupposition_id=presupposition_id, actor=actor, now=now)
    return read


def review_ended_presupposition(
    db: Database, slug: str, presupposition_id: int, *, actor: Actor, now: datetime
) -> Review:
    """What ending it would do to the plan's sums. Raises NotFound."""
    plan = find_plan(db, slug)
    return reviewed(
        db,
        plan,
        lambda: _end(db, plan, presupposition_id, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
    )


def end_presupposition(
    db: Database, slug: str, presupposition_id: int, edit: Edit, *, actor: Actor, now: datetime
) -> Presupposition:
    """The target does not count on it any more; before today it did. now: UTC. Raises NotFound, ChangedMeanwhile."""
    with writing(db):
        plan = find_plan(db, slug)
        known = find_presupposition(db, plan, presupposition_id)
        _refuse_unseen(db, plan, Edit(edit.shown, edit.shown), presupposition_id)
        _end(db, plan, presupposition_id, actor=actor, now=now)
    return known


def find_presupposition(db: Database, plan: Plan, presupposition_id: int) -> Presupposition:
    """What it says now, changed since or not. Raises NotFound where it counts no more."""
    return _known(db, plan, presupposition_id)[1]


def presupposable(db: Database, plan: Plan) -> list[Measure]:
    """The measures that a presupposed saving can be, in the document's order."""
    return MeasureTree(measures.of_plan(db, plan.id)).top


def _known(db: Database, plan: Plan, presupposition_id: int) -> tuple[int, Presupposition]:
    """The row that says it now, and what it says."""
    newest = targets.newest_presupposition(db, presupposition_id)
    known = targets.presuppositions_by_id(db, plan.id).get(newest)
    if known is None:
        raise NotFound(_("Förutsättningen finns inte längre: någon har tagit bort den. Öppna listan på nytt."))
    return newest, known


def _read(db: Database, plan: Plan, edit: Edit, presupposition_id: int | None) -> Presupposition:
    if presupposition_id is not None:
        _refuse_unseen(db, plan, edit, presupposition_id)
    form = FormReading(edit.typed)
    label = form.line("label", needed=_("Skriv vad som förutsätts, till exempel besparingskrav i strukturplanen."))
    if len(label) > _LONGEST_LABEL:
        form.fail("label", too_long(label, _LONGEST_LABEL))
    amount = form.amount("amount", plan.unit, needed=_("Skriv hur mycket som förutsätts."))
    among = [each.id for each in measures.of_plan(db, plan.id)]
    measure_id = form.choice("measure_id", among, wrong=_("Välj en åtgärd i listan."))
    form.finish()
    assert amount is not None
    return Presupposition(label, amount, measure_id)


def _refuse_unseen(db: Database, plan: Plan, edit: Edit, presupposition_id: int) -> None:
    newest, known = _known(db, plan, presupposition_id)
    names = {str(each.id): each.name for each in measures.of_plan(db, plan.id)}

    def words(field: str, value: str) -> str:
        return names.get(value, _("ingen åtgärd")) if field == "measure_id" else value or _("tomt")

    current = presupposition_values(known, plan)
    refuse_unseen(db, edit, current, things={"presupposition": [newest]}, words=words)


def _save(
    db: Database,
    plan: Plan,
    read: Presupposition,
    *,
    presupposition_id: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    today = now.astimezone(STOCKHOLM).date()
    before: Values | None = None
    if presupposition_id is not None:
        presupposition_id, known = _known(db, plan, presupposition_id)
        if known == read:
            return
        before = _kept(known)
        targets.end_presupposition(db, presupposition_id, today)
    new_id = targets.insert_presupposition(db, plan.id, read, since=today, replaces_id=presupposition_id)
    action = "add" if before is None else "edit"
    change = Event(action, "presupposition", new_id, before, _kept(read))
    events.insert(db, change, actor=actor, at=now)


def _kept(presupposition: Presupposition) -> dict[str, str]:
    """As the event keeps it."""
    return {
        "label": presupposition.label,
        "amount": presupposition.amount.as_written,
        "measure_id": str(presupposition.measure_id or ""),
    }


def _end(db: Database, plan: Plan, presupposition_id: int, *, actor: Actor, now: datetime) -> None:
    presupposition_id, known = _known(db, plan, presupposition_id)
    targets.end_presupposition(db, presupposition_id, now.astimezone(STOCKHOLM).date())
    before = _kept(known)
    events.insert(db, Event("end", "presupposition", presupposition_id, before=before), actor=actor, at=now)
