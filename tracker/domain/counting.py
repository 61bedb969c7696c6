"""Which of a plan's measures are summed: not those that have ended, and no amount twice (DESIGN 3.4 and 3.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.domain.amount import Amount, Total
from tracker.domain.effect import EffectKind
from tracker.domain.kind import SAVINGS, Rules
from tracker.domain.measure import Standing


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A whole with an amount of its own beside the sum of its parts."""

    whole: Standing
    own: Amount
    parts: Total


@dataclass(frozen=True, slots=True)
class Counted:
    """What is summed, in the plan's order, and the wholes whose own amount is not."""

    standings: tuple[Standing, ...]
    reconciled: tuple[Reconciled, ...] = ()

    @property
    def total(self) -> Total:
        return Total.of(each.worth for each in self.standings)


def counted(standings: Sequence[Standing], rules: Rules = SAVINGS) -> Counted:
    """The measures that count, by the rules of their plan's kind.

    Cancelled and replaced ones count nothing, nor do their parts. Where the amount of a whole holds those of its parts,
    it is held against their sum, and where the two differ the parts count. The whole counts in their place where its
    amount is the same, for it is the whole that is reported; and while a part is not yet known, for it says more.
    """
    going = _going(standings)
    return _without_wholes(going) if rules.parts_within else Counted(tuple(going))


def counted_as(standings: Sequence[Standing], rules: Rules, *kinds: EffectKind) -> Counted:
    """The same measures by other effects: what was requested, say, or what it came to."""
    other = replace(rules, counts=kinds, awaits=None)
    return counted([each.under(other) for each in standings], other)


def _going(standings: Sequence[Standing]) -> list[Standing]:
    """Those that are neither cancelled nor replaced, and are no part of one that is."""
    ended = {s.measure.id for s in standings if not s.status.counts}
    if ended:
        parent_of = {s.measure.id: s.measure.parent_id for s in standings}
        for measure_id, parent_id in parent_of.items():
            above = parent_id
            while above is not None and above not in ended:
                above = parent_of.get(above)
            if above is not None:
                ended.add(measure_id)
    return [s for s in standings if s.measure.id not in ended]


def _without_wholes(standings: Sequence[Standing]) -> Counted:
    parts: dict[int, list[Standing]] = {}
    for each in standings:
        if each.measure.parent_id is not None:
            parts.setdefault(each.measure.parent_id, []).append(each)
    worth: dict[int, Total | None] = {}
    left_out: set[int] = set()
    found: list[Reconciled] = []
    for each in _parts_first(standings, parts):
        own = each.worth
        below = [total for part in parts.get(each.measure.id, ()) if (total := worth[part.measure.id]) is not None]
        if not below:
            worth[each.measure.id] = None if own is None else Total.of([own])
            continue
        total = sum(below, Total())
        same = own is not None and (own.low_kr, own.high_kr) == (total.low_kr, total.high_kr)
        if own is not None and own.known and not total.unknown:
            found.append(Reconciled(each, own, total))
        if own is not None and own.known and (same or total.unknown):
            worth[each.measure.id] = Total.of([own])
            left_out.update(_below(each.measure.id, parts))
        else:
            worth[each.measure.id] = total
            left_out.add(each.measure.id)
    order = {each.measure.id: place for place, each in enumerate(standings)}
    return Counted(
        tuple(each for each in standings if each.measure.id not in left_out or each.worth is None),
        tuple(sorted(found, key=lambda each: order[each.whole.measure.id])),
    )


def _parts_first(standings: Sequence[Standing], parts: Mapping[int, list[Standing]]) -> list[Standing]:
    known = {each.measure.id for each in standings}
    ordered: list[Standing] = []
    waiting = [each for each in standings if each.measure.parent_id not in known]
    while waiting:
        each = waiting.pop()
        ordered.append(each)
        waiting.extend(parts.get(each.measure.id, ()))
    return ordered[::-1]


def _below(measure_id: int, parts: Mapping[int, list[Standing]]) -> set[int]:
    found: set[int] = set()
    for part in parts.get(measure_id, ()):
        found |= {part.measure.id, *_below(part.measure.id, parts)}
    return found
