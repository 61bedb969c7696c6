"""An indicator's targets and outcomes by year, as the controller has them; owners report outcomes (reporting.py)."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.indicator import IndicatorStanding, Said, Value
from tracker.domain.plan import Plan
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.indicator_fields import read_value, read_year
from tracker.services.meanwhile import Values
from tracker.store import events, indicators
from tracker.store.opening import writing


def set_indicator_value(
    db: Database, slug: str, measure_id: int, typed: Values, *, actor: Actor, now: datetime
) -> None:
    """Save a value as a new row where it says something new; the older ones stay. now: UTC.

    typed: said ("target" or "outcome"), year and value as people write it. Raises NotFound and FieldProblems.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        today = now.astimezone(STOCKHOLM).date()
        standing = indicators.of_plan(db, plan.id, plan.year, today).get(measure.id)
        if standing is None:
            raise NotFound(_("Det finns ingen sådan indikator i planen."))
        said, year, value = _read(typed, plan, standing)
        before = (standing.targets if said is Said.TARGET else standing.outcomes).get(year)
        if value.same_as(before):
            return
        value_id = indicators.insert_value(db, measure.id, said, year, value, as_of=today, recorded_at=now)
        measured = standing.indicator.measured
        change = Event(
            "add",
            "indicator_value",
            value_id,
            {said.value: None if before is None else before.written(measured)},
            {said.value: value.written(measured), "year": year},
        )
        events.insert(db, change, actor=actor, at=now)


def _read(typed: Values, plan: Plan, standing: IndicatorStanding) -> tuple[Said, int, Value]:
    form = FormReading(typed)
    said = form.raw("said")
    if said not in set(Said):
        form.fail("said", _("Välj om det är ett mål eller ett utfall."))
    year = read_year(form, "year", plan.year)
    value = read_value(form, "value", standing.indicator.measured)
    form.finish()
    assert year is not None
    assert value is not None
    return Said(said), year, value
