"""What people write for an amount, read into kronor (DESIGN 3.1, 3.8). The inverse of Amount's own text.

Whoever writes English has decimals after a point or a comma, and may group thousands with the other. A single mark with
three figures after it ("1.200", "1,200") could be either: it is refused, not guessed at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.words import Sentence, sentence

_UNITS = {
    "kr": Unit.KR, "kronor": Unit.KR, "sek": Unit.KR,
    "tkr": Unit.TKR, "kkr": Unit.TKR, "tusen": Unit.TKR, "tusen kronor": Unit.TKR, "tusen kr": Unit.TKR,
    "mkr": Unit.MNKR, "mnkr": Unit.MNKR, "miljon": Unit.MNKR, "miljoner": Unit.MNKR,
    "miljon kronor": Unit.MNKR, "miljoner kronor": Unit.MNKR, "miljoner kr": Unit.MNKR, "milj kr": Unit.MNKR,
}  # fmt: skip
_ENGLISH_UNITS = {
    "thousand": Unit.TKR, "thousand kronor": Unit.TKR, "thousand kr": Unit.TKR, "thousand sek": Unit.TKR,
    "million": Unit.MNKR, "million kronor": Unit.MNKR, "million kr": Unit.MNKR, "million sek": Unit.MNKR,
    "ksek": Unit.TKR, "tsek": Unit.TKR, "msek": Unit.MNKR,
}  # fmt: skip
_SPACES = "\u00a0\u2009\u202f"
_DIGIT_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+|\d+")
_COULD_BE_THOUSANDS = re.compile(r"[1-9]\d{0,2}")
_LONGEST = 100
"""Longer than any amount; keeps the time of reading bounded whatever the text."""

_LARGEST_KR = 10**12
"""No municipal plan reaches a thousand milliard kronor: a larger figure is a slip."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How a language writes amounts. point: what stands before its decimals."""

    written: re.Pattern[str]
    unknown: re.Pattern[str]
    units: Mapping[str, Unit]
    point: str


def _grammar(number: str, *, about: str, to: str, unknown: str, units: Mapping[str, Unit], point: str) -> _Grammar:
    number = rf"[-\u2212]?{number}"
    written = (
        rf"(?:(?P<about>{about})\s*)?(?P<low>{number})"
        rf"(?:\s*(?:[-\u2013\u2014\u2212]|{to})\s*(?P<high>{number}))?\s*(?P<unit>[a-zåäö][a-zåäö ]*)?\.?"
    )
    return _Grammar(re.compile(written, re.IGNORECASE), re.compile(unknown, re.IGNORECASE), units, point)


_ABOUT = r"ca\.?|cirka|c:a|omkring"
_UNKNOWN = r"vet (?:ej|inte)|okän[dt]|ej känt|inte känt|ännu inte känt|oklart|\?"
_GRAMMARS = {
    "sv": _grammar(rf"\d[\d {_SPACES}.]*(?:,\d+)?", about=_ABOUT, to="till", unknown=_UNKNOWN, units=_UNITS, point=","),
    "en": _grammar(
        rf"\d(?:[\d {_SPACES}.,]*\d)?",
        about=rf"{_ABOUT}|about|around|approximately|approx\.?|circa",
        to="till|to",
        unknown=rf"{_UNKNOWN}|not (?:yet )?known|unknown|(?:do not|don['\u2019]t) know",
        units={**_UNITS, **_ENGLISH_UNITS},
        point=".",
    ),
}
"""English takes what Swedish does too: documents and colleagues say "ca" and "vet ej"."""


