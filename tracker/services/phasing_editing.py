"""How a measure's amount falls over the months of the year, as the controller has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.course import Phasing
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure
from tracker.domain.phasing import MONTHS, Ramp, Spread
from tracker.domain.plan import Committee, Plan
from tracker.language import gettext as _
from tracker.services.balances import standings
from tracker.services.detail_months import course_sentences, months_in_words, ramp_in_words
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.plan_details import plan_details
from tracker.services.review import Review, reviewed
from tracker.spoken import capital
from tracker.store import committees, events, phasings
from tracker.store.opening import reading, writing

PHASED = (EffectKind.DECIDED, EffectKind.FORECAST)
RAMP, SPREAD = "ramp", "spread"
_COUNTS = ("more_each_month", "cap", "kr_each_month")
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class PhasingPage:
    """lines: what was said of the months, the newest first: which amount, in words, from which day, and by whom.

    values: what stands in the fields. shown: see phasing_values.
    """

    plan: Plan
    committee: Committee
    measure: Measure
    lines: tuple[tuple[EffectKind, str, date, str], ...]
    values: dict[str, str]
    shown: dict[str, str]


def phasing_page(db: Database, slug: str, measure_id: int) -> PhasingPage:
    """The form begins with what was said last. Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        known = phasings.of_measure(db, measure.id, plan.year)
        newest = next(iter(known.values()), None)
        return PhasingPage(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            measure=measure,
            lines=tuple(
                (each.kind, shape_in_words(each.shape), each.as_of, _who(db, row_id)) for row_id, each in known.items()
            ),
            values=_fields(plan, newest),
            shown=phasing_values(db, plan, measure),
        )


def _who(db: Database, row_id: int) -> str:
    said = events.about(db, {"phasing": [row_id]}, most=1)
    return said[0].actor if said else ""


def _fields(plan: Plan, newest: Phasing | None) -> dict[str, str]:
    if newest is None:
        return {"kind": plan.kind.rules.beforehand[0].value, "shape": SPREAD, "first_month": "1"}
    shape = newest.shape
    if isinstance(shape, Spread):
        shares = "" if shape == Spread() else " ".join(map(str, shape.shares))
        return {"kind": newest.kind.value, "shape": SPREAD, "shares": shares, "first_month": "1"}
    return {
        "kind": newest.kind.value,
        "shape": RAMP,
        "more_each_month": str(shape.more_each_month),
        "first_month": str(shape.first_month),
        "cap": str(shape.cap),
        "kr_each_month": str(shape.kr_each_month),
    }


def phasing_values(db: Database, plan: Plan, measure: Measure) -> dict[str, str]:
    """What a form for the months has shown: what was said last."""
    newest = next(iter(phasings.of_measure(db, measure.id, plan.year).values()), None)
    return {"phasing": "" if newest is None else f"{newest.kind.value} {shape_in_words(newest.shape)}"}


def shape_in_words(shape: Ramp | Spread) -> str:
    """How the amount falls over the months."""
    if isinstance(shape, Ramp):
        return ramp_in_words(shape)
    if shape == Spread():
        return _("Lika mycket varje månad.")
    return _("Månaderna får delar som %(shares)s.", shares=", ".join(map(str, shape.shares)))


def review_phasing(db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime) -> Review:
    """What it comes to, month by month. Raises as set_phasing does."""
    plan = find_plan(db, slug)
    phasing = _read(db, plan, measure_id, edit, now)
    today = now.astimezone(STOCKHOLM).date()

    def told() -> Iterable[str]:
        yield shape_in_words(phasing.shape) if isinstance(phasing.shape, Spread) else ""
        found = plan_details(db, plan, today, standings(db, plan, today)).courses
        course = next((each.course for each in found if each.course.phasing == phasing), None)
        if course is None:
            words = capital(_(plan.kind.words.effects[phasing.kind]))
            yield _("%(amount)s: inget känt belopp. Månaderna syns när det är angivet.", amount=words)
            return
        yield from course_sentences(plan, course)
        yield _("Månad för månad: %(months)s.", months=months_in_words(plan, course.months))

    return reviewed(
        db,
        plan,
        lambda: _save(db, phasing, actor=actor, now=now),
        today=today,
        tell=lambda: [each for each in told() if each],
    )


def set_phasing(db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime) -> Measure:
    """Save how the amount of the plan's year falls over its months, as a new row; the older ones stay. now: UTC.

    typed: kind (decided or forecast) and shape; of a ramp more_each_month, first_month, cap and kr_each_month; of a
    spread shares, twelve numbers, or nothing where it is even. Raises NotFound, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        _save(db, _read(db, plan, measure_id, edit, now), actor=actor, now=now)
        return find_measure_by_id(db, plan, measure_id)


def _save(db: Database, phasing: Phasing, *, actor: Actor, now: datetime) -> None:
    row_id = phasings.insert(db, phasing, recorded_at=now)
    after = {"kind": phasing.kind.value, "year": phasing.year, "phasing": shape_in_words(phasing.shape)}
    events.insert(db, Event("add", "phasing", row_id, after=after), actor=actor, at=now)


def _read(db: Database, plan: Plan, measure_id: int, edit: Edit, now: datetime) -> Phasing:
    measure = find_measure_by_id(db, plan, measure_id)
    things = {"phasing": list(phasings.of_measure(db, measure.id, plan.year))}
    refuse_unseen(db, edit, phasing_values(db, plan, measure), things=things, words=lambda _field, value: _told(value))
    form = FormReading(edit.typed)
    kind = form.raw("kind")
    if kind not in {each.value for each in PHASED}:
        form.fail("kind", _("Välj vilket belopp som fördelas."))
    shape = _shape(form)
    form.finish()
    assert shape is not None
    return Phasing(measure.id, EffectKind(kind), plan.year, shape, now.astimezone(STOCKHOLM).date())


def _told(value: str) -> str:
    return value.partition(" ")[2] or _("inget")


def _shape(form: FormReading) -> Ramp | Spread | None:
    if form.raw("shape") == SPREAD:
        return _spread(form)
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


def _spread(form: FormReading) -> Spread | None:
    shares = form.raw("shares").replace(",", " ").replace(";", " ").split()
    if not shares:
        return Spread()
    whole = [int(each) for each in shares if each.isascii() and each.isdecimal() and int(each) <= _LARGEST]
    if len(shares) != MONTHS or len(whole) != MONTHS or not sum(whole):
        form.fail("shares", _("Skriv tolv hela tal, ett för varje månad från januari, eller lämna fältet tomt."))
        return None
    return Spread(tuple(whole))


def _count(form: FormReading, name: str) -> int | None:
    written = form.raw(name).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not (written.isascii() and written.isdecimal()) or int(written) > _LARGEST:
        form.fail(name, _("Skriv ett helt tal, utan decimaler."))
        return None
    return int(written)
