"""Sums that a sentence states: "ett netto av ramökningar på 300 tkr och ramminskningar på 120 tkr" (DESIGN 3.5)."""

import re
from collections.abc import Iterator, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.chapters import chapters_of
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block, BlockKind, Line
from tracker.documents.reading.tables.stated_sums import tell_sums
from tracker.documents.reading.unit import unit_in
from tracker.documents.reading.wording import sentences
from tracker.documents.reading.year import years_in
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount, parse_amount

_FIGURE = r"\d{1,3}(?: \d{3}){1,4}|\d{1,9}(?:,\d{1,3})?"
_NET = re.compile(
    rf"\bnetto(?:t)? av (?P<first>[^\d.;]{{3,80}}?) (?:på|med|om) (?P<one>{_FIGURE})(?P<unit>(?: (?:tkr|mnkr|mkr|kr))?)"
    rf" och (?P<second>[^\d.;]{{3,80}}?) (?:på|med|om) (?P<two>{_FIGURE})",
    re.IGNORECASE,
)
_MORE = re.compile(r"ökning|utök|tillskott|förstärkning|uppräkning", re.IGNORECASE)
_LESS = re.compile(r"minskning|avdrag|besparing|effektivisering|neddragning|sänkning", re.IGNORECASE)
_SHRINKS = re.compile(r"\b(?:minska|sänk)\w*", re.IGNORECASE)


def nets_in(blocks: Sequence[Block], findings: Findings) -> tuple[StatedTable, ...]:
    """Every net as a table of its own, with the sum checked. One whose signs the words do not say is told."""
    found = []
    for chapter in chapters_of(blocks):
        for block in chapter.blocks:
            for text, line in _sentences(block):
                if "netto av " not in text.lower():
                    continue
                table = _table(text, chapter.title)
                if table is None:
                    findings.warning(
                        line, sentence("Texten säger vad ett netto består av, men det gick inte att läsa säkert.")
                    )
                else:
                    tell_sums(table, [Line(line, ())] * len(table.rows), findings)
                    found.append(table)
    return tuple(found)


def _sentences(block: Block) -> Iterator[tuple[str, int]]:
    for each in sentences(block.text) if block.kind is not BlockKind.TABLE else ():
        yield each.text, block.line_at(each.start)


def _table(text: str, heading: str) -> StatedTable | None:
    net = _NET.search(text)
    stated = [each for each in mentions(text) if net is not None and each.end <= net.start()]
    if net is None or not stated:
        return None
    signs = _signs(net["first"], net["second"])
    try:
        total = stated[-1].amount()
        unit = unit_in(net["unit"]) or total.unit
        one, two = parse_amount(net["one"], unit), parse_amount(net["two"], unit)
    except UnreadableAmount:
        return None
    if signs is None:
        return None
    if _SHRINKS.search(text[max(0, stated[-1].start - 40) : stated[-1].start]):
        total = _signed(total, -1)
    years = years_in(text)
    rows = (
        StatedRow(_capital(net["first"]), (_signed(one, signs[0]),)),
        StatedRow(_capital(net["second"]), (_signed(two, signs[1]),)),
        StatedRow("Netto", (total,), (Addend(0), Addend(1))),
    )
    title = f"{heading}, netto enligt texten" if heading else "Netto enligt texten"
    return StatedTable(title, (str(years[0]) if len(years) == 1 else "Belopp",), rows)


def _signs(first: str, second: str) -> tuple[int, int] | None:
    """Which of the two adds and which takes away; None where the words do not say so of both."""
    if _MORE.search(first) and _LESS.search(second):
        return 1, -1
    return (-1, 1) if _LESS.search(first) and _MORE.search(second) else None


def _signed(amount: Amount, sign: int) -> Amount:
    assert amount.low_kr is not None
    unit: Unit = amount.unit
    return Amount.exact(sign * amount.low_kr, unit, amount.decimals)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
