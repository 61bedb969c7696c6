"""A plan that is written out as a workbook comes back whole."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.writing.samples import MUNICIPALITY, STAMP, book
from tests.drafts import bare, days, effect_keys, example
from tests.plan_on_file import large, ludvika
from tracker.documents.plan_book import BookEffect, PlanBook
from tracker.documents.reading import read_plan
from tracker.documents.reading.own_sheets import is_own_workbook
from tracker.documents.reading.own_workbook import read_own_workbook
from tracker.documents.writing.sheet import cell_text
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
from tracker.services.example import example_names


def through_excel(of: PlanBook) -> PlanDraft:
    content = plan_xlsx(of, municipality=MUNICIPALITY, stamp=STAMP)
    assert is_own_workbook(content)
    return bare(read_own_workbook(content))


@pytest.mark.parametrize("draft", [ludvika(), large(40)])
def test_a_plan_comes_back_from_excel_as_it_was(draft: PlanDraft) -> None:
    assert through_excel(book(draft)) == bare(draft)


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
effects = st.dictionaries(effect_keys, st.tuples(amounts, texts), max_size=4).map(
    lambda found: tuple(EffectDraft(*key, *value) for key, value in found.items())
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
