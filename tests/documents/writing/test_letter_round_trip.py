"""A plan that is written out as Word and PDF comes back with its measures, amounts and dates."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.documents.writing.samples import STAMP, book
from tests.drafts import days, effect_keys, example
from tests.plan_on_file import large, ludvika
from tracker.documents.reading import read_plan
from tracker.documents.writing.content import Paragraph
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.word import letter_docx
from tracker.domain.amount import Amount
from tracker.domain.draft import (
    EffectDraft,
    MeasureDraft,
    PlanDraft,
    TargetDraft,
)
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.status import Status
from tracker.services.example import example_names


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
