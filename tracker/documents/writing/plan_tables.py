"""The tables of a whole plan in its letter: sums by heading and year, indicators, months, what the document states."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.content import Block, Paragraph, Table, Tone
from tracker.documents.writing.plain import plain
from tracker.documents.writing.plan_rows import heading_of
from tracker.documents.writing.workbook_counting import standings
from tracker.documents.writing.workbook_measures import worths
from tracker.domain.amount import Total, format_span
from tracker.domain.counting import counted_as
from tracker.domain.course import Course, Phasing, course
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.groups import below
from tracker.domain.indicator import Indicator, IndicatorStanding, Said
from tracker.domain.measure import Standing
from tracker.domain.money import EN_DASH, Unit, sum_decimals
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.stated_table import CheckedSum, StatedTable, checked_sums
from tracker.spoken import capital


def in_unit(unit: Unit, low_kr: int, high_kr: int) -> str:
    """A sum with the decimals that it needs."""
    return format_span(low_kr, high_kr, unit, sum_decimals(unit, low_kr, high_kr))


def sums_by_period(book: PlanBook) -> Table | None:
    """What each heading and the plan come to, year by year; None where the plan is not in money or says nothing."""
    draft = book.draft
    used = [each for each in worths(book) if any(s.effects.get(each[0]) for s in standings(draft, each[1]))]
    if not draft.kind.rules.in_money or not used:
        return None
    presupposed = {each.measure_number for each in draft.presuppositions if each.measure_number}
    kinds = list(dict.fromkeys(kind for kind, _ in used))
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    for period in dict.fromkeys(period for _, period in used):
        every = [each for each in standings(draft, period) if each.measure.number not in presupposed]
        for heading in (each for each in every if each.measure.form.heads):
            under = below(heading.measure.id, every)
            rows.append((plain(heading.measure.name), str(period), *_sums(draft, under, kinds)))
        strong.append(len(rows))
        rows.append(("Hela planen", str(period), *_sums(draft, every, kinds)))
    head = ("Del av planen", "År", *(capital(form.effect_word(kind, draft.kind)) for kind in kinds))
    about = "Planens summor, en rad för varje rubrik och år."
    return Table("Summor", head, tuple(rows), about, tuple(strong), amounts=len(kinds))


def _sums(draft: PlanDraft, every: Sequence[Standing], kinds: Sequence[EffectKind]) -> Iterator[str]:
    for kind in kinds:
        worth = [each.worth for each in counted_as(every, draft.kind.rules, kind).standings if each.worth is not None]
        total = Total.of(worth)
        yield in_unit(draft.unit, total.low_kr, total.high_kr) if any(each.known for each in worth) else EN_DASH


def indicators(book: PlanBook) -> Table | None:
    """Target and outcome of the plan's year, how that stands, and the newest outcome of another year."""
    found = [(each, each.indicator) for each in book.draft.every_measure if each.indicator]
    if not found:
        return None
    rows = []
    for measure, each in found:
        said = {which: {year: value for of, year, value in each.values if of is which} for which in Said}
        known = Indicator(0, each.measured, each.better)
        standing = IndicatorStanding(known, book.draft.year, said[Said.TARGET], said[Said.OUTCOME])
        before = max((year for year in standing.outcomes if year < standing.year), default=None)
        rows.append(
            (
                heading_of(measure),
                *(
                    EN_DASH if value is None else value.written(each.measured)
                    for value in (standing.target, standing.outcome)
                ),
                EN_DASH if before is None else f"{standing.outcomes[before].written(each.measured)} ({before})",
            )
        )
    year = book.draft.year
    head = (form.INDICATOR, f"Mål {year}", f"Utfall {year}", "Utfall dessförinnan")
    return Table("Indikatorer", head, tuple(rows), "En rad för varje indikator.", amounts=3)


