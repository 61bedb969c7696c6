"""Two people editing the same thing: the second is shown the other's change, and overwrites nothing unseen.

A form carries what its fields held when it was shown. At saving that is compared with what they hold by then: where
they differ, somebody else has been there, and the form comes back with the change in words beside what was typed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store import events

Values = Mapping[str, str]
"""What stands in a form's fields, by their names."""


@dataclass(frozen=True, slots=True)
class OthersChange:
    """One field that is not what it was when the form was shown. at: UTC; who "" and at None where it is not known."""

    field: str
    who: str
    at: datetime | None
    before: str
    after: str


class ChangedMeanwhile(Exception):
    """Nothing was saved. values: for the form's fields, what was typed and, in those left alone, what holds now.

    shown: what the form has then shown.
    """

    def __init__(self, changes: tuple[OthersChange, ...], values: Values, shown: Values) -> None:
        super().__init__("somebody else has changed the same thing")
        self.changes, self.values, self.shown = changes, values, shown


@dataclass(frozen=True, slots=True)
class Edit:
    """A form that came back: what was typed, and what its fields held when it was shown."""

    typed: Values
    shown: Values

    def touched(self, field: str) -> bool:
        return not _same(self.typed.get(field, ""), self.shown.get(field, ""))


def refuse_unseen(
    db: Database,
    edit: Edit,
    current: Values,
    *,
    things: Mapping[str, Collection[int]],
    words: Callable[[str, str], str],
) -> None:
    """Raise ChangedMeanwhile where a field holds something else than it did, and not what was typed as well.

    things: whose events tell who did it. words: a field and its value, as people read the value.
    """
    changed = [
        name
        for name, now in current.items()
        if not _same(edit.shown.get(name, ""), now) and not _same(edit.typed.get(name, ""), now)
    ]
    if not changed:
        return
    history = events.about(db, things)
    found = []
    for name in changed:
        event = next((each for each in history if name in each.after), None)
        before, after = words(name, edit.shown.get(name, "")), words(name, current[name])
        who, at = (event.actor, event.at) if event else ("", None)
        found.append(OthersChange(name, who, at, before, after))
    values = {name: edit.typed.get(name, "") if edit.touched(name) else now for name, now in current.items()}
    raise ChangedMeanwhile(tuple(found), {**edit.typed, **values}, current)


def _same(one: str, other: str) -> bool:
    """Browsers send line breaks in their own way."""
    return one.split() == other.split()
