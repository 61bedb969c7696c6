"""Values of indicators as people write them: "85", "3,7 %", "180 dagar", "ja", "vet ej"; in English "3.7%", "yes"."""

import re

from tracker.domain.indicator import Measured, Value
from tracker.domain.words import Sentence, said, sentence

_UNKNOWN = re.compile(
    r"(vet ej|ej mätt|inte mätt( än)?|ännu inte mätt|okänt|not measured( yet)?|not known|unknown|don.t know)",
    re.IGNORECASE,
)
# A point before exactly three digits may set thousands apart in Swedish, as a comma does in English.
_FIGURE = {
    "sv": re.compile(
        r"(?P<sign>[-\u2212]?)(?P<whole>\d{1,3}(?: \d{3})+|\d+)"
        r"(?:(?:,|\.(?!\d{3}(?!\d)))(?P<fraction>\d{1,6}))?(?![.,]?\d)"
    ),
    "en": re.compile(
        r"(?P<sign>[-\u2212]?)(?P<whole>\d{1,3}(?:[ ,]\d{3})+|\d+)(?:[.,](?P<fraction>\d{1,6}))?(?![.,]?\d)"
    ),
}
_AFTER = {
    Measured.NUMBER: re.compile(r"\s*(st|stycken)?$", re.IGNORECASE),
    Measured.PERCENT: re.compile(r"\s*(%|procent|per cent|percent)?$", re.IGNORECASE),
    Measured.DAYS: re.compile(r"\s*(dagar|dag|days?|d)?$", re.IGNORECASE),
}
_YES_NO = {"ja": 1, "nej": 0, "yes": 1, "no": 0}
_WRITE = {
    Measured.NUMBER: said("”%(written)s” är inget antal. Skriv till exempel 145, eller ”vet ej”."),
    Measured.PERCENT: said("”%(written)s” är ingen andel. Skriv till exempel 3,7 %%, eller ”vet ej”."),
    Measured.DAYS: said("”%(written)s” är inget antal dagar. Skriv till exempel 180, eller ”vet ej”."),
    Measured.YES_NO: said("”%(written)s” är varken ja eller nej. Skriv ja, nej eller ”vet ej”."),
}
_LARGEST_DIGITS = 12


class UnreadableValue(ValueError):
    """The text is no value of that sort. sentence says what to write instead."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def parse_value(text: str, measured: Measured, language: str = "sv") -> Value:
    """Read what was written of an indicator, by somebody who reads that language. Raises UnreadableValue.

    >>> parse_value("3,7 %", Measured.PERCENT), parse_value("Ja", Measured.YES_NO), parse_value("vet ej", Measured.DAYS)
    (Value(number=37, decimals=1), Value(number=1, decimals=0), Value(number=None, decimals=0))
    >>> parse_value("1,250", Measured.NUMBER, "en"), parse_value("3.7", Measured.PERCENT)
    (Value(number=1250, decimals=0), Value(number=37, decimals=1))
    """
    plain = " ".join(text.replace("\u2009", " ").replace("\u202f", " ").split())
    if _UNKNOWN.fullmatch(plain):
        return Value(None)
    if measured is Measured.YES_NO:
        if plain.lower() in _YES_NO:
            return Value(_YES_NO[plain.lower()])
    elif (found := _FIGURE[language].match(plain)) and _AFTER[measured].fullmatch(plain[found.end() :]):
        fraction = found["fraction"] or ""
        digits = re.sub("[ ,]", "", found["whole"]) + fraction
        if len(digits) <= _LARGEST_DIGITS:
            return Value(-int(digits) if found["sign"] else int(digits), len(fraction))
    raise UnreadableValue(sentence(_WRITE[measured], written=plain[:40]))
