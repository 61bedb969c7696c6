"""What the text of an allocation says of the posts in its table: full years, about how much, and where a rest goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.chapters import Chapter
from tracker.documents.reading.kinds.likeness import likest, shared
from tracker.documents.reading.kinds.posts import decided_in
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import BlockKind
from tracker.documents.reading.wording import sentences
from tracker.documents.reading.year import years_in
from tracker.domain.amount import Amount
from tracker.domain.draft import Alternative, EffectDraft, MeasureDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.words import Sentence, sentence
from tracker.domain.written_amount import UnreadableAmount

_FULL_YEAR = re.compile(
    r"\b(?:helårs(?:kostnad|budget|effekt|belopp)\w*|(?:för|under) ett helt år|på helår\b)", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:förra|föregående|tidigare|var|blev|uppgick)\b", re.IGNORECASE)
_UNUSED = re.compile(
    r"\b(?:inte|ej) (?:\w+ ){0,2}(?:använ(?:ds|ts)|utnyttja(?:s|ts)|förbruka(?:s|ts)|behöv(?:s|ts)|tas i anspråk)"
    r"|\b(?:outnyttja|oanvän|oförbruka)\w*",
    re.IGNORECASE,
)
_FALLS = re.compile(
    r"\b(?:flyttas|tillförs|överförs|tillfaller|förs|läggs|går|omfördelas)(?: då| i stället| istället| över){0,3}"
    r" (?:till )?"
    r"(?P<to>[^.;]{3,120})",
    re.IGNORECASE,
)

_MOST_POSTS, _MOST_CHAPTERS = 60, 500
"""Each is held against each: beyond these the text is left alone."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a chapter."""

    text: str
    line: int


def said_in(chapter: Chapter) -> Iterator[Said]:
    """Every sentence but those of tables."""
    for block in chapter.blocks:
        if block.kind is not BlockKind.TABLE:
            for each in sentences(block.text):
                yield Said(each.text, block.line_at(each.start))


def chapters_of_posts(posts: Sequence[MeasureDraft], chapters: Sequence[Chapter], year: int) -> dict[int, Chapter]:
    """For each post, by its position, the only chapter that names it in its heading and states its amount."""
    found: dict[int, list[Chapter]] = {}
    for chapter in chapters[:_MOST_CHAPTERS] if len(posts) <= _MOST_POSTS else ():
        amounts = {each.low_kr for said in said_in(chapter) for each in _amounts(said.text)}
        named = [
            n
            for n, post in enumerate(posts)
            if (own := decided_in(post, year)) is not None
            and own.low_kr in amounts
            and shared(chapter.title, post.title)
        ]
        if len(named) == 1:
            found.setdefault(named[0], []).append(chapter)
    return {n: each[0] for n, each in found.items() if len(each) == 1}


def with_full_year(post: MeasureDraft, chapter: Chapter, year: int) -> MeasureDraft:
    """The post with what it comes to in a full year, where one sentence says so with one amount; and with its text."""
    found = {
        (amount.low_kr, period): EffectDraft(EffectKind.DECIDED, period, amount, said.text, said.line)
        for said in said_in(chapter)
        if (period := _full_year_said(said.text, year)) is not None and len(of := _amounts(said.text)) == 1
        for amount in of
    }
    full = [each.period for each in post.effects if each.period.full_year]
    effects = post.effects if full or len(found) != 1 else (*post.effects, *found.values())
    own = decided_in(post, year)
    about = any(
        each.provisional and own is not None and each.low_kr == own.low_kr
        for said in said_in(chapter)
        for each in _amounts(said.text)
    )
    if about:
        effects = tuple(_about(each, year) for each in effects)
    text = "\n\n".join(each.text for each in chapter.blocks if each.kind is not BlockKind.TABLE)
    return replace(post, effects=effects, description=post.description or text)


def _full_year_said(text: str, year: int) -> Period | None:
    """The full year that a sentence is about: the one that it names, else the plan's; none for one that is past."""
    years = years_in(text)
    if not _FULL_YEAR.search(text) or _PAST.search(text) or len(years) > 1 or any(each < year for each in years):
        return None
    return Period(years[0] if years else year, full_year=True)


def _about(effect: EffectDraft, year: int) -> EffectDraft:
    if effect.period != Period(year):
        return effect
    return replace(effect, amount=effect.amount.marked_provisional())


def _amounts(text: str) -> list[Amount]:
    found = []
    for each in mentions(text):
        try:
            found.append(each.amount())
        except UnreadableAmount:
            continue
    return found


def with_reserve(posts: Sequence[MeasureDraft], position: int, chapter: Chapter, findings: Findings) -> MeasureDraft:
    """The post with the one that gets what it does not use, where its chapter says so; asked where that is unclear."""
    post = posts[position]
    for said in said_in(chapter):
        falls = _FALLS.search(said.text) if _UNUSED.search(said.text) else None
        if falls is None:
            continue
        others = [each for n, each in enumerate(posts) if n != position]
        found = likest(falls["to"], [each.title for each in others])
        number = others[found].number if found is not None else _asked(post, others, said, findings)
        if number:
            return replace(post, falls_to=number)
    return post


def _asked(post: MeasureDraft, others: Sequence[MeasureDraft], said: Said, findings: Findings) -> str | None:
    choices = tuple(Alternative(each.number, Sentence("%(title)s", {"title": each.title})) for each in others)
    return findings.ask(
        said.line,
        sentence("Vilken post får det som inte används av ”%(title)s”?", title=post.title),
        key=f"falls-to-{said.line}",
        alternatives=choices,
        touches_money=False,
    )
