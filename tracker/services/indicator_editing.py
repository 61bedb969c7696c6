"""An indicator's targets and outcomes by year, as the controller has them; owners report outcomes (reporting.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.indicator import IndicatorStanding, Measured, Reached, Said, Value
from tracker.domain.measure import Measure
from tracker.domain.plan import Committee, Plan
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.indicator_fields import read_value, read_year
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.review import Review, reviewed, understood_value
from tracker.spoken import capital
from tracker.store import committees, events, indicators
from tracker.store.opening import reading, writing


@dataclass(frozen=True, slots=True)
class YearOfIndicator:
    """What is set and measured for a year."""

    year: int
    target: Value | None
    outcome: Value | None
    reached: Reached


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """years: the newest first. shown: see indicator_values."""

    plan: Plan
    committee: Committee
    measure: Measure
    standing: IndicatorStanding
    years: tuple[YearOfIndicator, ...]
    shown: dict[str, str]


def indicator_page(db: Database, slug: str, measure_id: int, *, today: date) -> IndicatorPage:
    """Raises NotFound, and Refused for a row that is no indicator."""
    with reading(db):
        plan = find_plan(db, slug)
        measure, standing = _find(db, plan, measure_id, today)
        return IndicatorPage(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            measure=measure,
            standing=standing,
            years=tuple(
                YearOfIndicator(year, standing.targets.get(year), standing.outcomes.get(year), standing.reached(year))
                for year in standing.years
            ),
            shown=known_values(standing),
        )


def known_values(standing: IndicatorStanding) -> dict[str, str]:
    """What a form for a value has shown: all that is known of targets, and of outcomes."""
    measured = standing.indicator.measured
    return {
        "target": _by_year(standing.targets, measured),
        "outcome": _by_year(standing.outcomes, measured),
    }


def _by_year(values: Mapping[int, Value], measured: Measured) -> str:
    return "; ".join(f"{year}: {value.written(measured, spoken())}" for year, value in sorted(values.items()))


def review_indicator_value(
    db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime
) -> Review:
    """How the value is understood, and whether the target is then reached. Raises as set_indicator_value does."""
    plan, today = find_plan(db, slug), now.astimezone(STOCKHOLM).date()
    measure, standing = _find(db, plan, measure_id, today)
    said, year, value = _read(db, plan, standing, edit)
    before, measured = _known(standing, said).get(year), standing.indicator.measured

    def told() -> list[str]:
        known = (
            [] if before is None else [_("Förut: %(value)s. Det står kvar.", value=before.written(measured, spoken()))]
        )
        after = _find(db, plan, measure_id, today)[1].reached(year)
        return [*known, f"{year}: {_(after.swedish)}."]

    return reviewed(
        db,
        plan,
        lambda: _save(db, measure, (said, year, value), before, measured, actor=actor, now=now),
        today=today,
        amounts=(understood_value(said, year, capital(value.written(measured, spoken()))),),
        tell=told,
    )


def set_indicator_value(
    db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime
) -> Measure:
    """Save a value as a new row where it says something new; the older ones stay. now: UTC.

    typed: said ("target" or "outcome"), year and value as people write it. Raises NotFound, Refused, FieldProblems and
    ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure, standing = _find(db, plan, measure_id, now.astimezone(STOCKHOLM).date())
        said, year, value = _read(db, plan, standing, edit)
        before = _known(standing, said).get(year)
        if not value.same_as(before):
            _save(db, measure, (said, year, value), before, standing.indicator.measured, actor=actor, now=now)
    return measure


def _find(db: Database, plan: Plan, measure_id: int, today: date) -> tuple[Measure, IndicatorStanding]:
    measure = find_measure_by_id(db, plan, measure_id)
    standing = indicators.of_plan(db, plan.id, plan.year, today).get(measure.id)
    if standing is None:
        raise Refused(_("Det är ingen indikator, så den har inga värden."))
    return measure, standing


def _known(standing: IndicatorStanding, said: Said) -> Mapping[int, Value]:
    return standing.targets if said is Said.TARGET else standing.outcomes


def _read(db: Database, plan: Plan, standing: IndicatorStanding, edit: Edit) -> tuple[Said, int, Value]:
    things = {"indicator_value": indicators.value_ids(db, standing.indicator.measure_id)}
    seen = Edit({**edit.shown, **edit.typed}, edit.shown)
    refuse_unseen(db, seen, known_values(standing), things=things, words=lambda _field, value: value or _("inget"))
    form = FormReading(edit.typed)
    said = form.raw("said")
    if said not in set(Said):
        form.fail("said", _("Välj om det är ett mål eller ett utfall."))
    year = read_year(form, "year", plan.year)
    value = read_value(form, "value", standing.indicator.measured)
    form.finish()
    assert year is not None
    assert value is not None
    return Said(said), year, value


def _save(
    db: Database,
    measure: Measure,
    what: tuple[Said, int, Value],
    before: Value | None,
    measured: Measured,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    said, year, value = what
    as_of = now.astimezone(STOCKHOLM).date()
    value_id = indicators.insert_value(db, measure.id, said, year, value, as_of=as_of, recorded_at=now)
    change = Event(
        "add",
        "indicator_value",
        value_id,
        {said.value: None if before is None else before.written(measured)},
        {said.value: value.written(measured), "year": year},
    )
    events.insert(db, change, actor=actor, at=now)
