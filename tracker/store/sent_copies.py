"""The copy of each e-mail that was sent, compressed beside its row in the ledger."""

import zlib

from sqlite_utils import Database

from tracker.domain.delivery import SentCopy


def packed(content: bytes) -> bytes:
    """The bytes of an e-mail as the copy is kept, compressed."""
    return zlib.compress(content, 1)


def keep(db: Database, delivery_id: int, *, subject: str, copy: bytes) -> None:
    """copy: as packed() made it. Inside the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO sent_copy VALUES (?, ?, ?)", (delivery_id, subject, copy))


def sent_copy(db: Database, delivery_id: int) -> SentCopy | None:
    """What was sent; None where it is not sent."""
    row = db.execute("SELECT subject, content FROM sent_copy WHERE delivery_id = ?", (delivery_id,)).fetchone()
    return None if row is None else SentCopy(row["subject"], zlib.decompress(row["content"]))
