"""Money named in a text: where it stands and what it says. Only a figure with a unit is money."""

import re
from dataclasses import dataclass

from tracker.documents.reading.written_date import written_dates
from tracker.domain.amount import Amount
from tracker.domain.written_amount import parse_amount

# Every repetition is bounded, so that a page of digits costs no more than a page of words.
_NUMBER = r"(?:\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?)"
_UNIT = (
    r"(?:mnkr|mkr|tkr|kkr|mdkr|(?:miljard(?:er)?|miljon(?:er)?|milj)(?: kronor| kr)?|tusen (?:kronor|kr)|kronor|kr|sek)"
)
_ABOUT = r"(?:ca\.?|cirka|c:a|omkring|ungefär|uppskattningsvis|drygt|knappt|nästan|runt|minst|högst|upp till)"
_MENTION = re.compile(
    rf"(?<![\w,.])(?:(?P<about>{_ABOUT}) )?(?:mellan (?P<low>{_NUMBER}) och (?P<high>{_NUMBER})"
    rf"|(?P<figures>[-\u2212]?{_NUMBER}(?:(?: ?[-\u2013\u2014\u2212] ?| till ){_NUMBER})?))"
    rf" ?(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)


_YEAR_BEFORE_SIGN = re.compile(r"(?<!\d)20\d\d(?= [-\u2212]\d)")
_UNIT_FOLLOWS = re.compile(rf" ?{_UNIT}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount of money in a text, from start to end."""

    start: int
    end: int
    written: str
    about: bool

    def amount(self) -> Amount:
        """Raises UnreadableAmount where the figure could mean two things."""
        amount = parse_amount(self.written)
        return amount.marked_provisional() if self.about else amount


def mentions(text: str) -> list[Mention]:
    """Every amount with a unit, in order. "10 mån", "43 %" and "419" are none; nor is the day or year before one.

    >>> [each.written for each in mentions("Per 2022-04-30 −1 900 tkr, år 2023 -2,2 mnkr")]
    ['−1 900 tkr', '-2,2 mnkr']
    """
    text = _without_days(text)
    return [
        Mention(
            found.start(),
            found.end(),
            f"{found['figures'] or found['low'] + '-' + found['high']} {found['unit']}",
            found["about"] is not None,
        )
        for found in _MENTION.finditer(text)
    ]


def _without_days(text: str) -> str:
    """The text with dates blotted out, as long as before: a minus behind one is a sign and makes no interval of it."""
    parts: list[str] = []
    done = 0
    for each in written_dates(text):
        if not _UNIT_FOLLOWS.match(text, each.end):
            parts += (text[done : each.start], "_" * (each.end - each.start))
            done = each.end
    return _YEAR_BEFORE_SIGN.sub("____", "".join((*parts, text[done:])))
