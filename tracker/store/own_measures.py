"""What one person owns: the plans that her measures are in, and the meetings that they are reported to."""

from sqlite_utils import Database


def plans_of(db: Database, person_id: int) -> list[int]:
    """The ids of the plans in which she owns a measure, newest year first."""
    rows = db.execute(
        "SELECT id FROM plan WHERE id IN (SELECT plan_id FROM measure WHERE owner_id = ?)"
        " ORDER BY year DESC, title, id",
        (person_id,),
    )
    return [row["id"] for row in rows]


def meetings_of(db: Database, person_id: int) -> set[int]:
    """The ids of the meetings that her measures are reported to."""
    rows = db.execute(
        "SELECT DISTINCT r.meeting_id FROM report r JOIN measure m ON m.id = r.measure_id WHERE m.owner_id = ?",
        (person_id,),
    )
    return {row["meeting_id"] for row in rows}
