"""A plan's table of measures: which rows are asked for, under which headings, with which sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.amount import Amount, Total
from tracker.domain.counting import counted, counted_as
from tracker.domain.effect import EffectKind
from tracker.domain.groups import below
from tracker.domain.kind import Rules
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting
from tracker.domain.money import sum_decimals
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.domain.rows import row_of
from tracker.domain.status import Status
from tracker.language import gettext as _
from tracker.services.report_marks import Mark, MeetingMarks
from tracker.spoken import span


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which measures of the plan are asked for: an owner's (0: nobody's), those of a status; None is all."""

    owner_id: int | None = None
    status: Status | None = None

    @property
    def everything(self) -> bool:
        return self.owner_id is None and self.status is None

    def fits(self, standing: Standing) -> bool:
        owner_id = standing.measure.owner_id or 0
        return self.owner_id in (None, owner_id) and self.status in (None, standing.status)


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A sum in words, and how many have no amount ("")."""

    sum: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its kind of effect, and what that is called in plans of this kind.

    counts: whether it is what is summed. decimals: the most that any amount in it has.
    """

    kind: EffectKind
    label: str
    counts: bool
    decimals: int
    total: ColumnSum


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the table. parts: what the measure consists of, in order. marks: one a meeting, None: none owed.

    amounts: one for each column. sums: of a heading, one for each column; () of a measure. depth: of a heading, how
    many stand over it.
    """

    standing: Standing
    owner: str
    presupposed: bool
    parts: tuple[Standing, ...]
    marks: tuple[Mark | None, ...]
    amounts: tuple[Amount | None, ...]
    sums: tuple[ColumnSum, ...] = ()
    depth: int = 0


class PlanTable:
    """The table of measures, in the document's order."""

    def __init__(
        self,
        plan: Plan,
        now: Sequence[Standing],
        *,
        owners: Mapping[int, Person],
        presupposed: set[int],
        owed: Iterable[tuple[int, int, bool]],
        shown: Sequence[Meeting],
        marks: MeetingMarks,
    ) -> None:
        self._plan, self._rules, self._now = plan, plan.kind.rules, now
        self._owners, self._presupposed, self._shown, self._marks = owners, presupposed, shown, marks
        self._owed = {(measure_id, meeting_id): submitted for measure_id, meeting_id, submitted in owed}
        self._parts: dict[int, list[Standing]] = {}
        rows = row_of(each.measure for each in now)
        for standing in now:
            if rows[standing.measure.id] != standing.measure.id:
                self._parts.setdefault(rows[standing.measure.id], []).append(standing)
        self._top = [each for each in now if rows[each.measure.id] == each.measure.id]
        self._parent_of = {each.measure.id: each.measure.parent_id for each in self._top}
        self._kinds = _kinds(self._rules, now)
        self.count = sum(not each.measure.form.heads for each in self._top)

    def rows(self, wanted: Wanted) -> tuple[PlanRow, ...]:
        """With the headings that what is wanted stands under."""
        if wanted.everything:
            return tuple(self._row(each, sums=True) for each in self._top)
        kept = set[int]()
        for each in self._top:
            if not each.measure.form.heads and wanted.fits(each):
                kept |= {each.measure.id, *self._over(each)}
        return tuple(self._row(each, sums=False) for each in self._top if each.measure.id in kept)

    def columns(self, rows: Iterable[PlanRow]) -> tuple[Column, ...]:
        """With the sums of the shown measures, and their parts, that cover the target."""
        words = self._plan.kind.words.effects
        shown = [each for row in rows for each in ((*row.parts,) if row.presupposed else (row.standing, *row.parts))]
        return tuple(
            Column(
                kind,
                _(words[kind]).capitalize(),
                counts,
                self._decimals(kind, counts=counts),
                self._sum(shown, kind, counts=counts),
            )
            for kind, counts in self._kinds
        )

    def _row(self, standing: Standing, *, sums: bool) -> PlanRow:
        measure = standing.measure
        if measure.form.heads:
            return self._heading(standing, sums=sums)
        owner = self._owners.get(measure.owner_id or 0)
        return PlanRow(
            standing=standing,
            owner=owner.name if owner else "",
            presupposed=measure.id in self._presupposed,
            parts=tuple(self._parts.get(measure.id, ())),
            marks=tuple([self._mark(standing, each.id) for each in self._shown]),
            amounts=tuple([shown_amount(standing, kind, counts=counts) for kind, counts in self._kinds]),
        )

    def _heading(self, standing: Standing, *, sums: bool) -> PlanRow:
        under = below(standing.measure.id, self._now)
        found = tuple(self._sum(under, kind, counts=counts) for kind, counts in self._kinds) if sums else ()
        return PlanRow(standing, "", False, (), (), (), found, len(self._over(standing)))

    def _over(self, standing: Standing) -> list[int]:
        """The headings that it stands under, by id, the nearest first."""
        found: list[int] = []
        place = standing.measure.parent_id
        while place is not None and place in self._parent_of:
            found.append(place)
            place = self._parent_of[place]
        return found

    def _sum(self, shown: Sequence[Standing], kind: EffectKind, *, counts: bool) -> ColumnSum:
        total = counted(shown, self._rules).total if counts else _other(shown, self._rules, kind)
        unit = self._plan.unit
        if counts and self._rules.awaits and total.unknown and not (total.low_kr or total.high_kr):
            return ColumnSum(_("inget beslut än"), "")
        decimals = sum_decimals(unit, total.low_kr, total.high_kr)
        return ColumnSum(span(total.low_kr, total.high_kr, unit, decimals), _unknown(total))

    def _decimals(self, kind: EffectKind, *, counts: bool) -> int:
        amounts = [shown_amount(each, kind, counts=counts) for each in self._now]
        return max(
            (each.decimals for each in amounts if each and each.known and each.unit is self._plan.unit), default=0
        )

    def _mark(self, standing: Standing, meeting_id: int) -> Mark | None:
        submitted = self._owed.get((standing.measure.id, meeting_id))
        if submitted is None or not (submitted or standing.status.counts):
            return None
        return self._marks.mark(meeting_id, submitted)


def shown_amount(standing: Standing, kind: EffectKind, *, counts: bool) -> Amount | None:
    """What stands in a column: what is summed, or an effect; the outcome is the confirmed one where there is one."""
    if counts:
        return standing.worth
    if kind is EffectKind.OUTCOME and standing.confirmed is not None:
        return standing.confirmed
    return standing.effects.get(kind)


def _kinds(rules: Rules, now: Sequence[Standing]) -> tuple[tuple[EffectKind, bool], ...]:
    """What is summed or asked for always has its column; what else there is has one where somebody has said it."""
    always = (rules.counts[0], rules.target_from)
    return tuple(
        (kind, kind is rules.counts[0])
        for kind in rules.columns
        if kind in always or any(shown_amount(each, kind, counts=False) for each in now)
    )


def _other(shown: Sequence[Standing], rules: Rules, kind: EffectKind) -> Total:
    """What it has come to rests on what was confirmed; what is forecast, where nobody has, on what was decided."""
    kinds = {
        EffectKind.OUTCOME: (EffectKind.CONFIRMED, EffectKind.OUTCOME),
        EffectKind.FORECAST: (EffectKind.FORECAST, *(() if rules.target_from else rules.counts)),
    }
    return counted_as(shown, rules, *kinds.get(kind, (kind,))).total


def _unknown(total: Total) -> str:
    """
    >>> _unknown(Total(0, 0, 2))
    'och 2 utan belopp'
    """
    return _("och %(count)s utan belopp", count=total.unknown) if total.unknown else ""
