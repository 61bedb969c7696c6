"""The rules of a plan's table of measures and of its progress, without a database."""

from datetime import date, time

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Indicator, IndicatorStanding, Measured, Reached, Value
from tracker.domain.kind import PlanKind
from tracker.domain.ladder import Ladder
from tracker.domain.measure import Measure, Standing
from tracker.domain.meeting import Meeting
from tracker.domain.money import Unit
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.domain.report import ReportState
from tracker.domain.status import Status
from tracker.services.plan_progress import progress
from tracker.services.plan_table import PlanTable, Wanted
from tracker.services.report_marks import MeetingMarks

DECIDED, FORECAST = EffectKind.DECIDED, EffectKind.FORECAST
OUTCOME, CONFIRMED = EffectKind.OUTCOME, EffectKind.CONFIRMED
EVA = Person(7, "Eva Ek", "eva.ek@kommun.example")
MEETING = Meeting(1, 1, date(2021, 4, 21), date(2021, 4, 12), date(2021, 4, 14))
LADDER = Ladder(owner_steps=(-10, 0), escalation_steps=(2,), send_at=time(7, 30))

EVERYTHING = Wanted()


def row(
    number: int,
    kind: PlanKind,
    *,
    under: int | None = None,
    form: Form = Form.MEASURE,
    owner: int | None = None,
    status: Status = Status.IN_PROGRESS,
    indicator: IndicatorStanding | None = None,
    **tkr: int,
) -> Standing:
    measure = Measure(number, 1, under, number, str(number), f"Rad {number}", "", owner, "", form)
    effects = {EffectKind(each): Amount.exact(kr * 1000, Unit.TKR) for each, kr in tkr.items()}
    return Standing(measure, status, effects, rules=kind.rules, indicator=indicator)


def table(kind: PlanKind, now: list[Standing], owed: list[tuple[int, int, bool]] | None = None) -> PlanTable:
    plan = Plan(1, 1, "plan", "Plan", "", 2021, kind, Unit.TKR, "", None)
    marks = MeetingMarks((MEETING,), LADDER, date(2021, 5, 1))
    return PlanTable(plan, now, owners={7: EVA}, presupposed=set(), owed=owed or [], shown=(MEETING,), marks=marks)


def sums(of: PlanTable, wanted: Wanted = EVERYTHING) -> list[tuple[str, str, str]]:
    columns = of.columns(of.rows(wanted))
    return [(each.label, each.total.sum.replace("\xa0", " "), each.total.unknown) for each in columns]


def test_what_is_wanted_stands_under_its_headings_and_is_summed_alone() -> None:
    kind = PlanKind.ALLOCATION
    found = table(
        kind,
        [
            row(1, kind, form=Form.FOCUS_AREA),
            row(2, kind, form=Form.GOAL, under=1),
            row(3, kind, under=2, owner=7, decided=300),
            row(4, kind, under=2, decided=50),
            row(5, kind, form=Form.GROUP),
            row(6, kind, under=5, decided=7),
        ],
    )
    every = found.rows(EVERYTHING)
    assert [(each.standing.measure.id, each.depth) for each in every] == [
        (1, 0),
        (2, 1),
        (3, 0),
        (4, 0),
        (5, 0),
        (6, 0),
    ]
    assert [each.sum for each in (*every[0].sums, *every[4].sums)] == ["350\xa0tkr", "7\xa0tkr"]
    hers = found.rows(Wanted(owner_id=7))
    assert [each.standing.measure.id for each in hers] == [1, 2, 3], "the other area has nothing of hers"
    assert not hers[0].sums, "a heading's sum would be of more than is shown"
    assert (found.count, hers[2].owner) == (3, "Eva Ek")
    assert (sums(found), sums(found, Wanted(owner_id=7))) == (
        [("Fördelat", "357 tkr", "")],
        [("Fördelat", "300 tkr", "")],
    )


def test_a_post_is_forecast_at_what_it_was_given_and_has_come_to_what_was_confirmed() -> None:
    kind = PlanKind.ALLOCATION
    found = table(kind, [row(1, kind, decided=500, forecast=440, outcome=90, confirmed=80), row(2, kind, decided=100)])
    assert sums(found) == [("Fördelat", "600 tkr", ""), ("Prognos", "540 tkr", ""), ("Utfall hittills", "80 tkr", "")]
    rows = found.rows(EVERYTHING)
    assert [None if each is None else each.low_kr for each in rows[0].amounts] == [500_000, 440_000, 80_000]
    assert rows[1].amounts[1:] == (None, None), "unknown is never nought"


def test_a_request_that_waits_is_no_nought_and_always_has_both_its_columns() -> None:
    kind = PlanKind.NEEDS
    waiting = [row(1, kind, forecast=500), row(2, kind, forecast=300)]
    assert sums(table(kind, waiting)) == [("Äskat", "800 tkr", ""), ("Beviljat", "inget beslut än", "")]
    answered = [row(1, kind, forecast=500, decided=400), waiting[1]]
    assert sums(table(kind, answered))[1] == ("Beviljat", "400 tkr", "och 1 utan belopp")


def test_what_is_cancelled_owes_no_report_and_keeps_those_that_came() -> None:
    kind = PlanKind.ACTION_PLAN
    now = [row(1, kind), row(2, kind, status=Status.CANCELLED), row(3, kind, status=Status.CANCELLED), row(4, kind)]
    rows = table(kind, now, [(1, 1, False), (2, 1, False), (3, 1, True)]).rows(EVERYTHING)
    states = [None if each.marks[0] is None else each.marks[0].state for each in rows]
    assert states == [ReportState.MISSING, None, ReportState.SUBMITTED, None]


def test_progress_counts_indicators_that_stand_by_their_own_direction() -> None:
    kind = PlanKind.OPERATIONAL_PLAN

    def indicator(number: int, better: Better, outcome: int | None, status: Status = Status.IN_PROGRESS) -> Standing:
        outcomes = {} if outcome is None else {2021: Value(outcome)}
        of = IndicatorStanding(Indicator(number, Measured.DAYS, better), 2021, {2021: Value(10)}, outcomes)
        return row(number, kind, form=Form.INDICATOR, status=status, indicator=of)

    found = progress(
        [
            indicator(1, Better.LOWER, 9),
            indicator(2, Better.HIGHER, 9),
            indicator(3, Better.HIGHER, None),
            indicator(4, Better.HIGHER, 99, Status.CANCELLED),
            row(5, kind, form=Form.ASSIGNMENT, status=Status.DONE),
            row(6, kind, form=Form.ACTIVITY),
            row(7, kind, form=Form.ACTIVITY, status=Status.NOT_STARTED),
        ]
    )
    assert (found.at_target, found.indicators) == (1, 3)
    assert found.reached == ((Reached.REACHED, 1), (Reached.MISSED, 1), (Reached.NOT_MEASURED, 1))
    assert [(each.form, each.many, each.statuses) for each in found.forms] == [
        (Form.ASSIGNMENT, 1, ((Status.DONE, 1),)),
        (Form.ACTIVITY, 2, ((Status.NOT_STARTED, 1), (Status.IN_PROGRESS, 1))),
    ]
