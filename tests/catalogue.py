"""The texts of the program, found in code and templates, and the English catalogue brought up to date with them.

Run as: python -m tests.catalogue (make translations). A new text gets an empty translation, which
tests/test_translations.py points at; one that is gone from the program goes from the catalogue. Sorted and without
line numbers, so that it merges.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tracker.language import CATALOGUE

ROOT = Path(__file__).parent.parent
_SENSED = ((1, "c"), 2)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": _SENSED,
    "said": None,
    "said_of": _SENSED,
    "sentence": None,
}
MAPPING = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {name: {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"} for name in ("**.html", "**.txt")}


def extracted() -> Catalog:
    """Every text of tracker/ and templates/, without translations."""
    found = Catalog(locale="en")
    for folder in ("tracker", "templates"):
        for _file, _line, text, _comments, sense in extract_from_dir(
            ROOT / folder, MAPPING, OPTIONS, KEYWORDS, strip_comment_tags=False
        ):
            found.add(text, context=sense)
    return found


def catalogue() -> Catalog:
    """What the file says."""
    with CATALOGUE.open("rb") as lines:
        return read_po(lines, locale="en", abort_invalid=True)


def brought_up_to_date() -> bytes:
    """The file as it should be: every text of the program, each with the translation that it has."""
    known, found = catalogue(), extracted()
    for message in found:
        message.flags.clear()
        old = known.get(message.id, message.context)
        if message.id and old is not None and not old.fuzzy and isinstance(old.id, type(message.id)):
            message.string = old.string
    file = BytesIO()
    write_po(file, found, width=0, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()


if __name__ == "__main__":
    CATALOGUE.write_bytes(brought_up_to_date())
