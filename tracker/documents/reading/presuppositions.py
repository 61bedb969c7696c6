"""Savings that the deficit already counts: "under förutsättning att ... genom Ludvikamodellen med 5,5 mkr"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import Block
from tracker.documents.reading.stream import Piece
from tracker.documents.reading.target import Deficit
from tracker.documents.reading.wording import Sentence, sentences
from tracker.domain.draft import MeasureDraft, PresuppositionDraft
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount

_PRESUPPOSES = re.compile(r"\b(?:förutsättning|förutsätt|förutsatt|redan inräkna|redan räknat)", re.IGNORECASE)
_SOURCE = r"(?:genom|via|enligt|från|för|av|inom|avseende)"
_AFTER = re.compile(rf"^ ?{_SOURCE} (?P<label>[^,.;()]*)", re.IGNORECASE)
_BEFORE = re.compile(rf".*\b{_SOURCE} (?P<label>.+)$", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,]+(?:med|på|om|motsvarande|och|samt|respektive|till|är)$", re.IGNORECASE)
_WITHOUT_UNIT = re.compile(r"\d+,\d+(?! ?%|\d)|\d (?:och|samt|respektive)\s*$")
_EXCLUDED = re.compile(r"[ ,(]*\bexkl\b.*|[ ,(]*\bexklusive\b.*", re.IGNORECASE)


def presuppositions_of(
    preamble: Iterable[Piece], deficits: Sequence[Deficit], measures: Sequence[MeasureDraft], findings: Findings
) -> tuple[PresuppositionDraft, ...]:
    """The savings in the sentences that presuppose them, where the deficit is stated; each linked to its measure."""
    stated_in = [deficit.block for deficit in deficits]
    found: list[PresuppositionDraft] = []
    for piece in preamble:
        if not isinstance(piece, Block):
            continue
        for words in sentences(piece.text):
            money = mentions(words.text) if _PRESUPPOSES.search(words.text) else []
            money = [each for each in money if not any(_is_deficit(each, piece, words, other) for other in deficits)]
            if not money:
                continue
            line = piece.line_at(words.start + money[0].start)
            if piece in stated_in:
                found.extend(_read(words.text, money, line, measures, findings))
            else:
                findings.warning(
                    line,
                    sentence("En förutsättning med ett belopp står inte vid underskottet och räknas inte i planen."),
                )
    return tuple(found)


def _is_deficit(mention: Mention, block: Block, words: Sentence, deficit: Deficit) -> bool:
    return deficit.block is block and deficit.sentence == words and deficit.mention == mention


def _read(
    text: str, money: list[Mention], line: int, measures: Sequence[MeasureDraft], findings: Findings
) -> Iterator[PresuppositionDraft]:
    between = _between(text, money)
    if any(_WITHOUT_UNIT.search(each) for each in between) or re.search(r"\bvarav\b", text, re.IGNORECASE):
        findings.error(
            line,
            sentence(
                "Förutsättningens belopp kan läsas på flera sätt. Skriv ett belopp med enhet för varje besparing."
            ),
        )
        return
    for position, mention in enumerate(money):
        label = _label(between[position], between[position + 1]) or "Förutsatt besparing"
        try:
            amount = mention.amount()
        except UnreadableAmount as error:
            findings.error(line, error.sentence)
            continue
        draft = PresuppositionDraft(label, amount, None, line)
        yield PresuppositionDraft(label, amount, _measure_number(draft, measures, findings), line)


def _between(text: str, money: list[Mention]) -> list[str]:
    """The text before, between and after the amounts."""
    ends = [0, *(each.end for each in money)]
    starts = [*(each.start for each in money), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _label(before: str, after: str) -> str:
    """What the saving comes from: named after its amount, else before it."""
    named = _AFTER.match(after) or _BEFORE.match(before)
    if named is None:
        return ""
    label = named["label"].strip()
    while _TRAILING.search(label):
        label = _TRAILING.sub("", label)
    return "" if re.fullmatch(r"[\d ]*", label) else label


def _measure_number(draft: PresuppositionDraft, measures: Sequence[MeasureDraft], findings: Findings) -> str | None:
    """The measure of the same name, or one whose name holds the other's and whose amount is the same."""
    label = draft.label.casefold()
    titles = [(each, _EXCLUDED.sub("", each.title).casefold().strip()) for each in measures]
    same = [each for each, title in titles if title == label]
    alike = [each for each, title in titles if title and (title in label or label in title)]
    sure = same or [each for each in alike if any(draft.amount.same_value_as(effect.amount) for effect in each.effects)]
    if len(sure) == 1:
        return sure[0].number
    if alike:
        names = ", ".join(each.number for each in alike)
        findings.warning(
            draft.line,
            sentence(
                "Förutsättningen ”%(label)s” liknar åtgärd %(names)s men kopplades inte. Är de samma besparing, ge "
                "dem samma namn så att den inte räknas dubbelt.",
                label=draft.label,
                names=names,
            ),
        )
    return None
