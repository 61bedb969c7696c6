"""What a measure is worth as the controller has it: decided, forecast, outcome; confirming; correcting a mistake."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure, Standing
from tracker.domain.money import sum_decimals
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.words import said
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.balances import standings
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.measure_ending import things_of
from tracker.services.report_form import in_field
from tracker.services.review import Review, reviewed, understood
from tracker.spoken import about, capital, kronor
from tracker.spoken import period as spoken_period
from tracker.store import effects, events, periods
from tracker.store.opening import writing

EDITED = (EffectKind.DECIDED, EffectKind.FORECAST, EffectKind.OUTCOME)
CONFIRMED = (EffectKind.CONFIRMED,)
_YEARS_AHEAD = 4
CORRECTION = said("rättad")
"""The label of a row that follows a mistaken one."""


def effect_values(standing: Standing, plan: Plan, kinds: Collection[EffectKind]) -> dict[str, str]:
    """What the form for these kinds has shown: what is known of each, and of what is confirmed also the outcome."""
    kinds = (*kinds, EffectKind.OUTCOME) if EffectKind.CONFIRMED in kinds else kinds
    return {kind.value: in_field(standing.effects.get(kind), plan.unit) for kind in kinds}


def effect_periods(db: Database, plan: Plan, today: date, also: Period) -> tuple[Period, ...]:
    """The periods that amounts can be said of: the plan's year, a full one, the years to come, and those spoken of."""
    ahead = [Period(year) for year in range(plan.year, plan.year + _YEARS_AHEAD + 1)]
    return tuple(sorted({*ahead, Period(plan.year, full_year=True), *periods.of_plan(db, plan.id, today), also}))


def outcome_against(plan: Plan, standing: Standing) -> str:
    """The outcome beside what was decided, in a sentence; "" where either is not known."""
    decided, outcome = standing.decided, standing.confirmed or standing.outcome
    if decided is None or outcome is None or decided.low_kr is None or outcome.low_kr is None:
        return ""
    difference = outcome.low_kr - decided.low_kr
    shown = kronor(abs(difference), plan.unit, sum_decimals(plan.unit, difference))
    sentences = (
        said("Utfallet är %(outcome)s av %(decided)s: precis lika mycket."),
        said("Utfallet är %(outcome)s av %(decided)s: %(difference)s mer."),
        said("Utfallet är %(outcome)s av %(decided)s: %(difference)s återstår."),
    )
    text = sentences[(difference > 0) - (difference < 0)]
    return _(text, outcome=about(outcome), decided=about(decided), difference=shown)


def review_effects(
    db: Database,
    slug: str,
    measure_id: int,
    edit: Edit,
    *,
    kinds: Collection[EffectKind],
    actor: Actor,
    now: datetime,
    period: Period | None = None,
) -> Review:
    """How the new amounts are understood, and what they would do to the plan's sums. Raises as set_effects does."""
    plan = find_plan(db, slug)
    words = plan.kind.words.effects
    new = _read(db, plan, measure_id, edit, kinds=kinds, now=now, period=period)
    return reviewed(
        db,
        plan,
        lambda: _save(db, plan, measure_id, new, actor=actor, now=now, period=period),
        today=now.astimezone(STOCKHOLM).date(),
        amounts=tuple(
            understood(f"{capital(_(words[kind]))} {spoken_period(period or Period(plan.year))}", amount, absent="")
            for kind, amount in new.items()
        ),
    )


