"""A plan as the kind of document it came from, in wordings that `import` reads: summary, deficit, measures, sums."""

from collections.abc import Iterator

from tracker.documents import letter_form as letter
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.content import Block, Letter, Paragraph, Section, Table
from tracker.documents.writing.plain import plain, plain_paragraphs
from tracker.documents.writing.plan_rows import row_sections
from tracker.documents.writing.plan_tables import indicators, months, stated, sums_by_period
from tracker.domain.dates import long_date
from tracker.domain.draft import MeasureDraft, PlanDraft, StatedTotalDraft, TargetDraft
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.period import Period
from tracker.domain.status import Status

_SHORT = 25
_LABELS = {
    EffectKind.DECIDED: "Utebliven kostnad, beslutad",
    EffectKind.FORECAST: "Prognos utebliven kostnad",
    EffectKind.OUTCOME: "Utfall hittills",
    EffectKind.CONFIRMED: "Bekräftat utfall",
}


def plan_letter(book: PlanBook, municipality: str) -> Letter:
    """The plan as it stands, for Word or PDF."""
    draft = book.draft
    proposal = Paragraph(plain(f"{draft.committee}{letter.ADOPTS}{draft.kind.words.the_name}."))
    summary = tuple(Paragraph(each) for each in plain_paragraphs(draft.summary))
    sections = [Section("proposal", "Förslag till beslut", (proposal,))]
    sections += [Section("summary", letter.SUMMARY, summary)] if summary else []
    sections.append(Section("matter", "Beskrivning av ärendet", tuple(_matter(book))))
    sections += row_sections(book) if by_row(draft) else [_measure(each, book) for each in draft.measures]
    if any(map(_of_the_plan, draft.stated_totals)):
        sections.append(Section("totals", letter.TOTALS, tuple(_totals(book))))
    if by_month := tuple(months(book)):
        sections.append(Section("months", letter.MONTHS, by_month))
    if tables := tuple(stated(book)):
        sections.append(Section("tables", letter.TABLES, tables))
    return Letter(
        title=plain(draft.title),
        municipality=plain(municipality),
        committee=plain(draft.committee),
        form="",
        dated=book.as_of,
        references=(plain(draft.reference),) if draft.reference.strip() else (),
        sections=tuple(sections),
    )


def by_row(draft: PlanDraft) -> bool:
    """Whether the plan is written row by row: the form of an action plan's own document does not hold all there is."""
    holds = (
        not draft.kind.rules.parts_within
        and not draft.stated_tables
        and all(each.period in (None, Period(draft.year)) for each in draft.targets)
        and all(each.number and _is_plain(each) and all(map(_is_simple, each.sub_measures)) for each in draft.measures)
    )
    return not holds


def _is_plain(measure: MeasureDraft) -> bool:
    """Whether it has nothing but text, status, amounts, dates and parts."""
    more = (measure.phasings, measure.indicator, measure.falls_to)
    return measure.form is Form.MEASURE and not any(more)


def _is_simple(part: MeasureDraft) -> bool:
    """Whether a part has no parts, dates or owner of its own."""
    return _is_plain(part) and not any((part.sub_measures, part.report_dates, part.owner_email))


def _matter(book: PlanBook) -> Iterator[Block]:
    """What sort of plan it is, where its form does not say so, and what it is summed against; then its sums.

    What the target presupposes stands in the same paragraph as the target.
    """
    draft = book.draft
    words, rowwise = draft.kind.words, by_row(draft)
    sentences = [letter.MATTER % (words.name, draft.year, draft.unit)] if rowwise else []
    sentences += _targets(book)
    for each in draft.presuppositions:
        of = letter.OF_MEASURE % each.measure_number if rowwise and each.measure_number else ""
        sentences.append(letter.PRESUPPOSED % (f"{each.label}{of}", each.amount.as_written))
    yield Paragraph(plain(" ".join(sentences)) or "Planen har inget att summeras mot.")
    if rowwise:
        yield from (table for table in (sums_by_period(book), indicators(book)) if table)
    yield Paragraph(f"{letter.ROWS_FOLLOW}{words.measures}.")


