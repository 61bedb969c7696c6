"""One part of the layout into one measure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.documents.reading.effects import effects_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.layout import Part
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block
from tracker.documents.reading.owner import owner_in
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.status_words import status_of
from tracker.documents.reading.sub_measures import texts_of
from tracker.documents.reading.written_date import written_dates
from tracker.domain.draft import MeasureDraft
from tracker.domain.money import Unit
from tracker.domain.status import Status
from tracker.domain.words import sentence

_LABEL_AND_AMOUNT = re.compile(r"(?:^|\t|: ?)(?:ca |cirka )?[-\u2212]?\d[\d .,\u2013-]*[a-zåäö ]{2,20}$", re.IGNORECASE)


def measure_of(part: Part, *, year: int, stated: Unit | None, findings: Findings) -> MeasureDraft:
    """The measure with its texts, effects, report dates and parts.

    year: the plan's; stated: the unit of figures without one.
    """
    number = part.heading.marker
    title, first_text = _title(part.heading)
    every = [piece for piece in part.pieces if isinstance(piece, Row)]
    rows = [row for row in every if not row.part]
    texts = texts_of(number, part.pieces)
    parts = [_with_rows(each, every, year=year, stated=stated, findings=findings) for each in texts.parts]
    _check_parts(number, texts.parts, every, findings)
    effects = effects_of(number, rows, year=year, stated=stated, findings=findings)
    _check_texts(part, has_effect=any(row.kind is RowKind.EFFECT for row in every), findings=findings)
    seen: set[str] = set()
    for each in texts.parts:
        if each.number and each.number in seen:
            findings.error(
                each.line,
                sentence("Åtgärd %(number)s finns flera gånger. Ge varje punkt en egen bokstav.", number=each.number),
            )
        seen.add(each.number)
    owner, address = owner_in(_value(rows, RowKind.OWNER))
    status, words = _status(rows, findings)
    return MeasureDraft(
        number=number,
        title=title,
        description="\n\n".join([*first_text, *texts.description]),
        effects=effects,
        report_dates=report_dates_of(rows, year, findings),
        sub_measures=tuple(parts),
        line=part.heading.line,
        owner=owner,
        owner_email=address,
        status=status,
        status_words=words,
    )


def _is_of(row: Row, part: MeasureDraft) -> bool:
    """Whether the row calls the part by its number, its title, or the beginning of it."""
    name = row.part.casefold()
    if name.endswith("…"):
        return part.title.casefold().startswith(name.rstrip("…"))
    return bool(name) and name in (part.number.casefold(), part.title.casefold())


def _with_rows(
    part: MeasureDraft, rows: Sequence[Row], *, year: int, stated: Unit | None, findings: Findings
) -> MeasureDraft:
    """The part with the amounts and the status that rows of the measure say of it."""
    own = [row for row in rows if _is_of(row, part)]
    effects = effects_of(part.number or part.title, own, year=year, stated=stated, findings=findings)
    status, words = _status(own, findings)
    return replace(part, effects=effects, status=status, status_words=words)


def _check_parts(number: str, parts: Sequence[MeasureDraft], rows: Sequence[Row], findings: Findings) -> None:
    for row in rows:
        if row.part and sum(_is_of(row, part) for part in parts) != 1:
            findings.error(
                row.line,
                sentence(
                    "”%(part)s” är inte en enda del av åtgärd %(number)s. Kontrollera vad raden hör till.",
                    part=row.part[:60],
                    number=number,
                ),
            )


def _value(rows: Sequence[Row], kind: RowKind) -> str:
    return next((row.value for row in rows if row.kind is kind), "")


def _status(rows: Sequence[Row], findings: Findings) -> tuple[Status, str]:
    """The status and the document's words for it; the status that all begin with and "" where it has none."""
    row = next((row for row in rows if row.kind is RowKind.STATUS), None)
    status = status_of(row.value) if row is not None else None
    if row is not None and status is None:
        findings.warning(
            row.line,
            sentence(
                "Statusen ”%(text)s” känns inte igen och sattes inte. Sätt den när planen är sparad.",
                text=row.value[:60],
            ),
        )
    return (Status.NOT_STARTED, "") if row is None or status is None else (status, row.value)


def _title(heading: Block) -> tuple[str, list[str]]:
    """The first line and those that continue it in lower case; the lines after them begin the description."""
    lines = [line.text for line in heading.lines]
    end = 1
    while end < len(lines) and lines[end][0].islower() and lines[end - 1][-1] not in ".!?:":
        end += 1
    return " ".join(lines[:end]).rstrip(" :"), [" ".join(lines[end:])] if lines[end:] else []


def _check_texts(part: Part, *, has_effect: bool, findings: Findings) -> None:
    """Money and report dates in a measure's texts are not read: told, so that they are not missed unseen.

    A line that is nothing but a label and an amount is most likely the amount that the measure lacks: an error.
    """
    blocks = [part.heading, *(piece for piece in part.pieces if isinstance(piece, Block))]
    money = []
    for line in (line for block in blocks for line in block.lines):
        if not has_effect and _LABEL_AND_AMOUNT.search("\t".join(line.cells)) and mentions(line.text):
            findings.error(
                line.number,
                sentence("Raden ser ut som åtgärdens belopp men känns inte igen. Börja den med ”Prognos besparing:”."),
            )
        elif mentions(line.text):
            money.append(line.number)
        if written_dates(line.text) and "återrapport" in line.text.casefold():
            findings.warning(
                line.number, sentence("Datum för återrapport i löpande text räknas inte. Skriv dem på en egen rad.")
            )
    if money:
        findings.warning(
            money[0],
            sentence(
                "Belopp i löpande text räknas inte (%(where)s). Skriv dem som ”Prognos besparing: 1,2 mnkr” om de "
                "ska med.",
                where=findings.where_all(money),
            ),
        )
