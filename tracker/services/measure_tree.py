"""A plan's measures as a tree: each with its parts, in the document's order."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.form import Form
from tracker.domain.measure import Measure

_NUMBER = re.compile(r"([^0-9]*)([0-9]{1,6})")
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


class MeasureTree:
    """The measures of one plan."""

    def __init__(self, in_order: Sequence[Measure]) -> None:
        self.in_order = in_order
        self._children: dict[int | None, list[Measure]] = {}
        for measure in in_order:
            self._children.setdefault(measure.parent_id, []).append(measure)

    @property
    def top(self) -> list[Measure]:
        return self._children.get(None, [])

    def parts(self, measure: Measure) -> list[Measure]:
        return self._children.get(measure.id, [])

    def with_parts(self, measure: Measure) -> list[Measure]:
        """The measure, its parts, and theirs."""
        return list(self._flat([measure]))

    def moved(self, measure: Measure, *, by: int) -> list[int] | None:
        """The ids in order when the measure has passed one of those beside it; None where it is at the end."""
        beside = list(self._children[measure.parent_id])
        place = beside.index(measure)
        if not 0 <= place + by < len(beside):
            return None
        beside[place], beside[place + by] = beside[place + by], beside[place]
        children = {**self._children, measure.parent_id: beside}
        return [each.id for each in _flat(children, children[None])]

    def order_with(self, new_id: int, parent_id: int | None) -> list[int]:
        """The ids in order when a new measure stands last: of its parent's parts, else of all."""
        ids = [each.id for each in self.in_order]
        if parent_id is None:
            return [*ids, new_id]
        parent = next(each for each in self.in_order if each.id == parent_id)
        place = ids.index(parent_id) + len(self.with_parts(parent))
        return [*ids[:place], new_id, *ids[place:]]

    def order_under(self, measure: Measure, parent_id: int | None) -> list[int]:
        """The ids in order when the measure, with its parts, stands last under another, or last of all."""
        whole = [each.id for each in self.with_parts(measure)]
        rest = [each.id for each in self.in_order if each.id not in whole]
        place = len(rest)
        if parent_id is not None:
            parent = next(each for each in self.in_order if each.id == parent_id)
            place = rest.index(parent_id) + len([each for each in self.with_parts(parent) if each.id in rest])
        return [*rest[:place], *whole, *rest[place:]]

    def next_number(self, parent: Measure | None, form: Form = Form.MEASURE) -> str:
        """What the next one is called, after those like it: "7", "I12", or "2g"; "" where they have no numbers."""
        if parent is None or parent.form.heads:
            return self._next_of(form)
        beside = self.parts(parent)
        if any(not each.number for each in beside):
            return ""
        taken = {each.number for each in self.in_order}
        return next((each for letter in LETTERS if (each := parent.number + letter) not in taken), "")

    def _next_of(self, form: Form) -> str:
        numbers = [(each.form, _NUMBER.fullmatch(each.number)) for each in self.in_order]
        alike = [found for of, found in numbers if of is form and found]
        if form.heads and not alike:
            return ""
        prefix = alike[-1][1] if alike else ""
        return prefix + str(max((int(each[2]) for _, each in numbers if each and each[1] == prefix), default=0) + 1)

    def _flat(self, measures: Iterable[Measure]) -> Iterator[Measure]:
        return _flat(self._children, measures)


def _flat(children: dict[int | None, list[Measure]], measures: Iterable[Measure]) -> Iterator[Measure]:
    for measure in measures:
        yield measure
        yield from _flat(children, children.get(measure.id, []))
