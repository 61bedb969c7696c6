"""The value of a row with an amount: a figure, an interval, or words for one that is not yet known."""

import re

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.rows import UNKNOWN_WORDS, Row
from tracker.documents.reading.unit import unit_in
from tracker.documents.reading.year import years_in
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount, parse_amount

_NOTE = re.compile(r"\(([^()]*)\)")
_PROVISIONAL = re.compile(r"\bny summa\b|\bpreliminär|\buppskatt|\bkan komma att|\befter analys", re.IGNORECASE)
_FIGURE_WITHOUT_UNIT = re.compile(r"\d+,\d+|(?<!\d)\d+\s*$")
_RATE = re.compile(
    r"(?:\bper|/) ?(?:år|månad|mån|vecka|dag|dygn|kvartal|timme|elev|plats|brukare|person|styck|st|barn)\b|\bårligen\b"
    r"|\bmånadsvis\b",
    re.IGNORECASE,
)
_LONGEST = 300


def row_amount(row: Row, stated: Unit | None, findings: Findings) -> Amount | None:
    """The amount of a row; None with an error where it is missing, unreadable, negative or one of several.

    stated: the unit of figures without one. A note in brackets, or words beside the figure, stay in words.
    """
    notes = [note.strip() for note in _NOTE.findall(row.label + " " + row.value)]
    bare = " ".join(_NOTE.sub(" ", row.value).split()).strip(" .;")
    if not re.search(r"\w|\?", bare) or len(bare) > _LONGEST:
        findings.error(row.line, sentence("Raden saknar belopp. Skriv till exempel 1,2 mnkr, eller ”ej känt”."))
        return None
    if not re.search(r"\d", bare):
        if not UNKNOWN_WORDS.search(bare):
            findings.warning(
                row.line,
                sentence("”%(bare)s” lästes som ännu inte känt. Skriv beloppet med siffror om det finns.", bare=bare),
            )
        return Amount.unknown(row.value)
    if _RATE.search(row.value) or any(
        "varav" in note.casefold() or mentions(note) for note in _NOTE.findall(row.value)
    ):
        findings.error(
            row.line,
            sentence(
                "”%(value)s” säger inte hela beloppet för ett år. Skriv det som ett enda belopp.", value=row.value[:60]
            ),
        )
        return None
    label = _NOTE.sub(" ", row.label)
    if mentions(label) or re.search(r"\d,\d", label):
        findings.error(row.line, sentence("Raden har flera belopp. Skriv ett belopp på varje rad."))
        return None
    return _figure(bare, unit_in(row.label) or stated, notes, row, findings)


def _figure(bare: str, default: Unit | None, notes: list[str], row: Row, findings: Findings) -> Amount | None:
    found = mentions(bare)
    beside = ""
    if found:
        beside = (bare[: found[0].start] + bare[found[-1].end :]).strip(" ,;.")
        rest = re.sub(r"(?:för |år )?\b20\d\d\b", "", beside)
        if len(found) > 1 or re.search(r"\d", rest):
            findings.error(row.line, sentence("”%(bare)s” har flera belopp. Skriv ett belopp på varje rad.", bare=bare))
            return None
    try:
        amount = found[0].amount() if found else parse_amount(bare, default)
    except UnreadableAmount as error:
        findings.error(row.line, error.sentence)
        return None
    if amount.low_kr is not None and amount.low_kr < 0:
        findings.error(
            row.line,
            sentence(
                "”%(bare)s” är negativt. Skriv en besparing utan minustecken, och en fördyring i löptexten.", bare=bare
            ),
        )
        return None
    if beside and not years_in(beside):
        findings.warning(
            row.line,
            sentence("Orden ”%(beside)s” vid beloppet sparas men räknas inte. Kontrollera beloppet.", beside=beside),
        )
    provisional = amount.provisional or bool(_PROVISIONAL.search(f"{row.label} {row.value}"))
    words = "; ".join(each for each in [*notes, beside] if each and unit_in(each) is None)
    return Amount(amount.low_kr, amount.high_kr, provisional, amount.unit, amount.decimals, words)


def row_period(row: Row, year: int, findings: Findings) -> Period:
    """The year that the row names, else the plan's; "helår" makes it what a full year gives."""
    text = f"{row.label} {row.value}"
    years = years_in(text)
    if len(years) > 1:
        findings.error(row.line, sentence("Raden nämner flera år. Skriv en rad för varje år."))
    return Period(years[0] if len(years) == 1 else year, full_year="helår" in text.casefold())
