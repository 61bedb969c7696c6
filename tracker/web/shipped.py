"""The files that the program ships to every page, under addresses that change with their content: asked for once."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask

_YEAR_SECONDS = 31_536_000


def keep_shipped_files(app: Flask) -> None:
    """Let browsers keep them for a year, which a new version's address ends."""
    assert app.static_folder is not None
    folder = Path(app.static_folder)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR_SECONDS

    @app.url_defaults
    def _with_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = _digest(folder / values["filename"])


@cache
def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]
