"""The indicators of an example's TOML file."""

from typing import Any

from tracker.domain.draft import IndicatorDraft
from tracker.domain.indicator import Better, Measured, Occasion, Said
from tracker.domain.written_value import parse_value


def indicator_from(values: dict[str, Any]) -> IndicatorDraft:
    """indicator = { unit = "percent", better = "higher", years = { 2021 = { target = "85", outcome = "78" } } }."""
    measured = Measured(values["unit"])
    return IndicatorDraft(
        measured=measured,
        better=Better(values["better"]),
        followed_up=tuple(Occasion(each) for each in values.get("followed_up", list(Occasion))),
        measured_from=values.get("measured_from"),
        values=tuple(
            (said, int(year), parse_value(each[said.value], measured))
            for year, each in values.get("years", {}).items()
            for said in Said
            if said.value in each
        ),
    )
