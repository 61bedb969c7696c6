"""The key that signs links and sessions: from the environment, else a file beside the database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from tracker.config import Settings
from tracker.errors import ConfigError


def signing_key(settings: Settings) -> str:
    """TRACKER_SECRET, or the key file <database>.key, made once with access for its owner only.

    Raises ConfigError where the file can be neither read nor made.
    """
    if settings.secret:
        return settings.secret
    file = Path(f"{settings.database.path}.key")
    try:
        if not file.exists():
            _make(file)
    except OSError as error:
        raise ConfigError(f"Nyckelfilen {file} går inte att skapa ({error.strerror}). Sätt TRACKER_SECRET.") from error
    try:
        key = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(f"Nyckelfilen {file} går inte att läsa ({error.strerror}). Sätt TRACKER_SECRET.") from error
    if not key:
        raise ConfigError(f"Nyckelfilen {file} är tom. Ta bort den, så skapas en ny; äldre länkar slutar då att gälla.")
    return key


def _make(file: Path) -> None:
    """Whole or not at all, also on a full disk, and once where several want it at the same time."""
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
