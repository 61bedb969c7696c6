"""The title: the first heading, or the first line on its own that is no letterhead."""

import re
from collections.abc import Iterable

from tracker.documents.reading.committee import committee_line
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line
from tracker.documents.reading.stream import Piece
from tracker.documents.reading.wording import ends_sentence
from tracker.documents.reading.written_date import written_dates
from tracker.domain.draft import Fact
from tracker.domain.words import sentence

LETTERHEAD = re.compile(
    r"(?:tjänsteskrivelse|missiv|dnr|diarienummer|datum|sida|sid|handläggare|telefon|tfn|e-post|till|från)\b.*"
    r"|[\w ]*kommun|[\w -]*förvaltningen|[A-ZÅÄÖ]{2,6} ?\d{4}[/:]\d+.*|[\d +()/-]+",
    re.IGNORECASE,
)
_PLAN = re.compile(r"(?:åtgärds|handlings|besparings)(?:plan|program)\b", re.IGNORECASE)
NO_TITLE = sentence("Ingen rubrik hittades. Skriv planens namn på en egen rad överst i dokumentet.")
_LONGEST = 200
_EARLIEST_BLOCKS = 30


def title_of(preamble: Iterable[Piece], findings: Findings) -> str:
    """The plan's title, "" with an error where there is none.

    A block that names an action plan goes first, then a line within a block that does (no blank line under it),
    then the first heading, then the first line on its own.
    """
    blocks = [piece for piece in preamble if isinstance(piece, Block)][:_EARLIEST_BLOCKS]
    blocks = [each for each in blocks if each.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not each.marker]
    whole = [each for each in blocks if len(each.lines) <= 2 and _could_be_title(each.text, each.lines[0])]
    single = [line.text for block in blocks for line in block.lines if _could_be_title(line.text, line)]
    for choice in (
        [each.text for each in whole if _PLAN.search(each.text)],
        [each for each in single if _PLAN.search(each) and each[0].isupper()],
        [each.text for each in whole if each.kind is BlockKind.HEADING],
        [each.text for each in whole],
    ):
        if choice:
            return choice[0]
    findings.error(0, NO_TITLE, Fact.TITLE)
    return ""


def _could_be_title(text: str, first: Line) -> bool:
    return (
        len(text) <= _LONGEST
        and len(first.cells) == 1
        and any(character.isalpha() for character in text)
        and "@" not in text
        and not ends_sentence(text)
        and not LETTERHEAD.fullmatch(text)
        and not any(committee_line(each) for each in (text, first.text))
        and not (written_dates(text) and len(text) <= 20)
    )
