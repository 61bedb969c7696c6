"""Tables that a document states: which of their sums hold (DESIGN 3.5)."""

import pytest

from tracker.domain.amount import Amount, Total
from tracker.domain.stated_table import Addend, StatedRow, StatedTable, checked_sums


def table(*rows: StatedRow) -> StatedTable:
    return StatedTable("Ram", ("2022",), rows)


def row(label: str, kr: int | None, *addends: Addend) -> StatedRow:
    return StatedRow(label, (None if kr is None else Amount.exact(kr),), addends)


def test_a_sum_of_rows_added_and_taken_away() -> None:
    (found,) = checked_sums(
        table(row("Utbetalningar", 126_140), row("Intäkter", 3_449), row("Netto", 122_691, Addend(0), Addend(1, -1)))
    )
    assert (found.holds, found.difference_kr) == (True, 0)


def test_one_that_is_off_says_by_how_much() -> None:
    (found,) = checked_sums(
        table(row("Ökningar", 34_189), row("Minskningar", -21_105), row("Netto", 13_437, Addend(0), Addend(1)))
    )
    assert (found.holds, found.computed.low_kr, found.difference_kr) == (False, 13_084, 353)


def test_an_empty_cell_counts_nothing_and_an_unknown_one_leaves_it_open() -> None:
    whole = row("Summa", 5, Addend(0), Addend(1))
    (found,) = checked_sums(table(row("Ett", 5), row("Inget", None), whole))
    assert found.holds is True
    unknown = StatedRow("Okänt", (Amount.unknown("ges senare"),))
    (found,) = checked_sums(table(row("Ett", 5), unknown, whole))
    assert found.holds is None


def test_intervals_are_taken_away_end_from_end() -> None:
    whole = StatedRow("Rest", (Amount(3, 7),), (Addend(0), Addend(1, -1)))
    (found,) = checked_sums(table(row("Allt", 10), StatedRow("Del", (Amount(3, 7),)), whole))
    assert (found.computed, found.holds) == (Total(3, 7), True)


@pytest.mark.parametrize("bad", [StatedRow("Kort", ()), row("Sig själv", 1, Addend(0)), row("Ingen", 1, Addend(7))])
def test_a_table_that_does_not_hang_together_is_none(bad: StatedRow) -> None:
    with pytest.raises(ValueError, match="Ram"):
        table(bad)
