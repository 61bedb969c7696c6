"""Where measures' pages are, by their ids."""

from collections.abc import Iterable

from sqlite_utils import Database


def addresses(db: Database, measure_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The name of each measure's plan in addresses, and its number; those without a number have no page."""
    wanted = sorted(set(measure_ids))
    marks = ", ".join("?" * len(wanted))
    rows = db.execute(
        "SELECT m.id, p.slug, m.number FROM measure m JOIN plan p ON p.id = m.plan_id"
        f" WHERE m.id IN ({marks}) AND m.number <> ''",
        wanted,
    )
    return {row["id"]: (row["slug"], row["number"]) for row in rows}
