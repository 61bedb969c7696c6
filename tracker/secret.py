"""The key that signs links and sessions: from the environment, else a file beside the database."""

import os
import secrets
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
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise ConfigError(f"Nyckelfilen {file} går inte att skapa ({error.strerror}). Sätt TRACKER_SECRET.") from error
    else:
        with os.fdopen(descriptor, "w", encoding="ascii") as made:
            made.write(secrets.token_urlsafe(48))
    try:
        key = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(f"Nyckelfilen {file} går inte att läsa ({error.strerror}). Sätt TRACKER_SECRET.") from error
    if not key:
        raise ConfigError(f"Nyckelfilen {file} är tom. Ta bort den, så skapas en ny; äldre länkar slutar då att gälla.")
    return key
