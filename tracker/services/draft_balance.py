"""The sums of a plan that has been read and not saved: what a person sees before she decides to save it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from tracker.domain.balance import Balance, balance, requested
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Presupposition, StatedTotal, Target
from tracker.domain.stated import stated_check


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
    period, rules = Period(draft.year), draft.kind.rules
    standings = _all_standings(draft, period)
    ids = {each.measure.number: each.measure.id for each in standings if each.measure.number}
    own = [each for each in draft.targets if each.period in (None, period)]
    newest = max(enumerate(own), key=lambda each: (each[1].as_of, each[0]), default=None)
    given = None if newest is None else Target(period, newest[1].as_of, newest[1].amount, newest[1].label)
    presuppositions = [
        Presupposition(each.label, each.amount, ids.get(each.measure_number or "")) for each in draft.presuppositions
    ]
    stated = [
        StatedTotal(each.label, each.amount, each.period, each.kind, tuple(ids[number] for number in each.numbers))
        for each in draft.stated_totals
    ]
    sums = balance(
        requested(standings, rules, period, date(draft.year, 1, 1)) if rules.target_from is not None else given,
        presuppositions,
        standings,
        [each for each in stated if each.is_plain(draft.year)],
        rules,
    )
    presupposed = {each.measure_id for each in presuppositions if each.measure_id is not None}
    checks = [
        stated_check(
            each, _all_standings(draft, each.period or period), rules, presupposed=presupposed, year=draft.year
        )
        for each in stated
        if each.amount.known and not each.is_plain(draft.year)
    ]
    return replace(sums, stated=(*sums.stated, *checks))


def _all_standings(draft: PlanDraft, period: Period) -> list[Standing]:
    """Every measure with what it is worth in the period."""
    return list(_standings(draft, draft.measures, None, count(1), period))


def _standings(
    draft: PlanDraft, measures: Iterable[MeasureDraft], parent_id: int | None, ids: Iterator[int], period: Period
) -> Iterator[Standing]:
    """In the document's order, parts after what they are parts of."""
    for each in measures:
        measure = Measure(
            id=next(ids),
            plan_id=0,
            parent_id=parent_id,
            position=0,
            number=each.number,
            title=each.title,
            description=each.description,
            owner_id=None,
            unit=each.unit,
            form=each.form,
        )
        effects = {effect.kind: effect.amount for effect in each.effects if effect.period == period}
        yield Standing(measure, each.status, effects, rules=draft.kind.rules)
        yield from _standings(draft, each.sub_measures, measure.id, ids, period)
