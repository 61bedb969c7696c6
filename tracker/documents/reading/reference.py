"""The registration number (diarienummer)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.documents.reading.outline import Block
from tracker.documents.reading.stream import Piece

_NUMBER = r"(?:[A-ZÅÄÖ]{1,8}[ -]?)?\d{2,4}[/:-]\d{1,6}(?:[-.:]\d{1,6})?|[A-ZÅÄÖ]{2,8} \d{4}/\d{1,6}"
_LABELLED = re.compile(rf"\b(?:dnr|diarienr|diarienummer|ärendenummer):? ({_NUMBER})(?!\d)", re.IGNORECASE)
_LABEL = re.compile(r"(?:dnr|diarienr|diarienummer|ärendenummer):?", re.IGNORECASE)


def reference_of(preamble: Sequence[Piece]) -> str:
    """The number behind "Dnr" or on the line after "Diarienummer"; "" where there is none."""
    lines = [line.text for piece in preamble if isinstance(piece, Block) for line in piece.lines]
    for text, following in pairwise([*lines, ""]):
        if found := _LABELLED.search(text):
            return found[1]
        if _LABEL.fullmatch(text) and re.fullmatch(_NUMBER, following, re.IGNORECASE):
            return following
    return ""
