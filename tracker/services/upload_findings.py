"""What is found wrong with a document that was sent: what has been put right of it, and what else stops it."""

import hashlib
from collections.abc import Iterator, Sequence

from tracker.domain.draft import Fact, Finding, PlanDraft, Severity
from tracker.domain.personal_number import holds_personal_number
from tracker.domain.plan import Committee
from tracker.domain.words import sentence
from tracker.services.upload_page import Fault


def settled_findings(
    findings: Sequence[Finding], draft: PlanDraft, settled: frozenset[str]
) -> tuple[list[Finding], list[Fault]]:
    """The findings without the errors that have been put right, and the errors that can be settled by saying so."""
    has = {Fact.COMMITTEE: True, Fact.TITLE: bool(draft.title), Fact.TARGET: bool(draft.targets)}
    kept: list[Finding] = []
    faults: list[Fault] = []
    for each in findings:
        if each.about is not None and has.get(each.about, False):
            continue
        if each.severity is Severity.ERROR and (each.about is Fact.TARGET or (each.about is None and each.line)):
            key = hashlib.sha256(f"{each.line} {each.place} {each.message}".encode()).hexdigest()[:12]
            faults.append(Fault(key, each, key in settled))
            if key in settled:
                continue
        kept.append(each)
    return kept, faults


def of_committee(named: str, committee: Committee) -> Iterator[Finding]:
    if named and named.casefold() != committee.name.casefold():
        words = sentence(
            "Dokumentet nämner %(named)s. Planen sparas hos %(committee)s.", named=named, committee=committee.name
        )
        yield Finding(Severity.WARNING, 0, words)


def personal_numbers(draft: PlanDraft) -> Iterator[Finding]:
    if holds_personal_number("\n".join((draft.title, draft.reference, draft.summary))):
        words = sentence(
            "Planens inledning ser ut att innehålla ett personnummer. Ta bort det ur dokumentet och läs in det igen."
        )
        yield Finding(Severity.ERROR, 0, words)
    for measure in draft.measures:
        if holds_personal_number("\n".join(f"{each.title}\n{each.description}" for each in measure.every)):
            words = sentence(
                "Åtgärd %(number)s ser ut att innehålla ett personnummer. Ta bort det ur dokumentet och läs in det "
                "igen.",
                number=measure.number,
            )
            yield Finding(Severity.ERROR, measure.line, words, measure.place)
