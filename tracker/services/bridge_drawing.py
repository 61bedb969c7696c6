"""The bridge from target to gap, drawn to scale: a row for each step, its bar from level to level."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.bridge import BridgeStep, StepKind, gathered
from tracker.domain.money import round_half_up
from tracker.language import gettext as _
from tracker.services.plan_figures import svg_percent

MOST_STEPS = 24
"""More than these are drawn together: the table beside has them all."""
_ROW = 44
_WHOLE = 1000
_LABEL_AT, _BAR_AT, BAR_HEIGHT = 14, 20, 14
_NARROW, _BROAD = 44, 100
"""Letters that fit on a row, amount included, on a phone, and on a desk."""
_LONGEST_NARROW, _LONGEST_BROAD = 32, 70


@dataclass(frozen=True, slots=True)
class Bar:
    """From where and how far, as SVG says it. spread: only between the lowest and the highest forecast."""

    start: str
    length: str
    spread: bool


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One step. narrow: its label on a phone; own: the label is the municipality's own.

    The *_y, joint_from and joint_to are pixels from the top.

    joint: where the level goes on to the next row, "" at the end.
    """

    kind: StepKind
    label: str
    narrow: str
    own: bool
    amount: str
    bars: tuple[Bar, ...]
    label_y: int
    bar_y: int
    joint: str
    joint_from: int
    joint_to: int


@dataclass(frozen=True, slots=True)
class BridgeDrawing:
    """height: in pixels. zero: where nothing is left to cover, "" where that is the edge."""

    rows: tuple[BridgeRow, ...]
    height: int
    zero: str


def more_measures(count: int) -> str:
    """What several measures are called where they are drawn as one."""
    return _("%(count)s till, se tabellen", count=count)


def bridge_drawing(steps: Sequence[BridgeStep]) -> BridgeDrawing | None:
    """Drawn at the upper level of each step, with the spread down to the lower one; None where there is no bridge."""
    if not steps:
        return None
    stretches, levels, level = [], [0], 0
    drawn = gathered(steps, MOST_STEPS, more_measures)
    for step in drawn:
        base = 0 if step.kind.is_end else level
        low, high = base + (step.low_kr or 0), base + (step.high_kr or 0)
        stretches.append(_stretches(base, low, high))
        level = high
        levels.append(level)
    ends = [end for each in stretches for low, high, _ in each for end in (low, high)]
    scale = _Scale(min(0, *ends), max(1, *ends))
    rows = [
        BridgeRow(
            kind=step.kind,
            label=_cut(step.label, min(_LONGEST_BROAD, _BROAD - len(step.amount))),
            narrow=_cut(step.label, min(_LONGEST_NARROW, _NARROW - len(step.amount))),
            own=step.kind is StepKind.MEASURE and step in steps,
            amount=step.amount,
            bars=tuple(scale.bar(*each) for each in stretches[index]),
            label_y=index * _ROW + _LABEL_AT,
            bar_y=index * _ROW + _BAR_AT,
            joint=scale.at(levels[index + 1]) if index + 1 < len(drawn) else "",
            joint_from=index * _ROW + _BAR_AT + BAR_HEIGHT,
            joint_to=(index + 1) * _ROW + _BAR_AT,
        )
        for index, step in enumerate(drawn)
    ]
    return BridgeDrawing(tuple(rows), len(rows) * _ROW, scale.at(0) if scale.low else "")


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int

    def at(self, kr: int) -> str:
        return svg_percent(self._per_mille(kr))

    def bar(self, low: int, high: int, spread: bool) -> Bar:
        start = self._per_mille(low)
        return Bar(svg_percent(start), svg_percent(self._per_mille(high) - start), spread)

    def _per_mille(self, kr: int) -> int:
        return round_half_up((kr - self.low) * _WHOLE, self.high - self.low)


def _stretches(base: int, low: int, high: int) -> list[tuple[int, int, bool]]:
    """What is sure, from the base to the nearer end; and the spread between the ends.

    >>> _stretches(10, 7, 8), _stretches(0, 5, 5), _stretches(10, 10, 10)
    ([(8, 10, False), (7, 8, True)], [(0, 5, False)], [])
    """
    nearer = sorted((base, low, high))[1] if not low <= base <= high else base
    found = [(min(base, nearer), max(base, nearer), False), (low, high, True)]
    return [each for each in found if each[0] != each[1]]


def _cut(label: str, longest: int) -> str:
    """Between words where it is too long; the table has the whole.

    >>> _cut("2. Rätten till ekonomiskt bistånd", 20)
    '2. Rätten till…'
    """
    if len(label) <= longest:
        return label
    whole_words = label[:longest].rsplit(" ", 1)[0].rstrip(" ,.;:-")
    return f"{whole_words if len(whole_words) > longest // 2 else label[: longest - 1]}…"
