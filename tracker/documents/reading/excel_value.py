"""The value of an Excel cell as text, so that it reads as what the sheet shows and loses no figure."""

import re
from datetime import date, datetime, time
from decimal import Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
_UNIT = re.compile(r"\b(?:mnkr|mkr|tkr|kkr|kronor|kr|sek)\b", re.IGNORECASE)


def written(value: object, number_format: str) -> str:
    """A number with a decimal comma and the unit that its format shows, a date as 2019-06-12, a text as it is.

    >>> written(1200.5, "General"), written(0.05, "0%"), written(1200000, '#,##0, "tkr"')
    ('1200,5', '5 %', '1200 tkr')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    """As the format shows it but for rounding: per cent, thousands that it hides, and a unit in its text."""
    shape = number_format.split(";", maxsplit=1)[0]
    shown = " ".join(part for found in _LITERAL.findall(shape) for part in found if part)
    bare = _BRACKETS.sub("", _LITERAL.sub("", shape))
    figure = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    hidden = _THOUSANDS.search(bare)
    if hidden:
        figure = figure.scaleb(-3 * len(hidden[1]))
    if "%" in bare:
        figure = figure * 100
    digits = format(figure, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    unit = _UNIT.search(shown)
    return digits.replace(".", ",") + (" %" if "%" in bare else f" {unit[0]}" if unit else "")
