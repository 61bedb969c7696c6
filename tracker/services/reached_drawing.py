"""How many indicators had reached their targets at each meeting, drawn to scale and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.indicator import Reached
from tracker.domain.measure import Standing
from tracker.services.plan_figures import svg_percent
from tracker.services.plan_progress import progress

_WHOLE = 1000
_ROW, _LABEL_AT, _BAR_AT = 44, 14, 20
_DRAWN = {Reached.REACHED: "covered", Reached.MISSED: "covered-spread"}
"""How each is filled; what is not measured stays empty inside the frame."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where and how far, as SVG says it. style: its class in the style sheet."""

    start: str
    length: str
    style: str


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """The plan as a committee saw it, or as it is now. counts: how many of its indicators stand how, each state."""

    when: str
    indicators: int
    counts: dict[Reached, int]
    stretches: tuple[Stretch, ...]
    label_y: int
    bar_y: int

    @property
    def reached(self) -> int:
        return self.counts[Reached.REACHED]


@dataclass(frozen=True, slots=True)
class ReachedDrawing:
    """height: in pixels."""

    rows: tuple[ReachedRow, ...]
    height: int


def reached_drawing(points: Sequence[tuple[str, Sequence[Standing]]]) -> ReachedDrawing | None:
    """points: when, in words, and how the rows stood, the last now; None where there is no indicator now."""
    rows = tuple(_row(when, standings, place) for place, (when, standings) in enumerate(points))
    return ReachedDrawing(rows, len(rows) * _ROW) if rows and rows[-1].indicators else None


def _row(when: str, standings: Sequence[Standing], place: int) -> ReachedRow:
    found = progress(standings)
    counts = dict.fromkeys(Reached, 0) | dict(found.reached)
    stretches, at = [], 0
    for state, style in _DRAWN.items():
        length = counts[state] * _WHOLE // max(1, found.indicators)
        if length:
            stretches.append(Stretch(svg_percent(at), svg_percent(length), style))
        at += length
    label_y, bar_y = place * _ROW + _LABEL_AT, place * _ROW + _BAR_AT
    return ReachedRow(when, found.indicators, counts, tuple(stretches), label_y, bar_y)
