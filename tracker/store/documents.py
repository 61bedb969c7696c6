"""The documents that plans were read from, kept as they came, and recognised by a digest of what they say.

Of a text, the digest is over its lines, however they end: a file that was mailed or saved anew comes with other line
ends than it had. It stands where the digest of the bytes does, since a text with plain line ends, the last of them too,
has the same for both: so no document that is on file has to be digested anew.
"""

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
    """The id of the plan that this document was read into before, if any."""
    row = db.execute(
        "SELECT plan_id FROM document WHERE sha256 IN (?, ?) ORDER BY id LIMIT 1",
        (_digest(content), _digest_of_bytes(content)),
    ).fetchone()
    return None if row is None else int(row["plan_id"])


def _digest(content: bytes) -> str:
    return _digest_of_bytes(_plain_lines(content))


def _digest_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _plain_lines(content: bytes) -> bytes:
    """A text with plain line ends, one of them last, and no byte order mark; anything else as it is.

    Told by the bytes and not by the name, which may be anything: Word and Excel files hold zero bytes, no text does but
    UTF-16, and that and PDF are left as they are.
    """
    if b"\0" in content or content.startswith(b"%PDF-"):
        return content
    text = content.removeprefix(b"\xef\xbb\xbf")
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n") + b"\n"
