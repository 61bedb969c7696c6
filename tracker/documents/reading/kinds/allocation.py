"""An allocation: a frame, the posts that it is shared out to, and what the text says of each."""

import re
from collections.abc import Iterator, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.chapters import chapters_of
from tracker.documents.reading.kinds.details import chapters_of_posts, with_full_year, with_reserve
from tracker.documents.reading.kinds.frame import Frame, frames_in, target_of, year_of_frames
from tracker.documents.reading.kinds.headed_posts import headed_posts
from tracker.documents.reading.kinds.parts import Parts, rows_of
from tracker.documents.reading.kinds.periods import columns_of
from tracker.documents.reading.kinds.posts import Posts, decided_sum, posts_in
from tracker.documents.reading.kinds.ramp import with_ramp
from tracker.documents.reading.kinds.unread import amounts_of, ramps_of, tell_unread_amounts, tell_unread_columns
from tracker.documents.reading.outline import BlockKind, Outline
from tracker.documents.reading.tables.stated import ReadTable, summed, tables_of_amounts
from tracker.documents.reading.wording import sentences
from tracker.documents.reading.year import years_in
from tracker.domain.draft import Evidence, Fact, MeasureDraft, TargetDraft
from tracker.domain.effect import EffectKind
from tracker.domain.words import sentence

_PRELIMINARY = re.compile(r"\bpreliminär", re.IGNORECASE)
_NO_YEAR, _MOST_FRAMES = 2000, 5


def allocation_in(outline: Outline, year: int, findings: Findings) -> Parts:
    """What the document says in the shape of an allocation. year: the plan's, 0 where its title has none."""
    frames = list(frames_in(outline))
    year = year or year_of_frames(frames)
    if not year:
        return Parts()
    targets = target_of(frames, outline, year, findings)
    tables = tables_of_amounts(outline, findings)
    posts = posts_in(tables, targets[0].amount if targets else None, year)
    posts = posts or headed_posts(chapters_of(outline.blocks), year)
    if posts is None:
        none = sentence(
            "Inga poster hittades. Ställ upp dem i en tabell med belopp och en summa som är ramen, eller som rubriker "
            "med beloppet (”Bibliotek – 2,5 mnkr”)."
        )
        findings.error(0, none, Fact.MEASURES)
        return Parts(year=year, targets=targets, tables=summed(tables, findings))
    measures = _detailed(posts, outline, year, findings)
    _tell_sum(measures, targets, year, findings)
    _tell_preliminary(outline, findings)
    if posts.table is not None:
        columns = columns_of(posts.table.table.columns, year, EffectKind.DECIDED)
        tell_unread_columns(posts.table, columns, findings)
    prices = {shape.kr_each_month for _, shape in ramps_of(measures)}
    claimed = [*amounts_of(measures), *(each.amount for each in targets)]
    tell_unread_amounts(outline.blocks, claimed, prices, findings)
    kept = [each for each in tables if each is not posts.table]
    return Parts(
        year=year,
        targets=targets,
        measures=measures,
        totals=posts.totals,
        tables=summed(kept, findings),
        lines=posts.lines | rows_of(kept),
    )


def allots(outline: Outline) -> Evidence | None:
    """A frame and what it is shared out to: a table with that sum, or headings with amounts that add up to it."""
    frames = list(frames_in(outline))
    tables = tables_of_amounts(outline, Findings()) if frames else []
    different = list({each.amount.low_kr: each for each in reversed(frames)}.values())[-_MOST_FRAMES:]
    headed = headed_posts(chapters_of(outline.blocks), _NO_YEAR) if frames else None
    headed_sum = None if headed is None else decided_sum(headed.measures, _NO_YEAR).low_kr
    for frame in reversed(different):
        for year in _years(frames, tables):
            posts = posts_in(tables, frame.amount, year)
            if posts is None and headed_sum == frame.amount.low_kr:
                posts = headed
            if posts is None:
                continue
            count = len(posts.measures)
            return Evidence(
                sentence("ramen %(frame)s delas på %(count)s poster", frame=frame.amount, count=count), frame.line
            )
    return None


def _years(frames: Sequence[Frame], tables: Sequence[ReadTable]) -> Iterator[int]:
    """The years that the plan may be for, as far as its posts need one."""
    named = {year for each in tables for column in each.table.columns for year in years_in(column)}
    yield from dict.fromkeys([year_of_frames(frames) or _NO_YEAR, *sorted(named)])


def _detailed(posts: Posts, outline: Outline, year: int, findings: Findings) -> tuple[MeasureDraft, ...]:
    """The posts with what the text says of each; of posts read from headings the text is theirs already."""
    measures = list(posts.measures)
    chapters = chapters_of(outline.blocks)
    for position, chapter in chapters_of_posts(measures, chapters, year).items():
        measures[position] = with_full_year(measures[position], chapter, year)
        measures[position] = with_ramp(measures[position], chapter, year, findings)
        measures[position] = with_reserve(measures, position, chapter, findings)
    return tuple(measures)


def _tell_sum(measures: Sequence[MeasureDraft], targets: Sequence[TargetDraft], year: int, findings: Findings) -> None:
    """Say where the posts are more or less than the frame: much may be right, but something may be missing."""
    total = decided_sum(measures, year)
    for target in targets:
        if (total.low_kr, total.high_kr) != (target.amount.low_kr, target.amount.high_kr):
            findings.warning(
                target.line,
                sentence(
                    "Posterna ger tillsammans %(sum)s, men ramen är %(frame)s. Kontrollera att alla poster kom med.",
                    sum=total.in_unit(target.amount.unit, target.amount.decimals),
                    frame=target.amount,
                ),
            )


def _tell_preliminary(outline: Outline, findings: Findings) -> None:
    """A sentence that calls some of the amounts preliminary: which they are is for a person to say."""
    for block in outline.blocks:
        for each in sentences(block.text) if block.kind is not BlockKind.TABLE else ():
            if _PRELIMINARY.search(each.text):
                findings.warning(
                    block.line_at(each.start),
                    sentence("Något kallas preliminärt här. Skriv ”ca” framför de belopp som det gäller."),
                )
