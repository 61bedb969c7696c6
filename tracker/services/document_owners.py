"""Who a document says answers for a measure, found among the people that are known here; never anybody else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from tracker.domain.draft import Finding, MeasureDraft, PlanDraft, Reading, Severity
from tracker.domain.person import Person
from tracker.domain.words import sentence
from tracker.store import people

_BESIDE = re.compile(r"[,;(]")
_SEVERAL = re.compile(r"/|&|\+|\b(?:och|samt|eller)\b", re.IGNORECASE)


def with_known_owners(db: Database, reading: Reading, *, today: date) -> Reading:
    """Each measure with the address of the known person that the document names, else with none and a warning.

    today: Stockholm; whoever has left by then is nobody's owner.
    """
    here = [each for each in people.every(db).values() if each.is_here(today)]
    found = list(reading.findings)
    for measure in reading.draft.measures:
        if named_owner(measure) and known_owner(measure, here) is None:
            words = sentence(
                "Åtgärd %(number)s: ”%(name)s” är ansvarig i dokumentet, men är ingen som finns bland personerna här. "
                "Åtgärden får ingen ansvarig än.",
                number=measure.number,
                name=named_owner(measure),
            )
            found.append(Finding(Severity.WARNING, measure.line, words, measure.place))
    return replace(reading, draft=with_owners(reading.draft, here), findings=tuple(found))


def with_owners(draft: PlanDraft, here: Sequence[Person]) -> PlanDraft:
    """Each measure with the address of the known person that the document names, else with her words alone."""
    return replace(draft, measures=tuple(_with_owner(each, known_owner(each, here)) for each in draft.measures))


def _with_owner(measure: MeasureDraft, owner: Person | None) -> MeasureDraft:
    if owner is None:
        return replace(measure, owner=named_owner(measure), owner_email=None)
    return replace(measure, owner_email=owner.email)


def named_owner(measure: MeasureDraft) -> str:
    """Whoever the document names, by name and address; "" where it names nobody."""
    return " ".join(filter(None, [measure.owner, measure.owner_email]))


def known_owner(measure: MeasureDraft, here: Iterable[Person]) -> Person | None:
    """By her address; where the document has none, by her whole name, with or without a title beside it.

    Of several people who fit, and where the document names several, none.
    """
    if measure.owner_email:
        address = measure.owner_email.casefold()
        return next((each for each in here if each.email.casefold() == address), None)
    if _SEVERAL.search(measure.owner):
        return None
    named = {" ".join(each.strip(" )").casefold().split()) for each in _BESIDE.split(measure.owner)}
    fitting = [each for each in here if " ".join(each.name.casefold().split()) in named]
    return fitting[0] if len(fitting) == 1 else None
