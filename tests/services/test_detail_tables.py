"""What a plan says beside its own year's sums, in words: months, reserves, other years, stated sums, values."""

from collections.abc import Iterable
from datetime import date

import pytest

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import balance, requested
from tracker.domain.course import Course, Phasing, course
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.groups import group_sums
from tracker.domain.indicator import Better, Indicator, IndicatorStanding, Measured, Value
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.plan import Plan
from tracker.domain.reserve import Fall
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.status import Status
from tracker.services.detail_months import course_sentences, months_tables, reserve_sentence
from tracker.services.detail_periods import full_year_table, periods_table
from tracker.services.detail_stated import indicators_table, stated_tables
from tracker.services.plan_details import FollowedIndicator, FullYear, MeasureCourse, PeriodSums

PLAN = Plan(1, 1, "plan", "Plan", "", 2021, PlanKind.ALLOCATION, Unit.TKR, "", None)
POST = Measure(1, 1, None, 1, "1", "Lönebudget", "", None, "")
OTHER = Measure(2, 1, None, 2, "2", "Försörjningsstöd", "", None, "")
RAMP = Ramp(more_each_month=15, first_month=2, cap=100, kr_each_month=8_000)


def tkr(amount: int) -> Amount:
    return Amount.exact(amount * 1000, Unit.TKR)


def followed(shape: Ramp | Spread, outcome: Amount | None, month: int = 6) -> Course:
    phasing = Phasing(1, EffectKind.DECIDED, 2021, shape, date(2021, 1, 1))
    found = course(phasing, stated=tkr(5_000), full_year=tkr(9_600), outcome=outcome, as_of=date(2021, month, 1))
    assert found is not None
    return found


def plain(texts: Iterable[str]) -> list[str]:
    return [each.replace("\xa0", " ") for each in texts]


def test_a_ramp_says_what_it_computes_to_beside_what_the_plan_states_and_where_it_should_be_by_now() -> None:
    assert plain(course_sentences(PLAN, followed(RAMP, tkr(1_050)))) == [
        "Byggs upp med 15 i månaden från februari, till högst 100. Var och en är 8 000 kr i månaden.",
        "Det blir 6 520 tkr i år. Planen anger 5 000 tkr, 1 520 tkr mindre.",
        "Ett helt år blir det 9 600 tkr. Planen anger detsamma.",
        "Till och med maj var 1 200 tkr planerat. Utfallet är 1 050 tkr. Det är 150 tkr mindre än planerat.",
    ]
    _, table = months_tables(PLAN, [MeasureCourse(POST, followed(RAMP, None))])
    shown = [(each.label, *plain(each.cells)) for each in table.rows]
    assert (shown[0], shown[2], shown[11]) == (
        ("Januari", "0 tkr", "0 tkr"),
        ("Mars", "240 tkr", "360 tkr"),
        ("December", "800 tkr", "6 520 tkr"),
    )


@pytest.mark.parametrize(
    ("outcome", "month", "said"),
    [
        (None, 7, "Till och med juni var 2 500 tkr planerat. Inget utfall är sagt än."),
        (tkr(2_500), 7, "Det är precis som planerat."),
        (tkr(2_600), 7, "Det är 100 tkr mer än planerat."),
        (tkr(9), 1, "5 000 tkr fördelat över årets månader."),
    ],
)
def test_a_spread_says_where_it_should_be_once_a_month_is_over(outcome: Amount | None, month: int, said: str) -> None:
    assert plain(course_sentences(PLAN, followed(Spread(), outcome, month)))[-1].endswith(said)


@pytest.mark.parametrize(
    ("used", "fallen", "said"),
    [
        (
            None,
            False,
            "Det som inte används faller till 2. Försörjningsstöd, som då har 14 000–16 000 tkr",
        ),
        (tkr(400), False, "och 400 tkr har använts. Det som inte används, 0–1 600 tkr, faller till"),
        (tkr(400), True, "höll 2 000 tkr. 1 600 tkr användes inte och har fallit till 2. Försörjningsstöd, som nu har"),
    ],
)
def test_a_reserve_says_what_it_holds_what_is_used_and_where_the_rest_falls(
    used: Amount | None, fallen: bool, said: str
) -> None:
    unused = Total(1_600_000 if fallen else 0, 2_000_000 if used is None else 1_600_000)
    after = Total.of([tkr(14_000)]) + unused
    fall = Fall(POST, OTHER, tkr(2_000), used, unused, fallen, tkr(14_000), after)
    assert said in reserve_sentence(PLAN, fall).replace("\xa0", " ")


