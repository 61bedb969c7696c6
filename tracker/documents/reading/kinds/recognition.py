"""Which kind of plan a document is: what it calls itself, and the shape of what stands in it. Both are needed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.documents.reading.committee import committee_line
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.allocation import allots
from tracker.documents.reading.kinds.needs import lists_needs
from tracker.documents.reading.kinds.operational import lists_goals
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline
from tracker.documents.reading.rows import RowKind, row_of
from tracker.documents.reading.tables.columns import Role
from tracker.documents.reading.tables.finding import split_tables
from tracker.documents.reading.title import LETTERHEAD
from tracker.domain.draft import Alternative, Evidence
from tracker.domain.kind import PlanKind
from tracker.domain.laid_out import LaidOut
from tracker.domain.words import Sentence, sentence

KIND_KEY = "kind"
"""Of the answer that says which kind of plan it is, whatever the document looks like."""
_EARLIEST_BLOCKS = 30
_FIRST = 3
_FEWEST_SAVINGS = 2
_LONGEST_NAME, _LONGEST_LETTERHEAD = 200, 40
_ACTION_PLAN = re.compile(r"\b(?:åtgärds|handlings|besparings|sparings)(?:plan|program)|\bbesparingar\b", re.IGNORECASE)
_NO_PLAN = re.compile(
    r"\b(?:uppföljning|delårs\w*|tertialrapport|årsredovisning|årsrapport|årsanalys|bokslut\w*|verksamhetsberättelse"
    r"|protokoll\w*|yttrande|remiss\w*)\b",
    re.IGNORECASE,
)
"""Of what follows a plan up, or only speaks of one."""
_NAMED: Mapping[LaidOut, re.Pattern[str]] = {
    LaidOut.POSTS: re.compile(
        r"\b(?:om)?fördel(?:ning|as|a)\w*\b|\banvändning(?:en)? av\b|\bdisponering|\bresursfördelning", re.IGNORECASE
    ),
    LaidOut.NEEDS: re.compile(
        r"\bbehov(?:en)?\b|\w*äskande\w*|\b(?:resurs|ram)behov|\bbudgetunderlag|\bramförstärkning", re.IGNORECASE
    ),
    LaidOut.GOALS: re.compile(
        r"\b(?:verksamhets|nämnds?|uppdrags|mål)plan(?:en)?\b|\bmål och (?:budget|aktiviteter|indikatorer)",
        re.IGNORECASE,
    ),
}
_SHAPES: Mapping[LaidOut, Callable[[Outline], Evidence | None]] = {
    LaidOut.POSTS: allots,
    LaidOut.NEEDS: lists_needs,
    LaidOut.GOALS: lists_goals,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind and why. name: what the document calls itself, "" where a person has said the kind."""

    kind: PlanKind
    evidence: tuple[Evidence, ...]
    name: str = ""

    def is_named_in(self, title: str) -> bool:
        """Whether the title says which kind it is."""
        rule = _NAMED.get(self.kind.rules.laid_out)
        return rule is not None and rule.search(title) is not None


def recognised(outline: Outline, findings: Findings) -> Recognised | None:
    """The kind of the document where it is surely another than an action plan, or where a person has said which.

    None where it is an action plan or nothing that is known. A document with the signs of two kinds is asked about.
    """
    answer = findings.answers.get(KIND_KEY, "")
    if answer in set(PlanKind):
        return Recognised(PlanKind(answer), (Evidence(sentence("valt för hand")),))
    names = _names(outline)
    if any(_ACTION_PLAN.search(each.text) for each in names):
        return None
    found = [each for laid_out in _NAMED if (each := _of(laid_out, names, outline)) is not None]
    first = [each for each in found if each.evidence[0].line == names[0].number] if names else []
    found = first if len(first) == 1 else found
    kinds = [each.kind for each in found]
    if found and _states_savings(outline):
        kinds.append(_kind(LaidOut.MEASURES))
    if len(kinds) > 1:
        _ask(kinds, findings)
    return found[0] if found else None


def _states_savings(outline: Outline) -> bool:
    """Whether rows of it say what measures save, or a table lists measures with what they do."""
    rows = (row_of(line) for block in outline.blocks for line in block.lines)
    if sum(row is not None and row.kind is RowKind.EFFECT for row in rows) >= _FEWEST_SAVINGS:
        return True
    return any(each.head.first(Role.EFFECT) for each in split_tables(outline)[0])


def _of(laid_out: LaidOut, names: list[Line], outline: Outline) -> Recognised | None:
    calls = _NAMED[laid_out]
    named = next((each for each in names if calls.search(each.text) and not _NO_PLAN.search(each.text)), None)
    shape = _SHAPES[laid_out](outline) if named is not None else None
    if named is None or shape is None:
        return None
    return Recognised(_kind(laid_out), (Evidence(_calls_itself(named), named.number), shape), named.text)


def _calls_itself(named: Line) -> Sentence:
    return sentence("dokumentet heter ”%(name)s”", name=named.text[:80])


def _kind(laid_out: LaidOut) -> PlanKind:
    return next(each for each in PlanKind if each.rules.laid_out is laid_out)


def _names(outline: Outline) -> list[Line]:
    """What the document may be called: its first headings, or its first lines on their own."""
    early = [each for each in outline.blocks[:_EARLIEST_BLOCKS] if not each.marker]
    headings = [each for each in early if each.kind is BlockKind.HEADING]
    plain = [each for each in early if each.kind is BlockKind.PARAGRAPH]
    return list(_lines(headings))[:_FIRST] or list(_lines(plain))[:_FIRST]


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        for line in block.lines:
            fits = len(line.text) <= _LONGEST_NAME and not line.text.endswith((".", ":"))
            office = len(line.text) <= _LONGEST_LETTERHEAD and LETTERHEAD.fullmatch(line.text)
            if fits and not office and committee_line(line.text) is None:
                yield line


def _ask(kinds: Sequence[PlanKind], findings: Findings) -> None:
    choices = tuple(Alternative(each.value, Sentence(each.words.name)) for each in kinds)
    findings.ask(
        0,
        sentence("Dokumentet kan vara en plan av flera slag. Vilket är det?"),
        key=KIND_KEY,
        alternatives=choices,
    )