class UnreadableAmount(ValueError):
    """The text is no amount, or could mean two. sentence says what to write instead."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def parse_amount(text: str, default_unit: Unit | None = None, language: str = "sv") -> Amount:
    """Read "1,2 mnkr", "1200 tkr", "1 200 000", "1-1,5", "ca 3 mkr" or "vet ej"; in English also "1.2 million".

    default_unit is the unit of the plan, for figures written without one. "ca" makes the amount provisional.
    Raises UnreadableAmount where the figure is unreadable, ambiguous, or not whole kronor.
    """
    grammar = _GRAMMARS[language]
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise UnreadableAmount(
            sentence(
                "”%(text)s…” är för långt för att vara ett belopp. Skriv till exempel 1,2 mnkr.", text=text[:_LONGEST]
            )
        )
    if grammar.unknown.fullmatch(text):
        return Amount.unknown()
    found = grammar.written.fullmatch(text)
    if not found:
        raise UnreadableAmount(
            sentence(
                "”%(text)s” går inte att läsa som ett belopp. Skriv till exempel 1,2 mnkr eller 1200 tkr.", text=text
            )
        )
    low, low_decimals = _number(found["low"], language)
    high, high_decimals = _number(found["high"], language) if found["high"] else (low, low_decimals)
    decimals = max(low_decimals, high_decimals)
    whole = max(abs(low) // 10**low_decimals, abs(high) // 10**high_decimals)
    unit = _unit(found["unit"], grammar.units, default_unit, whole, text)
    low_kr, high_kr = _kronor(low, low_decimals, unit, text), _kronor(high, high_decimals, unit, text)
    if low_kr > high_kr:
        raise UnreadableAmount(
            sentence("”%(text)s” börjar med det större beloppet. Skriv det mindre först.", text=text)
        )
    return Amount(low_kr, high_kr, provisional=bool(found["about"]), unit=unit, decimals=decimals)


def _number(written: str, language: str) -> tuple[int, int]:
    """The digits as one whole number, and how many of them are decimals."""
    plain = re.sub(f"[{_SPACES}]", " ", written).strip().replace("\u2212", "-")
    sign = -1 if plain.startswith("-") else 1
    plain = plain.lstrip("-").strip()
    whole, mark, fraction = _english_parts(plain) if language == "en" else _swedish_parts(plain)
    unclear = mark == "." or language == "en"
    if unclear and len(fraction) == 3 and _COULD_BE_THOUSANDS.fullmatch(whole):
        decimals = fraction.rstrip("0")
        raise UnreadableAmount(
            sentence(
                "”%(text)s” kan betyda både %(thousands)s och %(decimals)s. Skriv det som du menar.",
                text=written.strip(),
                thousands=f"{whole} {fraction}",
                decimals=f"{whole}{_GRAMMARS[language].point}{decimals}" if decimals else whole,
            )
        )
    if not _DIGIT_GROUPS.fullmatch(whole) or (mark and not fraction.isdecimal()):
        raise UnreadableAmount(
            sentence(
                "”%(text)s” kan läsas på flera sätt. Skriv decimaler efter komma och tusental i grupper om tre: "
                "1 200,5.",
                text=written.strip(),
            )
        )
    return sign * int(whole.replace(" ", "") + fraction), len(fraction)


def _swedish_parts(plain: str) -> tuple[str, str, str]:
    """The whole number, the mark after it ("" without decimals), and the decimals."""
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?", plain):
        plain = plain.replace(".", "")
    mark = "." if re.fullmatch(r"\d+\.\d{1,2}|[1-9]\d{0,2}\.\d{3}", plain) else ","
    whole, mark, fraction = plain.partition(mark)
    return whole.strip(), mark, fraction


def _english_parts(plain: str) -> tuple[str, str, str]:
    """The same: decimals stand after the last mark, thousands with the other one between; marks alike are thousands."""
    marks = [each for each in plain if each in ".,"]
    if not marks:
        return plain, "", ""
    last = marks.pop()
    if last in marks:
        return plain.replace(last, " "), "", ""
    whole, mark, fraction = plain.rpartition(last)
    return whole.replace("," if last == "." else ".", " ").strip(), mark, fraction


def _unit(written: str | None, units: Mapping[str, Unit], default: Unit | None, whole: int, text: str) -> Unit:
    """The unit written, else the default where the whole number before the comma can be meant in it."""
    if written:
        unit = units.get(written.strip().lower())
        if unit is None:
            raise UnreadableAmount(
                sentence("”%(unit)s” är ingen känd enhet. Skriv kr, tkr eller mnkr.", unit=written.strip())
            )
        return unit
    if default is None:
        raise UnreadableAmount(sentence("”%(text)s” saknar enhet. Skriv kr, tkr eller mnkr efter beloppet.", text=text))
    if default is Unit.MNKR and whole >= 100_000:
        return Unit.KR
    if (default is Unit.MNKR and whole >= 1_000) or (default is Unit.TKR and whole >= 1_000_000):
        raise UnreadableAmount(
            sentence(
                "”%(text)s” är mycket för %(unit)s. Skriv kr, tkr eller mnkr efter beloppet.", text=text, unit=default
            )
        )
    return default


def _kronor(number: int, decimals: int, unit: Unit, text: str) -> int:
    kr, rest = divmod(number * unit.kronor, 10**decimals)
    if rest:
        raise UnreadableAmount(sentence("”%(text)s” är inte hela kronor. Skriv färre decimaler.", text=text))
    if abs(kr) > _LARGEST_KR:
        raise UnreadableAmount(
            sentence("”%(text)s” är för stort för att vara rätt. Kontrollera belopp och enhet.", text=text)
        )
    return int(kr)
