"""Posts of an allocation that has no table: a heading with its amount, or one whose text begins with what is given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.reading.kinds.chapters import Chapter
from tracker.documents.reading.kinds.posts import Posts, numbered
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.tables.sum_rows import SUM
from tracker.documents.reading.wording import sentences
from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft, MeasureDraft, StatedTotalDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.written_amount import UnreadableAmount

_DASH = re.compile(r"(?:[-–—:,]| \() *$")
_GIVES = re.compile(
    r" ?(?:kronor(?:na)? )?(?:som |ska |kommer att )?(?:avsätts|föreslås (?:gå|avsättas|läggas|användas)|reserveras"
    r"|läggs|går|fördelas|tillförs|satsas|anslås|avsättas|gå|används|till)\b(?: (?:till|på|i|för|åt))?(?: att)? *",
    re.IGNORECASE,
)
_NO_POST = re.compile(r"^(?:ram|ramen|underskott|överskott|intäkt)|\bbesparing|\butebliv", re.IGNORECASE)
_FEWEST = 2
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Given:
    """An amount with what it is given to, and where that is said."""

    title: str
    amount: Amount
    text: str
    line: int


def headed_posts(chapters: Sequence[Chapter], year: int) -> Posts | None:
    """Two posts or more; None where there are not so many. Parts are the amounts below that are not the whole's own."""
    found: list[MeasureDraft] = []
    totals: list[StatedTotalDraft] = []
    lines: set[int] = set()
    for chapter in chapters:
        if chapter.heading is None:
            continue
        whole = _in_heading(chapter.heading)
        if whole is not None and SUM.match(whole.title):
            totals.append(StatedTotalDraft(whole.title, whole.amount, line=whole.line))
            continue
        given = [each for block in chapter.blocks if (each := _given(block)) is not None]
        if whole is None and not given:
            continue
        if whole is None:
            if len(given) > 1:
                continue
            whole = Given(chapter.title, given[0].amount, "", given[0].line)
        parts = [each for each in given if each.amount.low_kr != whole.amount.low_kr]
        text = "\n\n".join(each.text for each in chapter.blocks if each.kind is not BlockKind.TABLE)
        found.append(_post(whole, parts, text, chapter.line, year))
        lines |= {chapter.line, *(each.line for each in given)}
    return Posts(numbered(found), tuple(totals), lines=frozenset(lines)) if len(found) >= _FEWEST else None


def _post(whole: Given, parts: Sequence[Given], text: str, line: int, year: int) -> MeasureDraft:
    own = EffectDraft(EffectKind.DECIDED, Period(year), whole.amount, "", whole.line)
    return MeasureDraft(
        number="",
        title=whole.title,
        description=text,
        effects=(own,),
        sub_measures=tuple(
            MeasureDraft(
                number="",
                title=each.title,
                description=each.text,
                effects=(EffectDraft(EffectKind.DECIDED, Period(year), each.amount, "", each.line),),
                line=each.line,
            )
            for each in parts
        ),
        line=line,
    )


def _in_heading(heading: Block) -> Given | None:
    """ "Bibliotek och kultur – 2,5 mnkr" as a title and an amount."""
    found = mentions(heading.text)
    if len(found) != 1 or heading.text[found[0].end :].strip(" ).:"):
        return None
    before = heading.text[: found[0].start]
    amount = _read(found[0])
    title = _DASH.sub("", before).strip()
    if amount is None or not _DASH.search(before) or len(sentences(title)) > 1 or _NO_POST.search(title):
        return None
    return Given(title, amount, "", heading.line)


def _given(block: Block) -> Given | None:
    """A paragraph or an item that begins with an amount and what it is given to."""
    found = mentions(block.text)
    if block.kind is BlockKind.TABLE or not found or found[0].start > 0:
        return None
    gives = _GIVES.match(block.text, found[0].end)
    amount = _read(found[0])
    if gives is None or amount is None:
        return None
    words = sentences(block.text)[0].text[gives.end() :].strip(" .:")
    title = words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    return Given(title[:1].upper() + title[1:], amount, block.text, block.line) if title else None


def _read(mention: Mention) -> Amount | None:
    try:
        return mention.amount()
    except UnreadableAmount:
        return None
