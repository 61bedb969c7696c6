"""An example's TOML file as a draft of a plan."""

from datetime import date
from typing import Any

from tracker.domain.amount import Amount
from tracker.domain.draft import (
    EffectDraft,
    MeasureDraft,
    PlanDraft,
    PresuppositionDraft,
    StatedTotalDraft,
    TargetDraft,
)
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.status import Status
from tracker.domain.written_amount import parse_amount
from tracker.services.example_indicators import indicator_from
from tracker.services.example_tables import tables_from


def draft_from(values: dict[str, Any]) -> PlanDraft:
    """The [plan] of an example file; amounts are written as people write them ("1,2 mnkr")."""
    dates = tuple(values["report_dates"])
    year = values["year"]
    return PlanDraft(
        kind=PlanKind(values.get("kind", "action_plan")),
        reference=values.get("reference", ""),
        title=values["title"],
        committee=values["committee"],
        year=year,
        unit=Unit(values["unit"]),
        summary=values["summary"],
        targets=tuple(
            TargetDraft(parse_amount(each["amount"]), each["as_of"], each["label"], period=_period(each, year))
            for each in values.get("targets", [])
        ),
        presuppositions=tuple(
            PresuppositionDraft(each["label"], parse_amount(each["amount"]), each.get("measure"))
            for each in values.get("presuppositions", [])
        ),
        stated_tables=tables_from(values),
        measures=tuple(_measure(each, year, dates) for each in values.get("measures", [])),
        stated_totals=tuple(
            StatedTotalDraft(each["label"], parse_amount(each["amount"]), dates)
            for each in values.get("stated_totals", [])
        ),
    )


def _measure(values: dict[str, Any], year: int, dates: tuple[date, ...]) -> MeasureDraft:
    return MeasureDraft(
        number=values.get("number", ""),
        title=values["title"],
        description=values.get("description", ""),
        effects=(*_effects(values, Period(year)), *_of_other_periods(values, year)),
        report_dates=_report_dates(values.get("reported", False), dates),
        sub_measures=tuple(_measure(each, year, dates) for each in values.get("parts", [])),
        owner_email=values.get("owner"),
        unit=values.get("unit", ""),
        status=Status(values.get("status", "not_started")),
        form=Form(values.get("form", "measure")),
        falls_to=values.get("falls_to"),
        phasings=_phasings(values),
        indicator=indicator_from(values["indicator"]) if "indicator" in values else None,
    )


def _effects(values: dict[str, Any], period: Period) -> tuple[EffectDraft, ...]:
    return tuple(EffectDraft(kind, period, _amount(values, kind)) for kind in EffectKind if kind.value in values)


def _of_other_periods(values: dict[str, Any], year: int) -> tuple[EffectDraft, ...]:
    """periods = [{ year = 2025, forecast = "2,4 mnkr" }, { full_year = true, decided = "9 600 tkr" }]."""
    return tuple(effect for each in values.get("periods", []) for effect in _effects(each, _period(each, year)))


def _period(values: dict[str, Any], year: int) -> Period:
    return Period(values.get("year", year), values.get("full_year", False))


def _report_dates(reported: bool | list[date], dates: tuple[date, ...]) -> tuple[date, ...]:
    """true: to every meeting of the plan; else to those that are named."""
    if isinstance(reported, bool):
        return dates if reported else ()
    return tuple(reported)


def _phasings(values: dict[str, Any]) -> tuple[tuple[EffectKind, Ramp | Spread], ...]:
    """ramp = { kind = "decided", more_each_month = 15, … }, spread = { kind = "decided", shares = [1, …] }."""
    found: list[tuple[EffectKind, Ramp | Spread]] = []
    if "ramp" in values:
        ramp = dict(values["ramp"])
        found.append((EffectKind(ramp.pop("kind")), Ramp(**ramp)))
    if "spread" in values:
        spread = values["spread"]
        found.append((EffectKind(spread["kind"]), Spread(tuple(spread["shares"])) if "shares" in spread else Spread()))
    return tuple(found)


def _amount(values: dict[str, Any], kind: EffectKind) -> Amount:
    written = values[kind.value]
    if isinstance(written, dict):
        return Amount.unknown(written["unknown"])
    return parse_amount(written)
