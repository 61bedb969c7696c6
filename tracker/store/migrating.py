"""Bringing the database file to the version of the program: forward only, one process at a time (DESIGN 7 and 8)."""

import importlib.util
import os
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database, Migrations

from tracker.bundle import bundled
from tracker.errors import DatabaseUnusable
from tracker.store.opening import connect, speaking_plainly


def known_migrations() -> Migrations:
    """The files of migrations/ in order, each with one up(db)."""
    migrations = Migrations("tracker")
    for file in sorted(bundled("migrations").glob("[0-9]*.py")):
        spec = importlib.util.spec_from_file_location(f"migration_{file.stem}", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        migrations(name=file.stem)(module.up)
    return migrations


def migrate(path: Path, *, busy_seconds: float = 5.0) -> list[str]:
    """Make the file where there is none, apply what is pending, and say the names of what was applied.

    Foreign keys are off meanwhile and checked afterwards. Raises DatabaseUnusable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(13, "inga skrivrättigheter")
        with FileLock(f"{path}.migrating.lock", timeout=60), speaking_plainly(path):
            return _migrate(path, busy_seconds)
    except Timeout as error:
        raise DatabaseUnusable(f"Databasen {path} uppgraderas av ett annat program. Försök igen strax.") from error
    except OSError as error:
        raise DatabaseUnusable(
            f"Mappen {path.parent} går inte att skriva i ({error.strerror}). Välj en annan med --database."
        ) from error


def _migrate(path: Path, busy_seconds: float) -> list[str]:
    db = connect(path, busy_seconds=busy_seconds)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA foreign_keys = OFF")
        migrations = known_migrations()
        names = [each.name for each in migrations.pending(db)]
        migrations.apply(db)
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DatabaseUnusable(f"Databasen {path} har {len(broken)} rader som pekar fel. Ta tillbaka en kopia.")
        return names
    finally:
        db.close()


def pending(db: Database) -> list[str]:
    """The names of migrations that have not been applied to this file."""
    try:
        return [each.name for each in known_migrations().pending(db)]
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable("Databasen går inte att läsa.") from error
