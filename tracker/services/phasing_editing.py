"""How a measure's amount falls over the year, and where what it does not use goes, as the controller has it."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.course import Phasing
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.phasing import MONTHS, Ramp, Spread
from tracker.language import gettext as _
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Values
from tracker.store import events, measures, phasings
from tracker.store.opening import writing

PHASED = (EffectKind.DECIDED, EffectKind.FORECAST)
RAMP, SPREAD = "ramp", "spread"
_COUNTS = ("more_each_month", "cap", "kr_each_month")
_LARGEST = 10**9


def set_phasing(db: Database, slug: str, measure_id: int, typed: Values, *, actor: Actor, now: datetime) -> None:
    """Save how the amount of the plan's year falls over its months, as a new row; the older ones stay. now: UTC.

    typed: kind (decided or forecast) and shape; of a ramp more_each_month, first_month, cap and kr_each_month. A spread
    is even. Raises NotFound and FieldProblems.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        form = FormReading(typed)
        kind = form.raw("kind")
        if kind not in {each.value for each in PHASED}:
            form.fail("kind", _("Välj vilket belopp som fördelas."))
        shape = _shape(form)
        form.finish()
        assert shape is not None
        as_of = now.astimezone(STOCKHOLM).date()
        phasing = Phasing(measure.id, EffectKind(kind), plan.year, shape, as_of)
        row_id = phasings.insert(db, phasing, recorded_at=now)
        after = {"kind": kind, "year": plan.year, "shape": str(shape)}
        events.insert(db, Event("add", "phasing", row_id, after=after), actor=actor, at=now)


def _shape(form: FormReading) -> Ramp | Spread | None:
    if form.raw("shape") == SPREAD:
        return Spread()
    if form.raw("shape") != RAMP:
        form.fail("shape", _("Välj hur beloppet fördelas över månaderna."))
        return None
    more, cap, kr = (_count(form, name) for name in _COUNTS)
    first = _count(form, "first_month")
    if first is not None and not 1 <= first <= MONTHS:
        form.fail("first_month", _("Skriv månaden som ett tal mellan 1 och 12."))
        return None
    if more is None or cap is None or kr is None or first is None:
        return None
    return Ramp(more_each_month=more, first_month=first, cap=cap, kr_each_month=kr)


def _count(form: FormReading, name: str) -> int | None:
    written = form.raw(name).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not (written.isascii() and written.isdecimal()) or int(written) > _LARGEST:
        form.fail(name, _("Skriv ett helt tal, utan decimaler."))
        return None
    return int(written)


def set_falls_to(db: Database, slug: str, measure_id: int, typed: Values, *, actor: Actor, now: datetime) -> None:
    """Which measure of the plan gets what this one does not use; an empty choice: none. now: UTC.

    Raises NotFound and FieldProblems.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        others = [each.id for each in measures.of_plan(db, plan.id) if each.id != measure.id and not each.form.heads]
        form = FormReading(typed)
        to_id = form.choice("falls_to", others, wrong=_("Välj någon annan i planen."))
        form.finish()
        if to_id == measure.falls_to_id:
            return
        measures.set_falls_to(db, measure.id, to_id)
        change = Event("edit", "measure", measure.id, {"falls_to": measure.falls_to_id}, {"falls_to": to_id})
        events.insert(db, change, actor=actor, at=now)