def needs(year: int, asked: int, granted: int | None) -> PeriodSums:
    kind, period = PlanKind.NEEDS, Period(year)
    heading = Measure(1, 1, None, 1, "", "Utökningar", "", None, "", Form.GROUP)
    item = Measure(2, 1, 1, 2, "1", "Kollo", "", None, "")
    effects = {EffectKind.FORECAST: tkr(asked)} | ({} if granted is None else {EffectKind.DECIDED: tkr(granted)})
    now = tuple(
        Standing(each, Status.NOT_STARTED, said, rules=kind.rules) for each, said in ((heading, {}), (item, effects))
    )
    sums = balance(requested(now, kind.rules, period, date(2021, 1, 1)), (), now, rules=kind.rules)
    return PeriodSums(period, now, sums, group_sums(now, kind.rules))


def test_each_year_says_what_is_asked_for_and_what_was_granted_of_it() -> None:
    plan = Plan(1, 1, "plan", "Plan", "", 2021, PlanKind.NEEDS, Unit.TKR, "", None)
    assert not list(periods_table(plan, [needs(2021, 500, None)])), "one year has the page's own table"
    (table,) = periods_table(plan, [needs(2021, 500, 300), needs(2022, 600, None)])
    assert table.columns == ("Äskat 2021", "Äskat 2022")
    assert [(each.label, *plain(each.cells)) for each in table.rows] == [
        ("Utökningar", "500 tkr", "600 tkr"),
        ("1. Kollo", "500 tkr, beviljat 300 tkr", "600 tkr"),
        ("Äskande", "500 tkr", "600 tkr"),
        ("Beviljat", "300 tkr", "inget beslut än"),
        ("Inte beviljat", "200 tkr", "600 tkr"),
    ]


def test_a_full_year_stands_beside_the_year_and_what_has_none_is_left_open() -> None:
    one = FullYear(POST, tkr(5_000), tkr(9_600))
    (alone,) = full_year_table(PLAN, [one])
    assert [each.label for each in alone.rows] == ["1. Lönebudget"], "one row is its own sum"
    (two,) = full_year_table(PLAN, [one, FullYear(OTHER, None, tkr(400))])
    assert [plain(each.cells) for each in two.rows] == [
        ["5 000 tkr", "9 600 tkr"],
        ["–", "400 tkr"],
        ["5 000 tkr", "10 000 tkr"],
    ]


def test_a_documents_table_says_which_of_its_sums_hold_and_corrects_none() -> None:
    parts = (StatedRow("A", (tkr(30), tkr(5))), StatedRow("B", (tkr(10), Amount.unknown())))
    both = (Addend(0), Addend(1, -1))
    table = StatedTable("Budget", ("2021", "2022"), (*parts, StatedRow("Netto", (tkr(21), tkr(5)), both)))
    lead, shown = stated_tables(PLAN, [table])
    assert plain(lead.sentences) == [
        "0 av 2 summor stämmer.",
        "Budget, Netto: nej, 2021 är 1 tkr mer än delarna.",
        "Budget, Netto: går inte att säga: en del är inte känd.",
    ]
    assert shown.columns[-1] == "Stämmer summan?"
    assert [plain(each.cells)[0] for each in shown.rows] == ["30 tkr", "10 tkr", "21 tkr"]
    holding = StatedTable("Budget", ("2021",), (StatedRow("A", (tkr(3),)), StatedRow("Summa", (tkr(3),), (Addend(0),))))
    lead, shown = stated_tables(PLAN, [holding])
    assert (lead.sentences, shown.rows[1].cells[-1]) == (("1 av 1 summor stämmer.",), "ja")
    (_, without) = stated_tables(PLAN, [StatedTable("Lista", ("2021",), (StatedRow("A", (None,)),))])
    assert (without.columns, without.rows[0].cells) == (("2021",), ("–",))


def test_an_indicator_has_a_cell_for_every_year_that_any_of_them_speaks_of() -> None:
    def indicator(targets: dict[int, Value], outcomes: dict[int, Value]) -> FollowedIndicator:
        of = IndicatorStanding(Indicator(1, Measured.PERCENT, Better.LOWER), 2021, targets, outcomes)
        return FollowedIndicator(POST, "", of, ())

    (table,) = indicators_table(
        [indicator({2021: Value(30, 1)}, {2020: Value(37, 1), 2021: Value(None)}), indicator({2022: Value(4)}, {})]
    )
    assert table.columns == ("2020", "2021", "2022")
    assert [plain(each.cells) for each in table.rows] == [
        ["3,7 %", "inte mätt än, mål 3,0 %", "–"],
        ["–", "–", "mål 4 %"],
    ]
    assert not list(indicators_table([indicator({}, {})]))
