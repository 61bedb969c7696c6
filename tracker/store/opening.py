"""Opening the database file with its pragmas, and writing in one transaction (DESIGN 7)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from tracker.errors import DatabaseUnusable


@contextmanager
def opened(path: Path, *, busy_seconds: float = 5.0) -> Iterator[Database]:
    """One connection to an existing, migrated file, for one thread; closed afterwards.

    Raises DatabaseUnusable where the file is missing, is no database, or stays locked past busy_seconds.
    """
    if not path.is_file():
        raise DatabaseUnusable(f"Databasen {path} finns inte. Skapa den med: python -m tracker init")
    with speaking_plainly(path):
        db = connect(path, busy_seconds=busy_seconds)
        try:
            yield db
        finally:
            db.close()


def connect(path: Path, *, busy_seconds: float) -> Database:
    """A connection in autocommit mode (transactions are begun by writing()) with foreign keys on."""
    conn = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = NORMAL")
    return Database(conn, execute_plugins=False)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One write transaction, begun at once so that a reader never has to be turned into a writer half-way."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def trying(db: Database) -> Iterator[None]:
    """A write transaction that is always taken back: what would come of it can be read inside."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """One consistent view of the database over several queries."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def speaking_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into words that tell what to do. Other errors pass."""
    try:
        yield
    except sqlite3.OperationalError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            raise DatabaseUnusable(
                f"Databasen {path} är upptagen av ett annat program. Vänta en stund och försök igen."
            ) from error
        if "unable to open" in words or "readonly" in words:
            raise DatabaseUnusable(
                f"Databasen {path} går inte att skriva. Kontrollera rättigheterna till filen och mappen."
            ) from error
        if "disk" in words:
            raise DatabaseUnusable(f"Databasen {path}: disken är full eller trasig ({words}).") from error
        if "no such table" in words or "no such column" in words:
            raise DatabaseUnusable(f"Databasen {path} är av fel version. Kör: python -m tracker init") from error
        raise
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise DatabaseUnusable(f"Filen {path} är ingen hel databas. Ta tillbaka en säkerhetskopia.") from error
        raise


def others_version(db: Database) -> int:
    """A number that is another one as soon as another connection has committed something to the file."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])
