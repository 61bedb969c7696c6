"""What differs between two dates in how a plan's measures stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.amount import Amount
from tracker.domain.measure import Standing


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of one measure that is not what it was; before and after as people read them."""

    measure: str
    what: str
    before: str
    after: str


def changes(before: Mapping[int, Standing], after: Sequence[Standing]) -> list[Change]:
    """Status, forecast and outcome of each measure against how it stood before, in the plan's order."""
    found: list[Change] = []
    for now in after:
        then = before.get(now.measure.id)
        if then is None:
            found.append(Change(now.measure.name, "åtgärd", "", "ny"))
            continue
        if then.status is not now.status:
            found.append(Change(now.measure.name, "status", then.status.swedish, now.status.swedish))
        for what, old, new in (
            ("prognos", then.worth, now.worth),
            ("utfall hittills", then.outcome, now.outcome),
            ("bekräftat utfall", then.confirmed, now.confirmed),
        ):
            if new is not None and not new.same_value_as(old):
                found.append(Change(now.measure.name, what, _words(old), _words(new)))
    return found


def _words(amount: Amount | None) -> str:
    return "" if amount is None else amount.as_written
