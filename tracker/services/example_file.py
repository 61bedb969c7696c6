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
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.domain.written_amount import parse_amount


def draft_from(values: dict[str, Any]) -> PlanDraft:
    """The [plan] of an example file; amounts are written as people write them ("1,2 mnkr")."""
    dates = tuple(values["report_dates"])
    year = values["year"]
    return PlanDraft(
        title=values["title"],
        committee=values["committee"],
        year=year,
        unit=Unit(values["unit"]),
        summary=values["summary"],
        targets=tuple(
            TargetDraft(parse_amount(each["amount"]), each["as_of"], each["label"]) for each in values["targets"]
        ),
        presuppositions=tuple(
            PresuppositionDraft(each["label"], parse_amount(each["amount"]), each.get("measure"))
            for each in values["presuppositions"]
        ),
        measures=tuple(_measure(each, year, dates) for each in values["measures"]),
        stated_totals=tuple(
            StatedTotalDraft(each["label"], parse_amount(each["amount"]), dates) for each in values["stated_totals"]
        ),
    )


def _measure(values: dict[str, Any], year: int, dates: tuple[date, ...]) -> MeasureDraft:
    return MeasureDraft(
        number=values.get("number", ""),
        title=values["title"],
        description=values.get("description", ""),
        effects=tuple(
            EffectDraft(kind, Period(year), _amount(values, kind)) for kind in EffectKind if kind.value in values
        ),
        report_dates=dates if values.get("reported", False) else (),
        sub_measures=tuple(_measure(each, year, ()) for each in values.get("parts", [])),
        owner_email=values.get("owner"),
        unit=values.get("unit", ""),
        status=Status(values.get("status", "not_started")),
    )


def _amount(values: dict[str, Any], kind: EffectKind) -> Amount:
    written = values[kind.value]
    if isinstance(written, dict):
        return Amount.unknown(written["unknown"])
    return parse_amount(written)
