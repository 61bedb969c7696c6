"""Rows without a number whose amount is the sum of the rows below them: the heading of a group, most likely."""

from collections.abc import Iterator, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.tables.items import Item
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import Alternative
from tracker.domain.words import sentence

_MOST_ROWS = 50


def without_group_sums(items: Sequence[Item], findings: Findings) -> list[Item]:
    """The items that are measures. One that may be a group's heading is left out until a person has said what it is."""
    return [item for position, item in enumerate(items) if _is_measure(item, items[position + 1 :], findings)]


def _is_measure(item: Item, below: Sequence[Item], findings: Findings) -> bool:
    if item.row.number or not any(
        _sums_up(effect.amount, _column(below, index)) for index, effect in item.effects.items()
    ):
        return True
    answer = findings.ask(
        item.row.line.number,
        sentence(
            "”%(title)s” har samma belopp som raderna under tillsammans: är det en åtgärd, eller en rubrik med deras "
            "summa?",
            title=item.row.title[:80],
        ),
        key=f"rad:{item.row.line.number}",
        alternatives=(
            Alternative("measure", sentence("en åtgärd")),
            Alternative("group", sentence("en rubrik med summan")),
        ),
    )
    return answer == "measure"


def _column(items: Sequence[Item], index: int) -> Iterator[Amount]:
    return (item.effects[index].amount for item in items[:_MOST_ROWS] if index in item.effects)


def _sums_up(amount: Amount, below: Iterator[Amount]) -> bool:
    """Whether the first two or more of the amounts below make this one."""
    total = Total()
    for count, each in enumerate(below, 1):
        total += Total.of([each])
        if count > 1 and (total.low_kr, total.high_kr) == (amount.low_kr, amount.high_kr) and total.high_kr:
            return True
    return False
