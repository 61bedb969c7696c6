"""What travels with the program besides its code: templates, migrations and the default settings."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "_bundled"


def bundled(name: str) -> Path:
    """Where templates/, migrations/ or config.toml lie: inside the installed wheel, or at the top of the checkout."""
    return (_IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent) / name
