"""Lines that are rows of the plan: an amount behind a label, or the dates of reports."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.reading.labels import REPORT, TOTAL, effect_kind
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Line
from tracker.documents.reading.written_date import written_dates

UNKNOWN_WORDS = re.compile(
    r"(?:ny )?summa (?:ges|anges|kommer)|ges efter|efter (?:genomförd )?analys|vet (?:ej|inte)|oklart|okän[dt]"
    r"|(?:ej|inte|ännu inte) (?:känt|känd|beräkna[dt]|klart?)|återkommer|under utredning|utreds"
    r"|kan (?:ej|inte) beräknas|\?",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:åtgärds)?(?:ansvarig|ägare)(?: (?:chef|person|tjänsteperson|tjänsteman))?", re.IGNORECASE)
_STATUS = re.compile(r"status", re.IGNORECASE)
_SPLIT = re.compile(r"\t|:(?=\s|$)")
_OFFICIAL = re.compile(r"prognos|beslutad|beräknad|förväntad|uppskattad", re.IGNORECASE)
"""Words that open a row even where the amount was forgotten; "Besparing" alone may as well be a heading."""
_WORDS_AFTER_AMOUNT = 3
_WORDS_IN_LABEL = 14
_CELLS_OF_PART = 2
_LONGEST_PART = 300


class RowKind(StrEnum):
    """What a row states."""

    EFFECT = "effect"
    TOTAL = "total"
    REPORT = "report"
    OWNER = "owner"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. value: what stands for the amount, "" where it is missing; of a report row it is the whole text.

    part: the part of a measure that it is about, by its number or title, where it names one before its label.
    """

    kind: RowKind
    line: int
    label: str
    value: str
    part: str = ""


def row_of(line: Line) -> Row | None:
    """The row that a line is, or None for a line of prose."""
    text = line.text
    if REPORT.match(text):
        return Row(RowKind.REPORT, line.number, text, text) if _reports(text) else None
    if (named := _named(line)) is not None or (named := _of_part(line)) is not None:
        return named
    if effect_kind(text):
        kind = RowKind.EFFECT
    elif TOTAL.match(text):
        kind = RowKind.TOTAL
    else:
        return None
    parted = _parted(line)
    if parted is None or (kind is RowKind.TOTAL and not re.search(r"\d", parted[1])):
        return None
    return Row(kind, line.number, *parted)


def _named(line: Line) -> Row | None:
    """The row that says who answers for a measure, or how far it has come: "Ansvarig: Eva Ek"."""
    label, parted, value = "\t".join(line.cells).replace(":", "\t", 1).partition("\t")
    value = " ".join(value.split())
    for rule, kind in ((_OWNER, RowKind.OWNER), (_STATUS, RowKind.STATUS)):
        if parted and value and rule.fullmatch(label.strip()):
            return Row(kind, line.number, label.strip(), value)
    return None


def _of_part(line: Line) -> Row | None:
    """The row of a part, in two cells: "2a: Prognos utebliven kostnad 2019" and the amount."""
    if len(line.cells) != _CELLS_OF_PART:
        return None
    part, parted, label = line.cells[0].rpartition(": ")
    if not parted or len(part) > _LONGEST_PART:
        return None
    if _STATUS.fullmatch(label):
        return Row(RowKind.STATUS, line.number, label, line.cells[1], part)
    return Row(RowKind.EFFECT, line.number, label, line.cells[1], part) if effect_kind(label) else None


def _reports(text: str) -> bool:
    """Whether it names a date or is too short to be a sentence: a row whose date has been forgotten is still a row."""
    if written_dates(text) or re.search(r"\d{4}", text):
        return True
    return len(text.split()) <= 6 and not text.endswith(".") and bool(re.search(r"\d|nämnd", text, re.IGNORECASE))


def _parted(line: Line) -> tuple[str, str] | None:
    """Label and value: parted by a tab, a colon, or where the amount begins; None for a sentence."""
    marked = "\t".join(line.cells)
    cuts = list(_SPLIT.finditer(marked))
    if cuts:
        label, value = marked[: cuts[-1].start()], marked[cuts[-1].end() :]
        if len(label.split()) > 3 * _WORDS_IN_LABEL:
            return None
        return " ".join(label.split()).rstrip(":").rstrip(), value.strip()
    text = line.text
    found = mentions(text)
    if found:
        after = re.sub(r"\([^()]*\)", " ", text[found[-1].end :]).strip(" .")
        sentence = len(after.split()) > _WORDS_AFTER_AMOUNT or len(text[: found[0].start].split()) > _WORDS_IN_LABEL
        return None if sentence else (text[: found[0].start].strip(), text[found[0].start :])
    unknown = UNKNOWN_WORDS.search(re.sub(r"\([^()]*\)", lambda hidden: "_" * len(hidden[0]), text))
    if unknown and len(text.split()) <= _WORDS_IN_LABEL:
        return text[: unknown.start()].strip(), text[unknown.start() :]
    if text.endswith(".") or len(text.split()) > _WORDS_IN_LABEL:
        return None
    figure = re.search(r"(?<= )[-\u2212]?\d[\d .,\u2013-]*$", text)
    if figure and not re.fullmatch(r"20\d\d", figure[0]):
        return text[: figure.start()].strip(), figure[0]
    return (text, "") if _OFFICIAL.match(text) else None
