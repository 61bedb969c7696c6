"""Kronor as whole numbers, and how Swedish writes them (DESIGN 3.1 and 3.8); English differs in the decimal point.

language: "sv" or "en". The units are the document's own words in both.
"""

from enum import StrEnum

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
_POINT = {"sv": ",", "en": "."}
_PER_CENT = {"sv": f"{NO_BREAK_SPACE}%", "en": "%"}


class Unit(StrEnum):
    """A unit that amounts are written in."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def kronor(self) -> int:
        """How many kronor one of the unit is."""
        return {Unit.KR: 1, Unit.TKR: 1_000, Unit.MNKR: 1_000_000}[self]

    @property
    def usual_decimals(self) -> int:
        """Decimals shown where nobody has written the amount in this unit before."""
        return 1 if self is Unit.MNKR else 0

    def exact_decimals(self, kr: int) -> int:
        """The fewest decimals that write kr in this unit without rounding it.

        >>> Unit.MNKR.exact_decimals(1_250_000)
        2
        """
        rest, places = abs(kr) % self.kronor, len(str(self.kronor)) - 1
        while places and rest % 10 == 0:
            rest, places = rest // 10, places - 1
        return places


def sum_decimals(unit: Unit, *kr: int) -> int:
    """Decimals that show these sums without rounding them away, at least the usual ones and at most three.

    >>> sum_decimals(Unit.MNKR, 2_500_000), sum_decimals(Unit.MNKR, 2_500_000, 1_250_000)
    (1, 2)
    """
    return min(3, max(unit.usual_decimals, *(unit.exact_decimals(each) for each in kr)))


def round_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to numerator / denominator, halves away from zero.

    >>> round_half_up(5, 2), round_half_up(-5, 2)
    (3, -3)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def format_number(kr: int, unit: Unit, decimals: int, language: str = "sv") -> str:
    """Kronor as a number of units, without the unit's name.

    >>> format_number(-1_250_000_000, Unit.MNKR, 1)
    '−1\\xa0250,0'
    >>> format_number(-1_250_000_000, Unit.MNKR, 1, "en")
    '−1\\xa0250.0'
    """
    scaled = round_half_up(kr * 10**decimals, unit.kronor)
    digits = str(abs(scaled)).rjust(decimals + 1, "0")
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    number = format_whole(int(whole))
    return (MINUS if scaled < 0 else "") + number + (_POINT[language] + fraction if fraction else "")


def format_kronor(kr: int, unit: Unit, decimals: int, language: str = "sv") -> str:
    """Kronor as people read them.

    >>> format_kronor(1_200_000, Unit.MNKR, 1)
    '1,2\\xa0mnkr'
    """
    return f"{format_number(kr, unit, decimals, language)}{NO_BREAK_SPACE}{unit}"


def format_per_mille_as_percent(per_mille: int, language: str = "sv") -> str:
    """A share in thousandths as per cent with one decimal.

    >>> format_per_mille_as_percent(84)
    '8,4\\xa0%'
    >>> format_per_mille_as_percent(84, "en")
    '8.4%'
    """
    whole, tenths = divmod(abs(per_mille), 10)
    return f"{MINUS if per_mille < 0 else ''}{format_whole(whole)}{_POINT[language]}{tenths}{_PER_CENT[language]}"


def format_whole(whole: int) -> str:
    """A whole number of nought or more, in groups of three.

    >>> format_whole(1250)
    '1\\xa0250'
    """
    return f"{whole:,}".replace(",", NO_BREAK_SPACE)
