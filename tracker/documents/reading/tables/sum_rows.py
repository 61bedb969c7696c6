"""How a row of a sum begins."""

import re

from tracker.documents.reading.outline import Line

SUM = re.compile(
    r"(?:del)?(?:summa|summering|totalt|totalsumma|sammanlagt|total(?= ?(?:effekt|besparing|$|:)))\b", re.IGNORECASE
)
SUB_SUM = re.compile(r"delsumma|delsummering", re.IGNORECASE)


def is_whole_sum(line: Line) -> bool:
    """Whether the row sums up the whole table, as far as its words say."""
    first = next(iter(line.cells), "")
    return SUM.match(first) is not None and not SUB_SUM.match(first) and len(first.split()) == 1
