"""What the accessibility statement says was tested. The browser tests go by these values, so that it stays true."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tested:
    """How every page is tested. rules: axe's names of its sets of rules. widths: of the window, in CSS pixels."""

    rules: tuple[str, ...]
    widths: tuple[int, ...]
    schemes: tuple[str, ...]
    reviewed_on: date
    """When a person last went through the statement and what it rests on."""


TESTED = Tested(
    rules=("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    widths=(1280, 320),
    schemes=("light", "dark"),
    reviewed_on=date(2026, 11, 22),
)
