"""What people write for an amount, read into kronor (DESIGN 3.1, 3.8). The inverse of Amount's own text."""

import re

from tracker.domain.amount import Amount
from tracker.domain.money import Unit

_UNITS = {
    "kr": Unit.KR, "kronor": Unit.KR, "sek": Unit.KR,
    "tkr": Unit.TKR, "kkr": Unit.TKR, "tusen": Unit.TKR, "tusen kronor": Unit.TKR, "tusen kr": Unit.TKR,
    "mkr": Unit.MNKR, "mnkr": Unit.MNKR, "miljon": Unit.MNKR, "miljoner": Unit.MNKR,
    "miljon kronor": Unit.MNKR, "miljoner kronor": Unit.MNKR, "miljoner kr": Unit.MNKR, "milj kr": Unit.MNKR,
}  # fmt: skip
_NUMBER = r"[-\u2212]?\d[\d \u00a0\u2009\u202f.]*(?:,\d+)?"
_WRITTEN = re.compile(
    rf"(?P<about>ca\.?|cirka|c:a|omkring)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:[-\u2013\u2014\u2212]|till)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[a-zåäö][a-zåäö ]*)?\.?",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"vet (ej|inte)|okän[dt]|ej känt|inte känt|ännu inte känt|oklart|unknown|not known|\?", re.IGNORECASE
)
_DIGIT_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+|\d+")
_LONGEST = 100
"""Longer than any amount; keeps the time of reading bounded whatever the text."""

_LARGEST_KR = 10**12
"""No municipal plan reaches a thousand milliard kronor: a larger figure is a slip."""


class UnreadableAmount(ValueError):
    """The text is no amount, or could mean two. The message, in Swedish, says what to write instead."""


def parse_amount(text: str, default_unit: Unit | None = None) -> Amount:
    """Read "1,2 mnkr", "1200 tkr", "1 200 000", "1-1,5", "ca 3 mkr" or "vet ej".

    default_unit is the unit of the plan, for figures written without one. "ca" makes the amount provisional.
    Raises UnreadableAmount where the figure is unreadable, ambiguous, or not whole kronor.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise UnreadableAmount(
            f"”{text[:_LONGEST]}…” är för långt för att vara ett belopp. Skriv till exempel 1,2 mnkr."
        )
    if _UNKNOWN.fullmatch(text):
        return Amount.unknown()
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise UnreadableAmount(
            f"”{text}” går inte att läsa som ett belopp. Skriv till exempel 1,2 mnkr eller 1200 tkr."
        )
    low, low_decimals = _number(found["low"])
    high, high_decimals = _number(found["high"]) if found["high"] else (low, low_decimals)
    decimals = max(low_decimals, high_decimals)
    whole = max(abs(low) // 10**low_decimals, abs(high) // 10**high_decimals)
    unit = _unit(found["unit"], default_unit, whole, text)
    low_kr, high_kr = _kronor(low, low_decimals, unit, text), _kronor(high, high_decimals, unit, text)
    if low_kr > high_kr:
        raise UnreadableAmount(f"”{text}” börjar med det större beloppet. Skriv det mindre först.")
    return Amount(low_kr, high_kr, provisional=bool(found["about"]), unit=unit, decimals=decimals)


def _number(written: str) -> tuple[int, int]:
    """The digits as one whole number, and how many of them are decimals."""
    plain = re.sub("[\u00a0\u2009\u202f]", " ", written).strip().replace("\u2212", "-")
    sign = -1 if plain.startswith("-") else 1
    plain = plain.lstrip("-").strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?", plain):
        plain = plain.replace(".", "")
    elif re.fullmatch(r"\d+\.\d{1,2}", plain):
        plain = plain.replace(".", ",")
    whole, _, fraction = plain.partition(",")
    if not _DIGIT_GROUPS.fullmatch(whole.strip()):
        raise UnreadableAmount(
            f"”{written.strip()}” kan läsas på flera sätt. "
            "Skriv decimaler efter komma och tusental i grupper om tre: 1 200,5."
        )
    return sign * int(whole.replace(" ", "") + fraction), len(fraction)


def _unit(written: str | None, default: Unit | None, whole: int, text: str) -> Unit:
    """The unit written, else the default where the whole number before the comma can be meant in it."""
    if written:
        unit = _UNITS.get(written.strip().lower())
        if unit is None:
            raise UnreadableAmount(f"”{written.strip()}” är ingen känd enhet. Skriv kr, tkr eller mnkr.")
        return unit
    if default is None:
        raise UnreadableAmount(f"”{text}” saknar enhet. Skriv kr, tkr eller mnkr efter beloppet.")
    if default is Unit.MNKR and whole >= 100_000:
        return Unit.KR
    if (default is Unit.MNKR and whole >= 1_000) or (default is Unit.TKR and whole >= 1_000_000):
        raise UnreadableAmount(f"”{text}” är mycket för {default}. Skriv kr, tkr eller mnkr efter beloppet.")
    return default


def _kronor(number: int, decimals: int, unit: Unit, text: str) -> int:
    kr, rest = divmod(number * unit.kronor, 10**decimals)
    if rest:
        raise UnreadableAmount(f"”{text}” är inte hela kronor. Skriv färre decimaler.")
    if abs(kr) > _LARGEST_KR:
        raise UnreadableAmount(f"”{text}” är för stort för att vara rätt. Kontrollera belopp och enhet.")
    return int(kr)
