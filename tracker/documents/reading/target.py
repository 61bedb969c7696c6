"""The deficit that the plan is summed against."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents.reading.as_of import as_of_dates
from tracker.documents.reading.deficit_cells import DEFICIT, deficit_in_cells
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import Block
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.documents.reading.wording import Sentence, ends_sentence, sentences
from tracker.documents.reading.year import years_in
from tracker.domain.amount import Amount
from tracker.domain.draft import Fact, TargetDraft
from tracker.domain.money import Unit
from tracker.domain.words import said, sentence
from tracker.domain.written_amount import UnreadableAmount

_SAYS_HOW_MUCH = re.compile(r"(?:\b(?:på|om|till|är|bli|blir|vara|motsvarande)|:) $|^[ :]*$")
_CHANGE = re.compile(
    r"\b(?:minsk|sänk|halver|reducer|täck|undvik|hämta|finansier|ök|förbättr|försämr|varav|förutsätt|inte |ej )",
    re.IGNORECASE,
)
_REACH = 120
_LABEL_WORDS = 5


@dataclass(frozen=True, slots=True)
class Deficit:
    """One place that states the deficit. block: the paragraph it stands in."""

    block: Block
    sentence: Sentence
    mention: Mention
    line: int


def deficits_in(preamble: Iterable[Piece], stated: Unit | None, findings: Findings) -> Iterator[Deficit]:
    """Every statement of how large the deficit is; not by how much it is to shrink or has grown.

    stated: the unit of figures without one, for a deficit in a cell of its own.
    """
    for piece in preamble:
        if not isinstance(piece, (Block, SectionStart)):
            continue
        block = piece if isinstance(piece, Block) else piece.block
        in_cells = [(line, deficit_in_cells(line, stated, findings)) for line in block.lines]
        if any(found for _, found in in_cells):
            yield from (Deficit(block, *found, line.number) for line, found in in_cells if found is not None)
            continue
        for words in sentences(block.text):
            mention = _stated(words.text)
            if mention is not None:
                yield Deficit(block, words, mention, block.line_at(words.start + mention.start))


def _stated(text: str) -> Mention | None:
    money = mentions(text)
    for word in DEFICIT.finditer(text) if money else ():
        after = next((each for each in money if each.start >= word.end()), None)
        if after is None or after.start - word.end() > _REACH:
            continue
        between = text[word.end() : after.start]
        label = len(between.split()) <= _LABEL_WORDS and not ends_sentence(text)
        if not (_SAYS_HOW_MUCH.search(between) or label):
            continue
        if not _CHANGE.search(between) and not _CHANGE.search(text[max(0, word.start() - 30) : word.start()]):
            return after
    return None


def targets_of(deficits: list[Deficit], year: int, findings: Findings) -> tuple[TargetDraft, ...]:
    """The deficit as of its day: one target, or none with an error where it is missing, unclear or undated."""
    counted = [each for each in deficits if _of_year(each, year, findings)]
    if not counted:
        none = sentence("Inget underskott hittades. Skriv till exempel ”per sista mars ett underskott på 29,9 mnkr”.")
        findings.error(0, none, Fact.TARGET)
        return ()
    read: list[tuple[Deficit, Amount]] = []
    for each in counted:
        amount = _amount(each, findings)
        if amount is None:
            return ()
        read.append((each, amount))
    first, amount = read[0]
    for other, other_amount in read[1:]:
        if not other_amount.same_value_as(amount):
            findings.error(
                other.line,
                sentence(
                    "Två olika underskott anges: %(amount)s på %(where)s och %(other_amount)s här. Låt bara ett stå "
                    "kvar.",
                    amount=amount,
                    where=findings.in_words(first.line),
                    other_amount=other_amount,
                ),
                Fact.TARGET,
            )
            return ()
    days = next((days for each in counted if (days := _days(each, year))), [])
    if len(days) != 1:
        several = said("Underskottet är från flera olika datum. Skriv ett, till exempel ”per sista mars %(year)s”.")
        without = said("Underskottet saknar datum. Skriv ett, till exempel ”per sista mars %(year)s”.")
        findings.error(first.line, sentence(several if days else without, year=year or 2019), Fact.TARGET)
        return ()
    return (TargetDraft(amount, days[0], first.sentence.text, first.line),)


def _of_year(deficit: Deficit, year: int, findings: Findings) -> bool:
    """Whether the sentence is about the plan's own year, as far as it says."""
    named = years_in(deficit.sentence.text)
    if not named or year in named or not year:
        return True
    findings.warning(
        deficit.line,
        sentence(
            "Underskottet %(written)s gäller %(named)s och räknas inte i planen.",
            written=deficit.mention.written,
            named=named[0],
        ),
    )
    return False


def _amount(deficit: Deficit, findings: Findings) -> Amount | None:
    """The deficit as a positive amount, whichever sign it is written with."""
    before = deficit.sentence.text[: deficit.mention.start]
    if before.endswith("från "):
        change = sentence("Underskottet anges som en förändring (”från … till”). Skriv bara hur stort det är.")
        findings.error(deficit.line, change, Fact.TARGET)
        return None
    try:
        amount = deficit.mention.amount()
    except UnreadableAmount as error:
        findings.error(deficit.line, error.sentence, Fact.TARGET)
        return None
    if amount.low_kr is None or amount.high_kr is None or amount.low_kr >= 0:
        return amount
    return replace(amount, low_kr=-amount.high_kr, high_kr=-amount.low_kr)


def _days(deficit: Deficit, year: int) -> list[date]:
    return as_of_dates(deficit.sentence.text, year) or as_of_dates(deficit.block.text, year) if year else []
