"""The documents that plans were read from, kept as they came."""

import hashlib
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant_text


def insert(db: Database, *, plan_id: int, name: str, content: bytes, read_at: datetime) -> None:
    """read_at: UTC."""
    db.execute(
        "INSERT INTO document (plan_id, name, sha256, content, read_at) VALUES (?, ?, ?, ?, ?)",
        (plan_id, name, _digest(content), content, instant_text(read_at)),
    )


def plan_read_from(db: Database, content: bytes) -> int | None:
    """The id of the plan that these very bytes were read into before, if any."""
    row = db.execute("SELECT plan_id FROM document WHERE sha256 = ?", (_digest(content),)).fetchone()
    return None if row is None else int(row["plan_id"])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
