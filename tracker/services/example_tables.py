"""The stated tables of an example's TOML file."""

from typing import Any

from tracker.domain.money import Unit
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.written_amount import parse_amount

EVERY = "*"
"""All rows above that are no sums themselves."""


def tables_from(values: dict[str, Any]) -> tuple[StatedTable, ...]:
    """The [[plan.tables]]: title, unit, columns, and rows of label and cells ("" is none); sum and less name rows."""
    return tuple(_table(each) for each in values.get("tables", []))


def _table(values: dict[str, Any]) -> StatedTable:
    unit, rows = Unit(values["unit"]), values["rows"]
    places = {row["label"]: place for place, row in enumerate(rows)}
    return StatedTable(
        values["title"],
        tuple(values["columns"]),
        tuple(
            StatedRow(
                row["label"],
                tuple(parse_amount(cell, unit) if cell else None for cell in row["cells"]),
                tuple(_addends(row, rows, places, place)),
            )
            for place, row in enumerate(rows)
        ),
    )


def _addends(row: dict[str, Any], rows: list[dict[str, Any]], places: dict[str, int], place: int) -> list[Addend]:
    added = row.get("sum", [])
    if added == [EVERY]:
        added = [each["label"] for each in rows[:place] if "sum" not in each]
    return [Addend(places[each]) for each in added] + [Addend(places[each], -1) for each in row.get("less", [])]
