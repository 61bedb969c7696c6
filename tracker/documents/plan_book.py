"""A plan with all that is known of it, as it is written out and read back: plain values, no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Said, Value
from tracker.domain.period import Period
from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class BookEffect:
    """One effect in a measure's history. row: of the measure (numbered_rows)."""

    row: int
    kind: EffectKind
    period: Period
    amount: Amount
    as_of: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class BookReport:
    """That a measure is reported to a meeting, and what was said once it was; submitted_on: the Stockholm date.

    value: of an indicator.
    """

    row: int
    held_on: date
    status: Status | None = None
    forecast: Amount | None = None
    outcome: Amount | None = None
    text: str = ""
    author: str = ""
    submitted_on: date | None = None
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class BookValue:
    """One target or outcome in an indicator's history. row: of the measure (numbered_rows)."""

    row: int
    said: Said
    year: int
    value: Value
    as_of: date


@dataclass(frozen=True, slots=True)
class PlanBook:
    """The plan as it stands, with its history. Sums are in kronor, from low to high; gap None: nothing to sum against.

    owners: the names of those whose addresses the draft has. failing: what is presupposed and not expected any more.
    """

    draft: PlanDraft
    as_of: date
    owners: Mapping[str, str] = field(default_factory=dict)
    effects: tuple[BookEffect, ...] = ()
    reports: tuple[BookReport, ...] = ()
    failing: tuple[int, int] = (0, 0)
    values: tuple[BookValue, ...] = ()

    def owner(self, measure: MeasureDraft) -> str:
        """Her name, else her address, else ""."""
        return self.owners.get(measure.owner_email or "", measure.owner_email or "")


def numbered_rows(draft: PlanDraft) -> Iterator[tuple[int, int | None, MeasureDraft]]:
    """Every measure and part in the document's order: its row from 1 on, the row of what it is part of, itself."""
    row = 0

    def each(measures: tuple[MeasureDraft, ...], parent: int | None) -> Iterator[tuple[int, int | None, MeasureDraft]]:
        nonlocal row
        for measure in measures:
            row += 1
            own = row
            yield own, parent, measure
            yield from each(measure.sub_measures, own)

    yield from each(draft.measures, None)
