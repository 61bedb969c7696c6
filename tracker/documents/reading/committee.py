"""Which committee the plan is put before."""

import re
from collections.abc import Iterable

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block
from tracker.documents.reading.sections import Section
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.domain.draft import Fact
from tracker.domain.words import sentence

_COMMITTEE = re.compile(r"[A-Za-zÅÄÖåäö-]*(?:nämnden|nämnd|utskottet|kommunstyrelsen|regionstyrelsen)", re.IGNORECASE)
_ON_ITS_OWN = re.compile(r"nämnden för [a-zåäö, -]{3,60}", re.IGNORECASE)
NO_COMMITTEE = sentence("Ingen nämnd hittades. Skriv nämndens namn på en egen rad överst i dokumentet.")
_LINKS = ("och", "samt", "&")
_KIND = re.compile(r"tekniska|sociala|gemensamma|humanistiska|lokala", re.IGNORECASE)
"""What stands as a word of its own before "nämnden" in a name."""
_NOT_A_NAME = {"nämnden", "nämnd", "utskottet"}


def committee_of(preamble: Iterable[Piece], findings: Findings) -> str:
    """The committee's name as the document has it, with a capital; "" with an error where it is not said or not clear.

    First the one that the proposal is put to, then a line of its own, then the only one that the text names.
    """
    section: Section | None = None
    proposed: list[str] = []
    own_lines: list[str] = []
    named: list[str] = []
    for piece in preamble:
        if isinstance(piece, SectionStart):
            section = piece.section
        if isinstance(piece, (SectionStart, Block)):
            block = piece.block if isinstance(piece, SectionStart) else piece
            names = committees_in(block.text)
            named.extend(names)
            own_lines.extend(name for line in block.lines if (name := committee_line(line.text)))
            if section is Section.PROPOSAL:
                proposed.extend(name for name in names if not _is_sent_to(name, block.text))
    for choice in (proposed, own_lines):
        if choice:
            return choice[0]
    distinct = list(dict.fromkeys(named))
    if len(distinct) == 1:
        return distinct[0]
    if distinct:
        several = sentence(
            "Flera nämnder nämns (%(names)s). Skriv planens nämnd på en egen rad överst.", names=", ".join(distinct[:5])
        )
        findings.error(0, several, Fact.COMMITTEE)
    else:
        findings.error(0, NO_COMMITTEE, Fact.COMMITTEE)
    return ""


def _is_sent_to(name: str, text: str) -> bool:
    """Whether the proposal is that the matter goes on to that committee.

    >>> _is_sent_to("Kommunstyrelsen", "Planen översänds till kommunstyrelsen.")
    True
    """
    return re.search(rf"\btill {re.escape(name)}", text, re.IGNORECASE) is not None


def committee_line(text: str) -> str | None:
    """The committee that is all the line says, but for the municipality after it ("Socialnämnden i Lund")."""
    if _ON_ITS_OWN.fullmatch(text):
        return text[0].upper() + text[1:]
    names = committees_in(text)
    if len(names) != 1:
        return None
    after = text[len(names[0]) :]
    return names[0] if text.lower().startswith(names[0].lower()) and re.fullmatch(r"(?: i \w+)?", after) else None


def committees_in(text: str) -> list[str]:
    """Every committee that is named, "nämnden" alone being none.

    >>> committees_in("Enligt kultur-, fritids- och utbildningsnämnden är nämnden klar.")
    ['Kultur-, fritids- och utbildningsnämnden']
    """
    words = text.split()
    names = []
    for position, word in enumerate(words):
        bare = word.strip('.,:;()”"')
        if bare.lower() == "nämnden" and position and _KIND.fullmatch(words[position - 1].strip('.,:;()”"')):
            kind = words[position - 1].lstrip('(”"')
            names.append(f"{kind[0].upper()}{kind[1:]} {bare}")
            continue
        if not _COMMITTEE.fullmatch(bare) or bare.lower() in _NOT_A_NAME:
            continue
        start = position
        if start >= 2 and words[start - 1] in _LINKS and words[start - 2].endswith("-"):
            start -= 2
            while start and words[start - 1].endswith("-,"):
                start -= 1
        name = " ".join([*words[start:position], bare]).lstrip('(”"')
        names.append(name[0].upper() + name[1:])
    return names