def _targets(book: PlanBook) -> Iterator[str]:
    """The newest that is known of each period, the plan's own year first."""
    draft, own = book.draft, Period(book.draft.year)
    newest: dict[Period, TargetDraft] = {}
    for each in sorted((each for each in draft.targets if each.as_of <= book.as_of), key=lambda each: each.as_of):
        newest[each.period or own] = each
    for period in sorted(newest, key=lambda each: (each != own, each)):
        each = newest[period]
        values = {"day": long_date(each.as_of), "year": period, "amount": each.amount.as_written}
        yield draft.kind.words.states % values


def _measure(measure: MeasureDraft, book: PlanBook) -> Section:
    blocks: list[Block] = [Paragraph(each) for each in plain_paragraphs(measure.description)]
    lettered = [part for part in measure.sub_measures if part.number.startswith(measure.number) and part.number]
    for part in lettered:
        title, description = plain(part.title), plain(part.description)
        said = f"{title}{'' if title.endswith(('.', '!', '?')) else '.'} {description}".rstrip()
        blocks.append(Paragraph(f"{part.number[len(measure.number) :]}. {said}"))
    unnumbered = tuple(
        Section("part", plain(part.title), tuple(Paragraph(each) for each in plain_paragraphs(part.description)))
        for part in measure.sub_measures
        if part not in lettered
    )
    rows = (
        *_owner(measure, book),
        _status(measure),
        *_amounts(measure),
        *(row for part in measure.sub_measures for row in _of_part(part)),
        *_dates(measure),
    )
    about = f"Belopp och återrapporter för {book.draft.kind.words.measure} {plain(measure.number)}."
    table = Table("", (), rows, about) if rows else None
    if not unnumbered:
        blocks += [table] if table else []
    elif table:
        last = unnumbered[-1]
        unnumbered = (*unnumbered[:-1], Section(last.key, last.heading, (*last.blocks, table)))
    return Section("measure", plain(f"{measure.number}. {measure.title}"), tuple(blocks), unnumbered)


def _owner(measure: MeasureDraft, book: PlanBook) -> Iterator[tuple[str, str]]:
    if owner := plain(book.owner(measure)):
        yield ("Ansvarig", owner)


def _status(measure: MeasureDraft) -> tuple[str, str]:
    return ("Status", measure.status.swedish)


def _amounts(measure: MeasureDraft) -> Iterator[tuple[str, str]]:
    for each in measure.effects:
        yield (f"{_LABELS[each.kind]} {each.period}", plain(each.amount.as_written))


def _of_part(part: MeasureDraft) -> Iterator[tuple[str, str]]:
    """What is known of a part, with its number or title before: its text stands further up.

    A part that has nothing but its title is named so as well, or nobody could tell it from a heading.
    """
    name = plain(part.number) or _short(plain(part.title))
    bare = not (part.number or part.description)
    rows = [_status(part)] if bare or part.status is not Status.NOT_STARTED else []
    for label, value in (*rows, *_amounts(part)):
        yield (f"{name}: {label}", value)


def _short(title: str) -> str:
    """The beginning of a title, as what is read back knows it: a longer one would break the row.

    >>> _short("Öppenvård"), _short("Verksamhetsområdesövergripande lokaler")
    ('Öppenvård', 'Verksamhetsområdesövergr…')
    """
    return title if len(title) <= _SHORT else f"{title[: _SHORT - 1].rstrip()}…"


def _dates(measure: MeasureDraft) -> Iterator[tuple[str, str]]:
    for number, day in enumerate(measure.report_dates, 1):
        yield (f"Återrapport {number} Nämnd {day:%y%m%d}", "")


def _of_the_plan(total: StatedTotalDraft) -> bool:
    """Whether it is a sum of the whole plan in its own year: others need the table that they stood in."""
    return total.period is None and total.kind is None and not total.numbers


def _totals(book: PlanBook) -> Iterator[Block]:
    for each in filter(_of_the_plan, book.draft.stated_totals):
        dates = [(f"Återrapport {number} Nämnd {day:%y%m%d}", "") for number, day in enumerate(each.report_dates, 1)]
        rows = ((plain(each.label), plain(each.amount.as_written)), *dates)
        yield Table("", (), rows, "Summan som planens dokument anger.")
