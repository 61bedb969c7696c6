"""One cell as an amount, a name or a status. What cannot be read for sure is not read, and said."""

import re

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import one_line
from tracker.documents.reading.row_amount import row_amount
from tracker.documents.reading.rows import UNKNOWN_WORDS, Row, RowKind
from tracker.documents.reading.written_date import written_dates
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.words import Sentence, sentence

NOTHING = re.compile(r"[-–—−.·\s]*|inge[nt]|inga|n/?a|ej aktuellt|ingen effekt", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<=[\w)])[*†¹²³⁰-⁹]+$")
_DASH_AS_MINUS = re.compile(r"^[–—] ?(?=\d)")
_NEGATIVE = re.compile(r"^[-−] ?\d")
_IN_BRACKETS = re.compile(r"\( ?[\d ,.]+ ?\)(?: ?\w+)?")
_ENGLISH_THOUSANDS = re.compile(r"^[-−]?\d{1,3}(?:,\d{3})+(?!\d)")
_ELSEWHERE = re.compile(r"^\(?(?:se|ingår|inräknad|inkluder|jfr)\b", re.IGNORECASE)
_BARE = re.compile(r"(?:ca\.?|cirka|c:a)? ?[-−]?\d[\d ,.]*(?: ?(?:[-–—−]|till) ?\d[\d ,.]*)?", re.IGNORECASE)


def figure_text(cell: str) -> str:
    """The cell on one line, without marks of footnotes, with a real minus.

    >>> figure_text("1 200*"), figure_text("–500"), figure_text("–")
    ('1 200', '−500', '–')
    """
    text = _NOTE_MARK.sub("", one_line(cell)).strip()
    return _DASH_AS_MINUS.sub("\N{MINUS SIGN}", text)


def is_figure(text: str) -> bool:
    """Whether the cell holds a figure that could be an amount."""
    return bool(re.search(r"\d", text)) and not _ELSEWHERE.match(text)


def lacks_unit(text: str) -> bool:
    """Whether it is a bare figure or interval, that means nothing without the column's unit."""
    return _BARE.fullmatch(text) is not None


def is_negative(text: str) -> bool:
    return _NEGATIVE.match(text) is not None


def cell_amount(text: str, unit: Unit | None, line: int, findings: Findings) -> Amount | None:
    """The amount of a cell that figure_text has tidied; None where it has none, or none that is sure, which is told.

    unit: of a figure without one. A per cent, a date or a figure in brackets is no amount: an error, as the document
    has an amount there that would be missing.
    """
    if NOTHING.fullmatch(text):
        return None
    if not is_figure(text):
        if UNKNOWN_WORDS.search(text) and not _ELSEWHERE.match(text):
            return Amount.unknown(text)
        findings.warning(
            line,
            sentence("”%(text)s” lästes inte som ett belopp. Skriv det med siffror om det är ett.", text=_short(text)),
        )
        return None
    problem = _problem(text, unit)
    if problem is not None:
        findings.error(line, problem)
        return None
    return row_amount(Row(RowKind.EFFECT, line, "", text), unit, findings)


def _problem(text: str, unit: Unit | None) -> Sentence | None:
    """Why a figure is no amount, and what to do; None where it may be one."""
    short = _short(text)
    if "%" in text or re.search(r"\bprocent", text):
        return sentence("”%(text)s” är en andel och inget belopp. Skriv beloppet i kronor eller ”ej känt”.", text=short)
    if written_dates(text):
        return sentence(
            "”%(text)s” är ett datum och inget belopp. Skriv beloppet i kronor eller ”ej känt”.", text=short
        )
    if _IN_BRACKETS.fullmatch(text):
        return sentence("”%(text)s” står inom parentes och kan vara minus. Skriv beloppet utan parentes.", text=short)
    if _ENGLISH_THOUSANDS.match(text) and (unit is not Unit.MNKR or text.count(",") > 1):
        return sentence(
            "”%(text)s” kan läsas på flera sätt. Skriv decimaler efter komma och tusental i grupper om tre: 1 200,5.",
            text=short,
        )
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
