"""The frame that an allocation shares out: who was given how much, as of when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block, BlockKind, Outline
from tracker.documents.reading.wording import Sentence, sentences
from tracker.documents.reading.written_date import written_dates
from tracker.documents.reading.year import years_in
from tracker.domain.amount import Amount
from tracker.domain.draft import Alternative, Fact, TargetDraft
from tracker.domain.words import Sentence as Said
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount

_RAM = re.compile(
    r"\b(?:\w{0,30}ram(?:en)?|ramförstärkning(?:en)?|ramtillskott(?:et)?|(?:budget|resurs)förstärkning(?:en)?)"
    r" (?:om|på) (?:totalt |sammanlagt )?$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:[\w-]{0,40}nämnden|[\w-]{0,40}förvaltningen|utskottet|kommunstyrelsen|vi)\b[^.,;]{0,40}?"
    r"\b(?:tilldela(?:s|ts|des)|fördela(?:s|des|ts)|erhåll(?:er|it)|erhöll|fått|fick|får|bevilja(?:s|ts|des)"
    r"|tillför(?:s|ts|des))\b(?: [^.,;\d]{0,60}| )$",
    re.IGNORECASE,
)
_SHARED_OUT = re.compile(
    r"(?: kronor(?:na)?)? (?:ska|skall|föreslås) (?:nu )?(?:bli )?(?:fördela[st]|disponeras)", re.IGNORECASE
)
_CHANGE = re.compile(r"\b(?:minsk|sänk|varav|utöver|förutom|begär|äskar|ansök)", re.IGNORECASE)
_REACH = 160
_DATE_LABEL = re.compile(r"\W*(?:datum)?\W*", re.IGNORECASE)
_OWN_DATE = re.compile(r" \(denna (?:skrivelse|tjänsteskrivelse|handling)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One place that states it."""

    block: Block
    sentence: Sentence
    amount: Amount
    line: int


def frames_in(outline: Outline) -> Iterator[Frame]:
    """Every statement of how large the frame is: "en ram om 24 000 tkr", "de 4,5 mnkr ska fördelas"."""
    for block in outline.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for words in sentences(block.text):
            for each in mentions(words.text):
                before = words.text[max(0, each.start - _REACH) : each.start]
                after = words.text[each.end : each.end + _REACH]
                says = _RAM.search(before) or _GIVEN.search(before) or _SHARED_OUT.match(after)
                if not says or _CHANGE.search(before):
                    continue
                try:
                    amount = each.amount()
                except UnreadableAmount:
                    continue
                yield Frame(block, words, amount, block.line_at(words.start + each.start))


def year_of_frames(frames: Sequence[Frame]) -> int:
    """The year that the statements of the frame agree on; 0 where they name none or several."""
    years = {year for each in frames for year in years_in(each.sentence.text)}
    return years.pop() if len(years) == 1 else 0


def target_of(frames: Sequence[Frame], outline: Outline, year: int, findings: Findings) -> tuple[TargetDraft, ...]:
    """The frame of the plan's year as of its day; none, with what is missing told, where that is not sure."""
    own = [each for each in frames if not (named := years_in(each.sentence.text)) or year in named]
    if not own:
        none = sentence("Ingen ram hittades. Skriv till exempel ”Nämnden har tilldelats en ram om 24 000 tkr”.")
        findings.error(0, none, Fact.TARGET)
        return ()
    different = list({each.amount.low_kr: each for each in reversed(own)}.values())[::-1]
    chosen = different[0]
    if len(different) > 1:
        choices = tuple(Alternative(str(each.amount.low_kr), Said(str(each.amount))) for each in different)
        answer = findings.ask(
            different[1].line,
            sentence("Texten anger flera belopp som kan vara ramen. Vilket är det?"),
            key="frame",
            alternatives=choices,
        )
        if answer is None:
            return ()
        chosen = next(each for each in different if str(each.amount.low_kr) == answer)
    same = [each for each in own if each.amount.low_kr == chosen.amount.low_kr]
    day = next((found for each in same if (found := _only_day(each.block))), None) or own_date(outline)
    if day is None:
        undated = sentence(
            "Ramen saknar datum. Skriv när den beslutades, till exempel ”beslut den 26 mars %(year)s”.", year=year
        )
        findings.error(chosen.line, undated, Fact.TARGET)
        return ()
    return (TargetDraft(chosen.amount, day, chosen.sentence.text, chosen.line),)


def _only_day(block: Block) -> date | None:
    """The one whole date in the paragraph, as of a decision."""
    days = {day for each in written_dates(block.text) if each.year and (day := each.in_year(each.year))}
    return days.pop() if len(days) == 1 else None


def own_date(outline: Outline) -> date | None:
    """The document's own date: on a line of its own, or that of "denna skrivelse"."""
    for block in outline.blocks:
        for line in block.lines:
            for each in written_dates(line.text):
                alone = _DATE_LABEL.fullmatch(line.text[: each.start] + line.text[each.end :])
                if (alone or _OWN_DATE.match(line.text, each.end)) and each.year and (day := each.in_year(each.year)):
                    return day
    return None
