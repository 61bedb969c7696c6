"""A plan as read, before it is saved, knows its meetings, its reports and what was found wrong with it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.amount import Amount
from tracker.domain.draft import Finding, MeasureDraft, PlanDraft, Reading, Severity, StatedTotalDraft
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.status import Status
from tracker.domain.words import sentence

untimed = settings(deadline=None)

LUDVIKA_MEETINGS = (date(2019, 6, 12), date(2019, 9, 4), date(2019, 10, 9), date(2019, 11, 6), date(2019, 12, 11))
DATES = st.lists(st.dates(date(2019, 1, 1), date(2019, 12, 31)), max_size=5).map(tuple)


def plan(*measures: MeasureDraft, stated: tuple[StatedTotalDraft, ...] = ()) -> PlanDraft:
    return PlanDraft("Åtgärdsplan", "Social- och utbildningsnämnden", 2019, measures=measures, stated_totals=stated)


def test_ludvikas_plan_has_five_meetings_and_twenty_five_reports() -> None:
    reported = [MeasureDraft(str(number), "Åtgärd", report_dates=LUDVIKA_MEETINGS) for number in range(2, 7)]
    stated = StatedTotalDraft("Prognos utebliven kostnad", Amount.exact(2_300_000), LUDVIKA_MEETINGS)
    draft = plan(MeasureDraft("1", "Organisationsförändringar"), *reported, stated=(stated,))
    assert draft.meeting_dates == LUDVIKA_MEETINGS
    assert draft.report_count == 25


@untimed
@given(st.lists(DATES, max_size=6), DATES)
def test_meetings_are_every_date_that_something_is_reported_on_in_order_and_once(
    per_measure: list[tuple[date, ...]], of_the_sum: tuple[date, ...]
) -> None:
    measures = [MeasureDraft(str(number), "Åtgärd", report_dates=dates) for number, dates in enumerate(per_measure)]
    draft = plan(*measures, stated=(StatedTotalDraft("Summa", Amount.exact(0), of_the_sum),))
    assert set(draft.meeting_dates) == set(of_the_sum).union(*per_measure)
    assert all(earlier < later for earlier, later in zip(draft.meeting_dates, draft.meeting_dates[1:], strict=False))


def test_a_date_that_only_the_sum_is_reported_on_is_a_meeting_but_owes_no_report() -> None:
    draft = plan(stated=(StatedTotalDraft("Summa", Amount.exact(0), LUDVIKA_MEETINGS[:1]),))
    assert draft.meeting_dates == LUDVIKA_MEETINGS[:1]
    assert draft.report_count == 0


def test_an_empty_plan_has_no_meetings_and_no_reports() -> None:
    assert plan().meeting_dates == ()
    assert plan().report_count == 0


def test_a_plan_is_an_action_plan_in_mnkr_and_a_measure_not_started_until_something_else_is_read() -> None:
    assert (plan().kind, plan().unit, MeasureDraft("1", "x").status) == (
        PlanKind.ACTION_PLAN,
        Unit.MNKR,
        Status.NOT_STARTED,
    )


def test_errors_and_warnings_are_told_apart_and_keep_their_order() -> None:
    findings = (
        Finding(Severity.WARNING, 3, sentence("a")),
        Finding(Severity.ERROR, 5, sentence("b")),
        Finding(Severity.WARNING, 7, sentence("c")),
    )
    reading = Reading(plan(), findings)
    assert reading.errors == (findings[1],)
    assert reading.warnings == (findings[0], findings[2])


def test_a_reading_without_findings_has_neither_errors_nor_warnings() -> None:
    assert Reading(plan()).errors == Reading(plan()).warnings == ()
