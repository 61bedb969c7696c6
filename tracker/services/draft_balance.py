"""The sums of a plan that has been read and not saved: what a person sees before she decides to save it."""

from collections.abc import Iterator

from tracker.domain.balance import Balance, balance
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Presupposition, StatedTotal, Target


def draft_plan(draft: PlanDraft) -> Plan:
    """The plan that the draft would become, without ids and name."""
    return Plan(
        id=0,
        committee_id=0,
        slug="",
        title=draft.title,
        reference=draft.reference,
        year=draft.year,
        kind=draft.kind,
        unit=draft.unit,
        summary=draft.summary,
        controller_id=None,
    )


def draft_balance(draft: PlanDraft) -> Balance:
    """Summed in the draft's own year, as it would be right after saving."""
    period = Period(draft.year)
    standings = [_standing(measure, index, period) for index, measure in enumerate(_every(draft.measures), 1)]
    ids = {each.measure.number: each.measure.id for each in standings if each.measure.number}
    newest = max(enumerate(draft.targets), key=lambda each: (each[1].as_of, each[0]), default=None)
    return balance(
        None if newest is None else Target(period, newest[1].as_of, newest[1].amount, newest[1].label),
        [Presupposition(each.label, each.amount, ids.get(each.measure_number or "")) for each in draft.presuppositions],
        standings,
        [StatedTotal(each.label, each.amount) for each in draft.stated_totals],
    )


def _every(measures: tuple[MeasureDraft, ...]) -> Iterator[MeasureDraft]:
    for measure in measures:
        yield measure
        yield from _every(measure.sub_measures)


def _standing(draft: MeasureDraft, index: int, period: Period) -> Standing:
    measure = Measure(
        id=index,
        plan_id=0,
        parent_id=None,
        position=index,
        number=draft.number,
        title=draft.title,
        description=draft.description,
        owner_id=None,
        unit=draft.unit,
    )
    effects = {each.kind: each.amount for each in draft.effects if each.period == period}
    return Standing(measure, draft.status, effects)