def months(book: PlanBook) -> Iterator[Block]:
    """Each effect that is built up or spread, month by month, and what the plan states of its sum."""
    for measure in book.draft.every_measure:
        for effect, shape in measure.phasings:
            found = _course(book.draft, measure, effect, shape)
            if found is not None:
                yield _months(book, measure, found)
                yield from _stated_beside(book, found)


def _course(draft: PlanDraft, measure: MeasureDraft, effect: EffectKind, shape: Ramp | Spread) -> Course | None:
    amounts = {(each.kind, each.period): each.amount for each in measure.effects}
    year, day = draft.year, date(draft.year, 1, 1)
    return course(
        Phasing(0, effect, year, shape, day),
        stated=amounts.get((effect, Period(year))),
        full_year=amounts.get((effect, Period(year, full_year=True))),
        outcome=None,
        as_of=day,
    )


def _months(book: PlanBook, measure: MeasureDraft, found: Course) -> Table:
    uneven = any(sum_decimals(book.draft.unit, kr) > 1 for kr in found.months)
    unit, sums = Unit.KR if uneven else book.draft.unit, 0
    rows = []
    for name, kr in zip(form.MONTH_NAMES, found.months, strict=True):
        sums += kr
        rows.append((capital(name), in_unit(unit, kr, kr), in_unit(unit, sums, sums)))
    effect = form.effect_word(found.phasing.kind, book.draft.kind)
    head = ("Månad", capital(effect), "Sammanlagt")
    about = f"En rad för varje månad {book.draft.year}."
    return Table(f"{heading_of(measure)}: {effect} månad för månad", head, tuple(rows), about, amounts=2)


def _stated_beside(book: PlanBook, found: Course) -> Iterator[Paragraph]:
    unit, year = book.draft.unit, book.draft.year

    def beside(of: str, computed_kr: int, stated_kr: int, difference_kr: int) -> Paragraph:
        computed, stated, difference = (in_unit(unit, kr, kr) for kr in (computed_kr, stated_kr, difference_kr))
        text = f"Månaderna ger {computed} {of}; planen anger {stated}: skillnaden är {difference}."
        return Paragraph(text, Tone.NOTE)

    if found.stated_kr is not None and found.difference_kr:
        yield beside(f"för {year}", found.in_year_kr, found.stated_kr, found.difference_kr)
    if found.full_year_kr is not None and found.stated_full_year_kr is not None and found.full_year_difference_kr:
        yield beside("ett helt år", found.full_year_kr, found.stated_full_year_kr, found.full_year_difference_kr)


def stated(book: PlanBook) -> Iterator[Block]:
    """Each table as the document has it, and which of its sums do not hold."""
    for table in book.draft.stated_tables:
        rows = tuple(
            (plain(row.label), *(EN_DASH if cell is None else plain(cell.as_written) for cell in row.cells))
            for row in table.rows
        )
        strong = tuple(place for place, row in enumerate(table.rows) if row.addends)
        head = ("Post", *map(plain, table.columns))
        title = plain(table.title)
        yield Table(title, head, rows, f"Tabellen {title} som den står i planens dokument.", strong, len(table.columns))
        yield from _checked(book.draft.unit, table)


def _checked(unit: Unit, table: StatedTable) -> Iterator[Paragraph]:
    sums = checked_sums(table)
    if not sums:
        return
    failing = [each for each in sums if not each.holds]
    text = " ".join(_said(unit, each) for each in failing) or "Summorna stämmer."
    yield Paragraph(plain(text), Tone.NOTE)


def _said(unit: Unit, each: CheckedSum) -> str:
    of = f"{each.row}, {each.column}"
    if each.holds is None:
        return f"{of}: om summan stämmer går inte att säga, för en del är inte känd."
    difference = in_unit(unit, abs(each.difference_kr), abs(each.difference_kr))
    computed = in_unit(unit, each.computed.low_kr, each.computed.high_kr)
    return f"{of}: delarna ger {computed}, så summan är {difference} {'mer' if each.difference_kr > 0 else 'mindre'}."