def set_effects(
    db: Database,
    slug: str,
    measure_id: int,
    edit: Edit,
    *,
    kinds: Collection[EffectKind],
    actor: Actor,
    now: datetime,
    period: Period | None = None,
) -> Measure:
    """Save the amounts that are new as new rows; the older ones stay. now: UTC.

    kinds: those that the form has, EDITED or CONFIRMED.
    period: None is the plan's own year. Raises NotFound, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        new = _read(db, plan, measure_id, edit, kinds=kinds, now=now, period=period)
        _save(db, plan, measure_id, new, actor=actor, now=now, period=period)
        return find_measure_by_id(db, plan, measure_id)


def correct_effect(
    db: Database,
    slug: str,
    measure_id: int,
    effect_id: int,
    *,
    kinds: Collection[EffectKind],
    actor: Actor,
    now: datetime,
    period: Period | None = None,
) -> Measure:
    """Follow a mistaken amount by a row with what was known before it. now: UTC.

    Where nothing was, it is what was decided (for a forecast), else unknown again. kinds: those that may be corrected.
    period: None is the plan's own year. Raises NotFound, and Refused where something newer has been said, or where it
    came with an owner's report.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        known = effects.rows_of_measure(db, measure.id, period or Period(plan.year))
        wrong = next((each for each in known if each.effect.id == effect_id and each.effect.kind in kinds), None)
        if wrong is None:
            raise Refused(_("Beloppet finns inte längre. Ladda om sidan."))
        of_kind = [each for each in known if each.effect.kind is wrong.effect.kind]
        if of_kind[0] is not wrong:
            raise Refused(_("Ett nyare belopp är redan sagt, så det äldre räknas inte. Ladda om sidan."))
        if wrong.reported:
            raise Refused(_("Beloppet kom med en återrapport. Skriv ett nytt belopp i stället, så står båda kvar."))
        before = of_kind[1].effect.amount if len(of_kind) > 1 else _fallback(wrong.effect.kind, known)
        corrected = replace(wrong.effect, amount=before, as_of=now.astimezone(STOCKHOLM).date(), label=CORRECTION)
        _insert(db, corrected, wrong.effect.amount, actor=actor, now=now)
    return measure


def _fallback(kind: EffectKind, known: list[effects.EffectRow]) -> Amount:
    decided = [each.effect.amount for each in known if each.effect.kind is EffectKind.DECIDED]
    if kind is EffectKind.FORECAST and decided:
        return decided[0]
    return Amount.unknown(said("inget belopp"))


def _read(
    db: Database,
    plan: Plan,
    measure_id: int,
    edit: Edit,
    *,
    kinds: Collection[EffectKind],
    now: datetime,
    period: Period | None,
) -> dict[EffectKind, Amount]:
    """The amounts that differ from what is known."""
    measure = find_measure_by_id(db, plan, measure_id)
    standing = _standing(db, plan, measure, now, period)
    current = effect_values(standing, plan, kinds)
    seen = Edit({**edit.shown, **edit.typed}, edit.shown)
    refuse_unseen(db, seen, current, things=things_of(db, measure), words=_words)
    form, new = FormReading(edit.typed), {}
    for kind in kinds:
        if not edit.touched(kind.value):
            continue
        known = standing.effects.get(kind)
        empty = _("Fältet är tomt. Skriv ett belopp, eller ”vet ej” om det inte är känt.") if known else ""
        amount = form.amount(kind.value, plan.unit, needed=empty)
        if amount is not None and not amount.same_value_as(known):
            new[kind] = amount
    form.finish()
    return new


def _standing(db: Database, plan: Plan, measure: Measure, now: datetime, period: Period | None) -> Standing:
    known = standings(db, plan, now.astimezone(STOCKHOLM).date(), period)
    return next(each for each in known if each.measure.id == measure.id)


def _save(
    db: Database,
    plan: Plan,
    measure_id: int,
    new: dict[EffectKind, Amount],
    *,
    actor: Actor,
    now: datetime,
    period: Period | None,
) -> None:
    today = now.astimezone(STOCKHOLM).date()
    known = _standing(db, plan, find_measure_by_id(db, plan, measure_id), now, period)
    for kind, amount in new.items():
        effect = Effect(0, measure_id, kind, period or Period(plan.year), amount, today)
        _insert(db, effect, known.effects.get(kind), actor=actor, now=now)


def _insert(db: Database, effect: Effect, before: Amount | None, *, actor: Actor, now: datetime) -> None:
    effect_id = effects.insert(db, effect, recorded_at=now)
    kind = effect.kind.value
    change = Event(
        "confirm" if effect.kind is EffectKind.CONFIRMED else "add",
        "effect",
        effect_id,
        {kind: None if before is None else str(before)},
        {kind: str(effect.amount)},
    )
    events.insert(db, change, actor=actor, at=now)


def _words(_field: str, value: str) -> str:
    return value or _("inget")
