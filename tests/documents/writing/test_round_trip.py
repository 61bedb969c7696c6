"""A plan that is written out comes back: as a workbook whole, as Word and PDF with its measures, amounts and dates."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from tomllib import loads
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.documents.writing.samples import MUNICIPALITY, STAMP, book
from tests.plan_on_file import large, ludvika
from tracker.documents.plan_book import BookEffect, PlanBook
from tracker.documents.reading import read_plan
from tracker.documents.reading.own_sheets import is_own_workbook
from tracker.documents.reading.own_workbook import read_own_workbook
from tracker.documents.writing.content import Paragraph
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.sheet import cell_text
from tracker.documents.writing.word import letter_docx
from tracker.documents.writing.workbook import plan_xlsx
from tracker.domain.amount import Amount
from tracker.domain.draft import (
    EffectDraft,
    IndicatorDraft,
    MeasureDraft,
    PlanDraft,
    StatedTotalDraft,
    TargetDraft,
)
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Occasion, Said, Value
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.status import Status
from tracker.errors import UnreadableDocument
from tracker.services.example import EXAMPLES, example_names
from tracker.services.example_file import draft_from


def bare(draft: PlanDraft) -> PlanDraft:
    """Without where things stood in a source."""
    return replace(
        draft,
        targets=tuple(replace(each, line=0) for each in draft.targets),
        presuppositions=tuple(replace(each, line=0) for each in draft.presuppositions),
        stated_totals=tuple(replace(each, line=0) for each in draft.stated_totals),
        measures=tuple(_bare(each) for each in draft.measures),
    )


def _bare(measure: MeasureDraft) -> MeasureDraft:
    return replace(
        measure,
        line=0,
        effects=tuple(replace(each, line=0) for each in measure.effects),
        sub_measures=tuple(_bare(each) for each in measure.sub_measures),
    )


def through_excel(of: PlanBook) -> PlanDraft:
    content = plan_xlsx(of, municipality=MUNICIPALITY, stamp=STAMP)
    assert is_own_workbook(content)
    return bare(read_own_workbook(content))


@pytest.mark.parametrize("draft", [ludvika(), large(40)])
def test_a_plan_comes_back_from_excel_as_it_was(draft: PlanDraft) -> None:
    assert through_excel(book(draft)) == bare(draft)


def example(name: str) -> PlanDraft:
    return draft_from(loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))["plan"])


@pytest.mark.parametrize("name", example_names())
def test_an_example_of_any_kind_comes_back_from_excel_as_it_was(name: str) -> None:
    draft = example(name)
    assert through_excel(book(draft)) == bare(draft)


amounts = st.builds(
    lambda low, wide, provisional, unit, decimals, words: Amount(low, low + wide, provisional, unit, decimals, words),
    st.integers(-(10**11), 10**11),
    st.sampled_from((0, 0, 500_000)),
    st.booleans(),
    st.sampled_from(Unit),
    st.integers(0, 6),
    st.sampled_from(("", "ca", "=1+1")),
) | st.builds(Amount.unknown, st.sampled_from(("", "Summa ges efter analysen")))
texts = st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: cell_text(text).strip())
titles = texts.filter(bool)
effect_keys = st.tuples(st.sampled_from(EffectKind), st.builds(Period, st.sampled_from((2018, 2019)), st.booleans()))
effects = st.dictionaries(effect_keys, st.tuples(amounts, texts), max_size=4).map(
    lambda found: tuple(EffectDraft(*key, *value) for key, value in found.items())
)
days = st.lists(st.dates(date(2019, 1, 1), date(2020, 12, 31)), max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)
measures = st.builds(
    lambda number, *rest: MeasureDraft(str(number), rest[0], rest[1], rest[2], rest[3], unit=rest[4], status=rest[5]),
    st.integers(1, 99),
    titles,
    texts,
    effects,
    days,
    texts,
    st.sampled_from(Status),
)


phasings = st.builds(Ramp, st.integers(0, 99), st.integers(1, 12), st.integers(0, 999), st.integers(-9999, 9999)) | (
    st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any).map(lambda shares: Spread(tuple(shares)))
)
values = st.builds(Value, st.integers(-(10**6), 10**6) | st.none(), st.integers(0, 3)).map(
    lambda value: Value(None) if value.number is None else value
)


def yes_or_no(value: Value) -> Value:
    return value if value.number is None else Value(int(value.number > 0))


indicators = st.builds(
    lambda measured, better, occasions, since, said: IndicatorDraft(
        measured,
        better,
        tuple(occasions),
        since,
        tuple(
            (which, year, yes_or_no(value) if measured is Measured.YES_NO else value)
            for year, which in sorted(said, key=lambda key: (key[0], list(Said).index(key[1])))
            if (value := said[year, which])
        ),
    ),
    st.sampled_from(Measured),
    st.sampled_from(Better),
    st.lists(st.sampled_from(Occasion), unique=True),
    st.none() | st.just(2018),
    st.dictionaries(st.tuples(st.sampled_from((2017, 2018, 2019)), st.sampled_from(Said)), values, max_size=4),
)
tables = st.integers(1, 3).flatmap(
    lambda columns: st.builds(
        lambda title, labels, rows: StatedTable(
            title,
            tuple(labels),
            (
                *(StatedRow(label, tuple(cells)) for label, cells in rows),
                StatedRow("Summa", tuple(rows[0][1]), (Addend(0), *(Addend(len(rows) - 1, -1),) * (len(rows) > 1))),
            ),
        ),
        texts,
        st.lists(texts, min_size=columns, max_size=columns),
        st.lists(
            st.tuples(texts, st.lists(st.none() | amounts, min_size=columns, max_size=columns)), min_size=1, max_size=3
        ),
    )
)


def below_each_other(found: list[MeasureDraft]) -> tuple[MeasureDraft, ...]:
    """Every measure a part of the one before it."""
    measures: tuple[MeasureDraft, ...] = ()
    for each in reversed(found):
        measures = (replace(each, sub_measures=measures),)
    return measures


@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_any_plan_of_any_kind_comes_back_from_excel_as_it_was(data: st.DataObject) -> None:
    kind, title = data.draw(st.sampled_from(PlanKind)), data.draw(titles)
    found = data.draw(st.lists(measures, max_size=4, unique_by=lambda measure: measure.number))
    found = [
        replace(
            each,
            form=data.draw(st.sampled_from(Form)),
            falls_to=data.draw(st.sampled_from((None, found[0].number))),
            phasings=data.draw(st.lists(st.tuples(st.sampled_from(EffectKind), phasings), max_size=1).map(tuple)),
            indicator=data.draw(st.none() | indicators),
        )
        for each in found
    ]
    sums, period = data.draw(st.lists(amounts, max_size=2)), data.draw(st.none() | st.just(Period(2020, True)))
    of = data.draw(st.none() | st.sampled_from(EffectKind))
    draft = PlanDraft(
        title,
        "Nämnden",
        2019,
        kind=kind,
        summary=data.draw(texts),
        targets=tuple(TargetDraft(each, date(2019, 1, day), title, period=period) for day, each in enumerate(sums, 1)),
        measures=below_each_other(found) if data.draw(st.booleans()) else tuple(found),
        stated_totals=tuple(
            StatedTotalDraft(title, each, (), period=period, kind=of, numbers=tuple(each.number for each in found[:2]))
            for each in sums
        ),
        stated_tables=tuple(data.draw(st.lists(tables, max_size=2))),
    )
    assert through_excel(book(draft)) == bare(draft)


def test_import_knows_the_workbook_whatever_it_is_called() -> None:
    content = plan_xlsx(book(), municipality=MUNICIPALITY, stamp=STAMP)
    reading = read_plan(content, "plan.bin")
    assert bare(reading.draft) == bare(ludvika())
    assert (reading.findings, reading.confidence) == ((), 100)


def test_the_newest_of_several_forecasts_comes_back() -> None:
    draft = ludvika()
    newest = draft.measures[2].effects[0]
    older = BookEffect(12, newest.kind, newest.period, Amount.exact(1), date(2019, 1, 1))
    assert through_excel(book(draft, effects=(older, *book(draft).effects))) == bare(draft)


def changed(cell: str, value: Any, *, sheet: str = "Åtgärder") -> bytes:
    workbook = openpyxl.load_workbook(BytesIO(plan_xlsx(book(), municipality=MUNICIPALITY, stamp=STAMP)))
    workbook[sheet][cell] = value
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_an_amount_that_somebody_changed_in_excel_is_the_amount() -> None:
    letter = next(
        cell.column_letter
        for cell in openpyxl.load_workbook(BytesIO(changed("A2", 1)))["Åtgärder"][1]
        if cell.value == "Prognos 2019, lägst (kr)"
    )
    draft = read_own_workbook(changed(f"{letter}7", 1_150_000))
    amount = draft.measures[1].effects[0].amount
    assert (amount.low_kr, amount.high_kr) == (1_150_000, 1_200_000)
    assert str(amount) == "1,15–1,20\xa0mnkr"


@pytest.mark.parametrize(
    ("cell", "value", "sheet", "words"),
    [
        ("I2", "kanske", "Åtgärder", "Cellen Åtgärder!I2 (Status) ska vara något av: ej påbörjad"),
        ("A3", 1, "Åtgärder", "varje nummer en gång"),
        ("B3", 99, "Åtgärder", "varje nummer en gång"),
        ("B2", "mycket", "Underskott", "Cellen Underskott!B2 (Lägst (kr)) ska vara ett heltal"),
        ("A2", "igår", "Underskott", "ska vara ett datum"),
        ("B2", 10**15, "Underskott", "ska vara ett heltal"),
        ("A1", "Annat", "Underskott", "saknar kolumnen ”Gäller från”"),
        ("A2", "Annat", "Plan", "saknar raden ”Titel”"),
        ("V2", "99", "Åtgärder", "Cellen Åtgärder!V2 (Faller till) ska vara nummer på åtgärder som finns"),
        ("B2", "99", "Förutsättningar", "Cellen Förutsättningar!B2 (Nr) ska vara nummer på åtgärder som finns"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(cell: str, value: Any, sheet: str, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_own_workbook(changed(cell, value, sheet=sheet))
    assert words in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_workbook_of_ours_is_not(content: bytes) -> None:
    assert not is_own_workbook(content)


@pytest.mark.parametrize("extension", ["docx", "pdf"])
@pytest.mark.parametrize("draft", [ludvika(), replace(large(25), stated_totals=())])
def test_a_plan_comes_back_from_word_and_pdf_with_measures_amounts_and_dates(draft: PlanDraft, extension: str) -> None:
    write = letter_docx if extension == "docx" else letter_pdf
    content = write(plan_letter(book(draft), "Ludvika kommun"), stamp=STAMP)
    read = read_plan(content, f"plan.{extension}").draft
    assert (read.title, read.committee, read.reference, read.year) == (
        draft.title,
        draft.committee,
        draft.reference,
        draft.year,
    )
    assert [(each.as_of, each.amount) for each in read.targets] == [(t.as_of, t.amount) for t in draft.targets]
    assert [(each.label, each.amount) for each in read.presuppositions] == [
        (each.label, each.amount) for each in draft.presuppositions
    ]
    assert [_plan_of(each) for each in read.measures] == [_plan_of(each) for each in draft.measures]
    assert [(each.amount, each.report_dates) for each in read.stated_totals] == [
        (each.amount, each.report_dates) for each in draft.stated_totals
    ]


@pytest.mark.parametrize("name", [each for each in example_names() if example(each).kind.rules.parts_within])
def test_a_plan_written_row_by_row_comes_back_from_word_and_pdf(name: str) -> None:
    draft = example(name)
    written = plan_letter(book(draft, as_of=date(draft.year, 12, 31)), "Exempelkommunen")
    for content in (letter_docx(written, stamp=STAMP), letter_pdf(written, stamp=STAMP)):
        reading = read_plan(content, "plan.docx")
        read = reading.draft
        assert reading.findings == ()
        assert _facts(read) == _facts(draft)
        assert [_row_of(each) for each in read.every_measure] == [_row_of(each) for each in draft.every_measure]
        assert [(each.label, each.amount) for each in read.stated_totals] == [
            (each.label, each.amount) for each in draft.stated_totals
        ]


def test_a_row_that_is_not_understood_is_an_error_and_not_left_out() -> None:
    draft = example("lund-2021")
    written = plan_letter(book(draft, as_of=date(2021, 12, 31)), "Exempelkommunen")
    sections = [
        replace(each, blocks=(Paragraph("Något annat."), *each.blocks[1:])) if each.heading.startswith("2.") else each
        for each in written.sections
    ]
    reading = read_plan(letter_docx(replace(written, sections=tuple(sections)), stamp=STAMP), "plan.docx")
    assert [each.number for each in reading.draft.measures] == ["1", "3", "4"]
    (error,) = reading.errors
    assert "”2. Personalförstärkningar” går inte att läsa" in error.message


def more_than_its_form_holds() -> PlanDraft:
    """An action plan with months, a table, a part of a part, and targets of other periods."""
    draft = ludvika()
    first, second, third, *rest = draft.measures
    deep = replace(first.sub_measures[0], number="1aa", title="En del av en del.")
    rest = [*rest, replace(draft.measures[5], number="", title="1. utan nummer", report_dates=())]
    first = replace(first, sub_measures=(replace(first.sub_measures[0], sub_measures=(deep,)), *first.sub_measures[1:]))
    listed = "Så här går det till:\n\n- Först lokaler.\n\n1. Sedan kost."
    second = replace(second, description=listed, phasings=((EffectKind.FORECAST, Spread()),))
    third = replace(third, phasings=((EffectKind.FORECAST, Ramp(1, 2, 10, 10_000)),))
    other = replace(draft.targets[0], period=Period(2020), amount=Amount.exact(12_000_000, Unit.MNKR, 1))
    return replace(
        draft,
        measures=(first, second, third, *rest),
        targets=(*draft.targets, other),
        stated_tables=example("eskilstuna-2024").stated_tables,
    )


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_an_action_plan_with_more_than_its_form_holds_is_written_row_by_row(extension: str) -> None:
    draft = more_than_its_form_holds()
    write = letter_docx if extension == "docx" else letter_pdf
    written = plan_letter(book(draft, owners={}), "Ludvika kommun")
    reading = read_plan(write(written, stamp=STAMP), f"plan.{extension}")
    read = reading.draft
    assert reading.findings == ()
    assert _facts(read)[:-2] == _facts(draft)[:-2]
    assert [_row_of(each) for each in read.every_measure] == [_row_of(each) for each in draft.every_measure]
    assert [(each.amount, each.as_of, each.period) for each in read.targets] == [
        (each.amount, each.as_of, each.period) for each in draft.targets
    ]
    assert [(each.label, each.amount, each.measure_number) for each in read.presuppositions] == [
        (each.label, each.amount, each.measure_number) for each in draft.presuppositions
    ]
    assert [(each.amount, each.report_dates) for each in read.stated_totals] == [
        (each.amount, each.report_dates) for each in draft.stated_totals
    ]


def _facts(draft: PlanDraft) -> tuple[Any, ...]:
    of_own_year = (None, Period(draft.year))
    targets = [(each.amount, each.as_of) for each in draft.targets if each.period in of_own_year]
    return (draft.kind, draft.title, draft.committee, draft.reference, draft.year, draft.unit, draft.summary, targets)


def _row_of(measure: MeasureDraft) -> tuple[Any, ...]:
    _, _, description, *rest = _plan_of(replace(measure, sub_measures=()))
    # A PDF breaks the longest words without a mark.
    said = (measure.number, measure.title, description.replace(" ", ""), [part.title for part in measure.sub_measures])
    return (*said, *rest, measure.form, measure.indicator, measure.phasings, measure.falls_to, measure.owner_email)


def _plan_of(measure: MeasureDraft) -> tuple[Any, ...]:
    amounts = [
        (each.kind, each.period, each.amount.low_kr, each.amount.high_kr, each.amount.provisional)
        for each in measure.effects
    ]
    parts = [_plan_of(part) for part in measure.sub_measures]
    # A PDF does not say where a paragraph ends that ends with its line.
    said = (measure.number, measure.title, " ".join(measure.description.split()), measure.status)
    return (*said, amounts, measure.report_dates, parts)


words = st.sampled_from(
    ("lokaler", "kost", "resor", "vikarier", "skolskjuts", "hemtjänst", "färre", "bättre", "samlad")
)
sentences = st.lists(words, min_size=2, max_size=12).map(lambda found: f"{' '.join(found).capitalize()}.")
names = st.lists(words, min_size=1, max_size=8).map(lambda found: " ".join(found).capitalize())
descriptions = st.lists(sentences, max_size=2).map("\n\n".join)
written_amounts = st.builds(
    lambda low, wide, provisional, unit: Amount(low, low + wide, provisional, unit, unit.exact_decimals(low + wide)),
    st.integers(0, 10**6).map(lambda thousands: thousands * 1000),
    st.sampled_from((0, 0, 500_000)),
    st.booleans(),
    st.sampled_from(Unit),
) | st.just(Amount.unknown("Summa ges efter analysen"))
written_effects = st.dictionaries(effect_keys, written_amounts, max_size=4).map(
    lambda found: tuple(EffectDraft(*key, amount) for key, amount in found.items())
)
parts = st.builds(
    lambda title, description, effects, status: MeasureDraft("", title, description, effects, status=status),
    names,
    sentences,
    written_effects,
    st.sampled_from(Status),
)
wholes = st.builds(
    lambda title, description, effects, days, parts, status: MeasureDraft(
        "", title, description, effects, days, parts, status=status
    ),
    names,
    descriptions,
    written_effects,
    days,
    # Of parts whose titles begin alike a row cannot say which one it is of: that is an error and no wrong figure.
    st.lists(parts, max_size=3, unique_by=lambda part: part.title[:24]),
    st.sampled_from(Status),
)


def numbered(found: list[MeasureDraft], lettered: list[bool]) -> tuple[MeasureDraft, ...]:
    """The measures by number, with lettered parts where so drawn, else parts without numbers."""
    return tuple(
        replace(
            whole,
            number=str(number),
            sub_measures=tuple(
                replace(part, number=f"{number}{letter}" if by_letter else "")
                for letter, part in zip("abc", whole.sub_measures, strict=False)
            ),
        )
        for number, (whole, by_letter) in enumerate(zip(found, lettered, strict=True), 1)
    )


@pytest.mark.parametrize("extension", ["docx", "pdf"])
@settings(deadline=None, max_examples=8, phases=(Phase.reuse, Phase.generate))
@given(data=st.data())
def test_any_plan_comes_back_from_word_and_pdf(extension: str, data: st.DataObject) -> None:
    found = data.draw(st.lists(wholes, min_size=1, max_size=4))
    lettered = data.draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found)))
    targets = (TargetDraft(Amount.exact(9_900_000, Unit.MNKR), date(2019, 3, 31), ""),)
    every = numbered(found, lettered)
    kind = data.draw(st.sampled_from(PlanKind))
    draft = PlanDraft("Åtgärdsplan 2019", "Socialnämnden", 2019, kind=kind, targets=targets, measures=every)
    write = letter_docx if extension == "docx" else letter_pdf
    content = write(plan_letter(book(draft), "Exempelkommunen"), stamp=STAMP)
    read = read_plan(content, f"plan.{extension}").draft
    assert read.kind is kind
    assert [_plan_of(each) for each in read.measures] == [_plan_of(each) for each in draft.measures]


def test_the_same_rows_at_the_top_of_several_pages_are_no_page_header() -> None:
    text = "Samlad hemtjänst färre resor skolskjuts och kost. " * 3
    same = MeasureDraft("", "Färre resor", text, (), (date(2019, 12, 20), date(2020, 4, 8)), status=Status.IN_PROGRESS)
    every = tuple(replace(same, number=str(number), description=text[: number % 3 * 50]) for number in range(1, 16))
    draft = PlanDraft("Åtgärdsplan 2019", "Socialnämnden", 2019, measures=every)
    read = read_plan(letter_pdf(plan_letter(book(draft), "Exempelkommunen"), stamp=STAMP), "plan.pdf").draft
    assert [_plan_of(each) for each in read.measures] == [_plan_of(each) for each in draft.measures]
