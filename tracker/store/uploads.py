"""Documents between their upload and their being saved as a plan."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant_text

_ID_BITS = 52


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that somebody has sent to be read, for a committee. outline: what it holds (outline_text)."""

    id: int
    committee_id: int
    person_id: int
    name: str
    content: bytes
    outline: str


def insert(db: Database, upload: Upload, *, uploaded_at: datetime) -> int:
    """Returns the new upload's id, never one used before: a page left open leads to no other. uploaded_at: UTC.

    The id that the upload carries is not used.
    """
    row = db.execute(
        "INSERT INTO plan_upload (id, committee_id, person_id, name, content, outline, uploaded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            secrets.randbits(_ID_BITS),
            upload.committee_id,
            upload.person_id,
            upload.name,
            upload.content,
            upload.outline,
            instant_text(uploaded_at),
        ),
    ).fetchone()
    return int(row["id"])


def by_id(db: Database, upload_id: int) -> Upload | None:
    row = db.execute(
        "SELECT id, committee_id, person_id, name, content, outline FROM plan_upload WHERE id = ?", (upload_id,)
    ).fetchone()
    return None if row is None else Upload(*row)


def delete(db: Database, upload_id: int) -> None:
    db.execute("DELETE FROM plan_upload WHERE id = ?", (upload_id,))


def forget(db: Database, *, before: datetime) -> None:
    """Those that were sent before that instant (UTC) are gone."""
    db.execute("DELETE FROM plan_upload WHERE uploaded_at < ?", (instant_text(before),))
