"""How a plan that is not summed in money has come along: indicators that reach their targets, and what is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.form import Form
from tracker.domain.indicator import Reached
from tracker.domain.measure import Standing
from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many rows of a form stand at which status."""

    form: Form
    statuses: tuple[tuple[Status, int], ...]

    @property
    def many(self) -> int:
        return sum(many for _, many in self.statuses)


@dataclass(frozen=True, slots=True)
class Progress:
    """reached: how many indicators stand how. forms: assignments, activities; only what the plan has."""

    indicators: int
    reached: tuple[tuple[Reached, int], ...]
    forms: tuple[FormCount, ...]

    @property
    def at_target(self) -> int:
        return dict(self.reached).get(Reached.REACHED, 0)


def progress(now: Sequence[Standing]) -> Progress:
    """Of the rows that have not been cancelled or replaced, statuses and states in their own order."""
    states = [each.indicator.reached() for each in now if each.indicator is not None and each.status.counts]
    return Progress(
        indicators=len(states),
        reached=tuple((state, states.count(state)) for state in Reached if state in states),
        forms=tuple(_counts(form, now) for form in (Form.ASSIGNMENT, Form.ACTIVITY) if _of(form, now)),
    )


def _of(form: Form, now: Sequence[Standing]) -> list[Status]:
    return [each.status for each in now if each.measure.form is form]


def _counts(form: Form, now: Sequence[Standing]) -> FormCount:
    statuses = _of(form, now)
    return FormCount(form, tuple((each, statuses.count(each)) for each in Status if each in statuses))
