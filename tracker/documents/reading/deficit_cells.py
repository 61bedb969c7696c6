"""A deficit that stands in a table's cells: its words in one, its figure in the next, the unit maybe in neither."""

import re
from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import Line
from tracker.documents.reading.unit import unit_in
from tracker.documents.reading.wording import Sentence
from tracker.domain.draft import Alternative
from tracker.domain.money import Unit
from tracker.domain.place import place_in_words
from tracker.domain.words import sentence

DEFICIT = re.compile(r"\b\w{0,20}underskott(?:et)?\b|\bnegativ avvikelse\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?P<about>ca\.? |cirka )?[-−–]? ?\d[\d .]*(?:,\d+)?")
_NO_LABEL = re.compile(r"minsk|sänk|täck|kvar|återst|efter åtgärd|varav|tidigare|föregående", re.IGNORECASE)
_LONGEST_LABEL = 80


def deficit_in_cells(line: Line, stated: Unit | None, findings: Findings) -> tuple[Sentence, Mention] | None:
    """The row as a sentence and the amount in it; None for any other row. Asks for a unit that nothing says.

    stated: the unit of figures without one.
    """
    for position in range(len(line.cells) - 1):
        label, value = line.cells[position], line.cells[position + 1]
        found, money = _FIGURE.fullmatch(value), mentions(value)
        whole = len(money) == 1 and (money[0].start, money[0].end) == (0, len(value))
        if not (found or whole) or not DEFICIT.search(label) or _NO_LABEL.search(label) or len(label) > _LONGEST_LABEL:
            continue
        if mentions(label):
            return None
        start = len(label) + 1
        words = Sentence(0, " ".join([label, value, *line.cells[position + 2 :]]))
        if not found:
            return words, replace(money[0], start=start, end=start + len(value))
        unit = unit_in(label) or stated or _asked(value, line, findings)
        if unit is None:
            return None
        figure = re.sub(r"^[–−-] ?", "-", value.removeprefix(found["about"] or ""))
        mention = Mention(start, start + len(value), f"{figure} {unit}", found["about"] is not None)
        return words, mention
    return None


def _asked(value: str, line: Line, findings: Findings) -> Unit | None:
    answer = findings.ask(
        line.number,
        sentence(
            "Underskottet %(value)s i %(where)s har ingen enhet: kr, tkr eller mnkr?",
            value=value,
            where=place_in_words(line.where),
        ),
        key=f"enhet:{line.number}:underskott",
        alternatives=tuple(
            Alternative(unit.value, sentence("%(value)s %(unit)s", value=value, unit=unit)) for unit in Unit
        ),
    )
    return Unit(answer) if answer is not None else None
