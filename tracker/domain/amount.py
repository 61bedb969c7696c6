"""Amounts that may be exact, an interval or not yet known, and their sums (DESIGN 3.1 and 3.2).

An amount that nobody claims (absent) is None where an Amount could stand; it is neither zero nor unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.domain.money import EN_DASH, NO_BREAK_SPACE, Unit, format_number

_NOT_KNOWN = {"sv": "ännu inte känt", "en": "not yet known"}
_MEASURES = {"sv": ("åtgärd", "åtgärder"), "en": ("measure", "measures")}
_WITHOUT_AMOUNT = {"sv": "utan belopp", "en": "without an amount"}


@dataclass(frozen=True, slots=True)
class Amount:
    """Kronor from low to high, or not yet known (both None); with the unit and decimals it was written in.

    words: what the source says instead of a figure, or beside it ("Summa ges efter analysen").
    Raises ValueError for an interval turned round or half known.
    """

    low_kr: int | None
    high_kr: int | None
    provisional: bool = False
    unit: Unit = Unit.KR
    decimals: int = 0
    words: str = ""

    def __post_init__(self) -> None:
        if (self.low_kr is None) != (self.high_kr is None):
            raise ValueError("an amount is known at both ends or at neither")
        if self.low_kr is not None and self.high_kr is not None and self.low_kr > self.high_kr:
            raise ValueError(f"interval from {self.low_kr} to {self.high_kr} is turned round")

    @classmethod
    def exact(cls, kr: int, unit: Unit = Unit.KR, decimals: int | None = None) -> "Amount":
        """One figure; decimals default to the fewest that lose nothing."""
        return cls(kr, kr, unit=unit, decimals=unit.exact_decimals(kr) if decimals is None else decimals)

    @classmethod
    def unknown(cls, words: str = "") -> "Amount":
        """The source expects an amount but gives none yet."""
        return cls(None, None, words=words)

    @property
    def known(self) -> bool:
        return self.low_kr is not None

    @property
    def is_interval(self) -> bool:
        return self.low_kr != self.high_kr

    def marked_provisional(self) -> "Amount":
        """The same amount, counted as before but marked."""
        return replace(self, provisional=True)

    def same_value_as(self, other: "Amount | None") -> bool:
        """Whether both say the same kronor as firmly; how they are written does not matter."""
        mine = (self.low_kr, self.high_kr, self.provisional)
        return other is not None and mine == (other.low_kr, other.high_kr, other.provisional)

    @property
    def as_written(self) -> str:
        """As a person would write it in a field, so that it reads back as the same amount.

        >>> Amount.exact(300_000, Unit.MNKR, 1).marked_provisional().as_written
        'ca 0,3\\xa0mnkr'
        """
        return f"ca {self}" if self.provisional and self.known else str(self)

    def __str__(self) -> str:
        """As it was written.

        >>> str(Amount.exact(1_200_000, Unit.MNKR, 1)), str(Amount(10_000_000, 15_000_000, False, Unit.MNKR, 1))
        ('1,2\\xa0mnkr', '10,0–15,0\\xa0mnkr')
        """
        return self.written("sv")

    def written(self, language: str) -> str:
        """As it was written, for a reader of that language ("sv" or "en"); the source's words stay as they are.

        >>> Amount.exact(1_200_000, Unit.MNKR, 1).written("en"), Amount.unknown().written("en")
        ('1.2\\xa0mnkr', 'not yet known')
        """
        if self.low_kr is None or self.high_kr is None:
            return self.words or _NOT_KNOWN[language]
        return format_span(self.low_kr, self.high_kr, self.unit, self.decimals, language)


def format_span(low_kr: int, high_kr: int, unit: Unit, decimals: int, language: str = "sv") -> str:
    """One figure, or two with an en dash between, and the unit.

    >>> format_span(1_000_000, 1_500_000, Unit.MNKR, 1)
    '1,0–1,5\\xa0mnkr'
    """
    low = format_number(low_kr, unit, decimals, language)
    if low_kr == high_kr:
        return f"{low}{NO_BREAK_SPACE}{unit}"
    return f"{low}{EN_DASH}{format_number(high_kr, unit, decimals, language)}{NO_BREAK_SPACE}{unit}"


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of amounts: an interval in kronor, how many items are not yet known, and whether any is provisional."""

    low_kr: int = 0
    high_kr: int = 0
    unknown: int = 0
    provisional: bool = False

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.low_kr + other.low_kr,
            self.high_kr + other.high_kr,
            self.unknown + other.unknown,
            self.provisional or other.provisional,
        )

    @classmethod
    def of(cls, amounts: Iterable[Amount | None]) -> "Total":
        """The sum end by end (DESIGN 3.2). Absent amounts (None) are left out; unknown ones are counted as items."""
        low_kr = high_kr = unknown = 0
        provisional = False
        for amount in amounts:
            if amount is None:
                continue
            if amount.low_kr is None or amount.high_kr is None:
                unknown += 1
                continue
            low_kr += amount.low_kr
            high_kr += amount.high_kr
            provisional = provisional or amount.provisional
        return cls(low_kr, high_kr, unknown, provisional)

    def in_unit(self, unit: Unit, decimals: int) -> "WrittenTotal":
        """To be written by whoever knows the language."""
        return WrittenTotal(self, unit, decimals)

    def format(self, unit: Unit, decimals: int, language: str = "sv", items: tuple[str, str] | None = None) -> str:
        """With the items that have no amount yet. items: what one and many are called, where not measures.

        >>> Total(2_500_000, 2_500_000, 1).format(Unit.MNKR, 1)
        '2,5\\xa0mnkr + 1 åtgärd utan belopp'
        """
        figure = format_span(self.low_kr, self.high_kr, unit, decimals, language)
        if not self.unknown:
            return figure
        one, many = items or _MEASURES[language]
        return f"{figure} + {self.unknown} {one if self.unknown == 1 else many} {_WITHOUT_AMOUNT[language]}"


@dataclass(frozen=True, slots=True)
class WrittenTotal:
    """A sum in a unit, with its decimals. str() is the Swedish."""

    total: Total
    unit: Unit
    decimals: int

    def __str__(self) -> str:
        return self.written("sv")

    def written(self, language: str) -> str:
        """For a reader of that language ("sv" or "en")."""
        return self.total.format(self.unit, self.decimals, language)
