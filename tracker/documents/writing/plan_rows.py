"""One row of a plan as a section of its letter: its text, and a table of what else is known of it.

For the kinds of plan whose amounts hold those of their parts: every row has a heading of its own, and says which one it
belongs to, so that it can be read back (reading/own_letter.py).
"""

from collections.abc import Iterator

from tracker.documents import letter_form as letter
from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.content import Block, Paragraph, Section, Table, Tone
from tracker.documents.writing.plain import plain, plain_paragraphs
from tracker.domain.draft import MeasureDraft
from tracker.domain.money import format_whole
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.status import Status


def row_sections(book: PlanBook) -> Iterator[Section]:
    """Every row of the plan under the one that it belongs to."""
    for measure in book.draft.measures:
        yield _section(book, measure, None)


def heading_of(measure: MeasureDraft) -> str:
    """Its number and title, as a heading."""
    return plain(f"{measure.number}. {measure.title}" if measure.number else measure.title)


def _section(book: PlanBook, measure: MeasureDraft, above: MeasureDraft | None) -> Section:
    sort = form.form_words(book.draft.kind)[measure.form]
    byline = letter.BETWEEN.join((sort.capitalize(), *_about(book, measure, above)))
    blocks: list[Block] = [Paragraph(f"{plain(byline)}.", Tone.BYLINE)]
    blocks += [Paragraph(each) for each in plain_paragraphs(measure.description)]
    if rows := tuple(_rows(book, measure)):
        blocks.append(Table("", (), rows, f"Vad som gäller för {sort} {plain(measure.number or measure.title)}."))
    if measure.indicator and measure.indicator.followed_up:
        blocks.append(
            Paragraph(f"{letter.FOLLOWED}{', '.join(each.swedish for each in measure.indicator.followed_up)}.")
        )
    if measure.report_dates:
        blocks.append(Paragraph(f"{letter.REPORTED}{', '.join(day.isoformat() for day in measure.report_dates)}."))
    parts = tuple(_section(book, each, measure) for each in measure.sub_measures)
    return Section("measure", heading_of(measure), tuple(blocks), parts)


def _about(book: PlanBook, measure: MeasureDraft, above: MeasureDraft | None) -> Iterator[str]:
    """What it belongs to, who answers for it, how far it has come, and how it is measured."""
    if letter.number_and_title(heading_of(measure))[0] != measure.number:
        yield f"{letter.NUMBER}{measure.number}" if measure.number else letter.WITHOUT_NUMBER
    if above is not None:
        yield f"{letter.UNDER}{above.number or above.title}"
    if owner := book.owner(measure):
        yield f"{letter.ANSWERS}{owner}"
    if not measure.form.heads or measure.status is not Status.NOT_STARTED:
        yield measure.status.swedish
    if measure.indicator:
        yield f"{letter.MEASURED}{measure.indicator.measured.swedish}"
        yield measure.indicator.better.swedish
        if measure.indicator.measured_from:
            yield f"{letter.SINCE}{measure.indicator.measured_from}"


def _rows(book: PlanBook, measure: MeasureDraft) -> Iterator[tuple[str, str]]:
    kind = book.draft.kind
    for effect in measure.effects:
        yield (form.effect_name(effect.kind, effect.period, kind), plain(effect.amount.as_written))
    for of, shape in measure.phasings:
        yield (f"{form.effect_word(of, kind).capitalize()}{letter.BY_MONTH}", _shape(shape))
    if measure.falls_to:
        yield (form.FALLS_TO, plain(measure.falls_to))
    if measure.indicator:
        for said, year, value in measure.indicator.values:
            yield (form.value_column(said, year), value.written(measure.indicator.measured))


def _shape(shape: Ramp | Spread) -> str:
    if isinstance(shape, Spread):
        even = len(set(shape.shares)) == 1
        return letter.EVENLY if even else f"{letter.SHARES}{', '.join(map(str, shape.shares))}"
    month = form.MONTH_NAMES[shape.first_month - 1]
    return letter.RAMP % (shape.more_each_month, month, shape.cap, format_whole(shape.kr_each_month))
