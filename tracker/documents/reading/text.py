"""Plain text and Markdown into an outline."""

from tracker.documents.reading.encoding import decoded
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.lines import blocks_of, raw_lines
from tracker.documents.reading.outline import Outline
from tracker.domain.words import sentence

MOST_CHARACTERS = 2_000_000
MOST_LINES = 20_000
LONGEST_LINE = 10_000
"""Beyond these it is no plan; they keep the time bounded for whatever is sent."""


def text_outline(data: bytes, findings: Findings) -> Outline:
    """The outline of a .txt or .md file. Raises UnreadableDocument where the bytes are no text."""
    text = decoded(data, findings).replace("\r\n", "\n").replace("\r", "\n")
    lines = text[:MOST_CHARACTERS].split("\n", MOST_LINES)
    if len(lines) > MOST_LINES or len(text) > MOST_CHARACTERS:
        del lines[MOST_LINES:]
        findings.error(
            len(lines),
            sentence("Bara de första %(count)s raderna lästes. Spara planens text i en egen fil.", count=len(lines)),
        )
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            findings.error(
                number, sentence("Raden är längre än 10 000 tecken och lästes inte. Dela upp den i stycken.")
            )
            lines[number - 1] = ""
    return Outline(blocks_of(raw_lines(lines)))
