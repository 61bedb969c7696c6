"""The title: the first heading, or the first line on its own that is no letterhead."""

import re
from collections.abc import Iterable

from tracker.documents.reading.committee import committee_line
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.stream import Piece
from tracker.documents.reading.wording import ends_sentence
from tracker.documents.reading.written_date import written_dates

_LETTERHEAD = re.compile(
    r"(?:tjänsteskrivelse|missiv|dnr|diarienummer|datum|sida|sid|handläggare|telefon|tfn|e-post|till|från)\b.*"
    r"|[\w ]*kommun|[\w -]*förvaltningen|[A-ZÅÄÖ]{2,6} ?\d{4}[/:]\d+.*|[\d +()/-]+",
    re.IGNORECASE,
)
_PLAN = re.compile(r"(?:åtgärds|handlings|besparings)(?:plan|program)", re.IGNORECASE)
_LONGEST = 200
_EARLIEST_BLOCKS = 30


def title_of(preamble: Iterable[Piece], findings: Findings) -> str:
    """The plan's title, "" with an error where there is none. A line that names an action plan goes first."""
    blocks = [piece for piece in preamble if isinstance(piece, Block)][:_EARLIEST_BLOCKS]
    titles = [block for block in blocks if _could_be_title(block)]
    named = [block for block in titles if _PLAN.search(block.text)]
    headings = [block for block in titles if block.kind is BlockKind.HEADING]
    for choice in (named, headings, titles):
        if choice:
            return choice[0].text
    findings.error(0, "Ingen rubrik hittades. Skriv planens namn på en egen rad överst i dokumentet.")
    return ""


def _could_be_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and not block.marker
        and len(block.lines) <= 2
        and len(text) <= _LONGEST
        and any(character.isalpha() for character in text)
        and "@" not in text
        and not ends_sentence(text)
        and not _LETTERHEAD.fullmatch(text)
        and not committee_line(text)
        and not (written_dates(text) and len(text) <= 20)
    )
