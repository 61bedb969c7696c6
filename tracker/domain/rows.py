"""Which measures stand for themselves in a plan's list, and which are parts of one (DESIGN 2)."""

from collections.abc import Iterable

from tracker.domain.measure import Measure


def row_of(measures: Iterable[Measure]) -> dict[int, int]:
    """By the id of each measure that of the measure in whose row it stands; parents come before their parts.

    A heading has a row of its own, and so has each that stands directly under headings; the parts of a measure, and
    theirs, stand in its row.
    """
    found: dict[int, int] = {}
    heads: set[int] = set()
    for each in measures:
        within = each.parent_id is not None and each.parent_id not in heads
        found[each.id] = found[each.parent_id] if within and each.parent_id in found else each.id
        if each.form.heads and not within:
            heads.add(each.id)
    return found
