"""Tables that documents state, in the database: written once, as they stand."""

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.store.columns import AMOUNT_COLUMNS, AMOUNT_VALUES, amount, amount_values


def insert(db: Database, plan_id: int, table: StatedTable) -> int:
    """Returns the new table's id."""
    row = db.execute(
        "INSERT INTO stated_table (plan_id, title) VALUES (?, ?) RETURNING id", (plan_id, table.title)
    ).fetchone()
    table_id = int(row["id"])
    for place, label in enumerate(table.columns):
        db.execute("INSERT INTO stated_column VALUES (?, ?, ?)", (table_id, place, label))
    for place, each in enumerate(table.rows):
        db.execute("INSERT INTO stated_row VALUES (?, ?, ?)", (table_id, place, each.label))
    for place, each in enumerate(table.rows):
        for column, cell in enumerate(each.cells):
            if cell is not None:
                _insert_cell(db, table_id, place, column, cell)
        for addend in each.addends:
            db.execute("INSERT INTO stated_addend VALUES (?, ?, ?, ?)", (table_id, place, addend.row, addend.sign))
    return table_id


def _insert_cell(db: Database, table_id: int, row: int, column: int, cell: Amount) -> None:
    db.execute(
        f'INSERT INTO stated_cell (table_id, row, "column", {AMOUNT_COLUMNS}) '
        f"VALUES (:table_id, :row, :column, {AMOUNT_VALUES})",
        {"table_id": table_id, "row": row, "column": column, **amount_values(cell)},
    )


def of_plan(db: Database, plan_id: int) -> list[StatedTable]:
    """In the document's order."""
    rows = db.execute("SELECT id, title FROM stated_table WHERE plan_id = ? ORDER BY id", (plan_id,)).fetchall()
    return [_table(db, row["id"], row["title"]) for row in rows]


def _table(db: Database, table_id: int, title: str) -> StatedTable:
    columns = db.execute("SELECT label FROM stated_column WHERE table_id = ? ORDER BY position", (table_id,)).fetchall()
    cells = {
        (row["row"], row["column"]): amount(row)
        for row in db.execute("SELECT * FROM stated_cell WHERE table_id = ?", (table_id,))
    }
    addends: dict[int, list[Addend]] = {}
    for row in db.execute("SELECT * FROM stated_addend WHERE table_id = ? ORDER BY row, addend", (table_id,)):
        addends.setdefault(row["row"], []).append(Addend(row["addend"], row["sign"]))
    rows = db.execute("SELECT position, label FROM stated_row WHERE table_id = ? ORDER BY position", (table_id,))
    return StatedTable(
        title,
        tuple(row["label"] for row in columns),
        tuple(
            StatedRow(
                row["label"],
                tuple(cells.get((row["position"], column)) for column in range(len(columns))),
                tuple(addends.get(row["position"], ())),
            )
            for row in rows
        ),
    )
