"""Which figures the owner of a measure is asked for, by its plan's kind; and those that she has given, in words."""

from dataclasses import dataclass

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import IndicatorStanding, Measured, Value
from tracker.domain.measure import Standing
from tracker.domain.plan import Plan
from tracker.domain.report import ReportVersion
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.services.indicator_words import target_in_words, value_in_words
from tracker.services.reporting import DueReport
from tracker.spoken import about, capital

FORECAST, OUTCOME = "forecast", "outcome"


@dataclass(frozen=True, slots=True)
class ReportField:
    """A figure on the form. label: "Prognos 2019". unit: after the field. hint: under its label, "" for none.

    choices: what there is to choose from, as it is sent and as it is said; none where it is written. fold: what the
    fold is called that it lies in, for few fill it in; "" where it lies open.
    """

    label: str
    unit: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    fold: str = ""


def report_fields(due: DueReport) -> dict[str, ReportField]:
    """By name: an indicator's outcome; amounts where the plan is summed in money, or the measure has some."""
    standing, year = due.standing, due.plan.year
    if standing.indicator is not None:
        return {OUTCOME: _measured(standing.indicator)}
    if not due.plan.kind.rules.in_money and standing.expected is None and standing.outcome is None:
        return {}
    words, unit = due.plan.kind.words.effects, str(due.plan.unit)
    given = standing.decided if EffectKind.DECIDED in due.plan.kind.rules.counts[:1] else None
    hint = f"{capital(_(words[EffectKind.DECIDED]))}: {about(given)}." if given else ""
    if standing.waits:
        hint = "{}: {}.".format(capital(_(words[EffectKind.DECIDED])), _("inget beslut än"))
    outcome = capital(_(words[EffectKind.OUTCOME]))
    held_against = EffectKind.OUTCOME in due.plan.kind.rules.columns
    return {
        FORECAST: ReportField(f"{capital(_(words[EffectKind.FORECAST]))} {year}", unit, hint),
        OUTCOME: ReportField(f"{outcome} {year}", unit, fold="" if held_against else outcome),
    }


def _measured(standing: IndicatorStanding) -> ReportField:
    measured = standing.indicator.measured
    unknown = "" if measured is Measured.YES_NO else _("Skriv ”vet ej” om det inte är mätt än.")
    return ReportField(
        label=_("Utfall %(year)s", year=standing.year),
        unit={Measured.PERCENT: "%", Measured.DAYS: _("dagar")}.get(measured, ""),
        hint=" ".join(each for each in (_target(standing), _latest(standing), unknown) if each),
        choices=tuple((value.written(measured), value.written(measured, spoken())) for value in _YES_NO)
        if measured is Measured.YES_NO
        else (),
    )


_YES_NO = (Value(1), Value(0), Value(None))


def _target(standing: IndicatorStanding) -> str:
    target = target_in_words(standing)
    return target and _("Mål %(year)s: %(value)s.", year=standing.year, value=target)


def _latest(standing: IndicatorStanding) -> str:
    """What was measured last in an earlier year."""
    known = standing.outcomes
    earlier = [year for year in known if year < standing.year and known[year].number is not None]
    if not earlier:
        return ""
    value = value_in_words(standing, known[max(earlier)])
    return _("Utfall %(year)s: %(value)s.", year=max(earlier), value=value)


def figures_said(plan: Plan, standing: Standing, version: ReportVersion) -> tuple[str, ...]:
    """Each figure that a report gave: "prognos 1,2 mnkr"."""
    indicator = standing.indicator
    if indicator is not None:
        return () if version.value is None else (_measured_at(indicator, version.value),)
    words = plan.kind.words.effects
    given: tuple[tuple[EffectKind, Amount | None], ...] = (
        (EffectKind.FORECAST, version.forecast),
        (EffectKind.OUTCOME, version.outcome),
    )
    return tuple(f"{_(words[kind])} {_amount(each)}" for kind, each in given if each is not None)


def figures_known(plan: Plan, standing: Standing) -> tuple[str, ...]:
    """What a measure stands at: "prognos 1 mnkr"; "äskat 5 mnkr", "inget beslut än"; "mål 37 %", "inte mätt än"."""
    if standing.indicator is not None:
        return _indicator_known(standing.indicator)
    words, rules = plan.kind.words.effects, plan.kind.rules
    asked = (rules.awaits,) if rules.awaits in standing.effects else ()
    worth = next((each for each in rules.counts if each in standing.effects), None)
    kinds = (*asked, *((worth,) if worth else ()))
    found = tuple(f"{_(words[kind])} {_amount(standing.effects[kind])}" for kind in kinds)
    return (*found, _("inget beslut än")) if standing.waits else found


def _indicator_known(standing: IndicatorStanding) -> tuple[str, ...]:
    target, outcome = standing.target, standing.outcome or Value(None)
    words = () if target is None else (_("mål %(value)s", value=value_in_words(standing, target)),)
    return (*words, _measured_at(standing, outcome))


def _measured_at(standing: IndicatorStanding, value: Value) -> str:
    """What is not measured yet says so itself."""
    written = value_in_words(standing, value)
    return written if value.number is None else _("utfall %(value)s", value=written)


def _amount(of: Amount) -> str:
    """What a document says instead of a figure is quoted."""
    return about(of) if of.known or not of.words else _("”%(quoted)s”", quoted=about(of))
