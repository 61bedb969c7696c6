"""Tables that documents state, in the database: written once, as they stand."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.store.columns import AMOUNT_COLUMNS, AMOUNT_VALUES, amount, amount_values, instant_text


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
    return list(by_id(db, plan_id).values())


def by_id(db: Database, plan_id: int) -> dict[int, StatedTable]:
    """Those of the plan that have not been taken away, in its order."""
    rows = db.execute(
        "SELECT t.id, t.title FROM stated_table t LEFT JOIN removed_stated_table b ON b.replaced_by_id = t.id "
        "WHERE t.plan_id = ? AND NOT EXISTS (SELECT 1 FROM removed_stated_table r WHERE r.table_id = t.id) "
        "ORDER BY coalesce(b.place, t.id)",
        (plan_id,),
    ).fetchall()
    return {row["id"]: _table(db, row["id"], row["title"]) for row in rows}


def remove(db: Database, table_id: int, *, replaced_by_id: int | None, removed_at: datetime) -> None:
    """It is in no list any more; what replaces it stands in its place. removed_at: UTC."""
    row = db.execute("SELECT place FROM removed_stated_table WHERE replaced_by_id = ?", (table_id,)).fetchone()
    db.execute(
        "INSERT INTO removed_stated_table (table_id, place, replaced_by_id, removed_at) VALUES (?, ?, ?, ?)",
        (table_id, table_id if row is None else row["place"], replaced_by_id, instant_text(removed_at)),
    )


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
