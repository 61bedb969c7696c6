"""The headings that the authorities' templates share. A new wording is one line in a rule here."""

import re
from enum import StrEnum


class Section(StrEnum):
    """What stands under a heading that is known."""

    PROPOSAL = "proposal"
    SUMMARY = "summary"
    BACKGROUND = "background"
    TOTALS = "totals"
    CLOSING = "closing"

    @property
    def ends_measures(self) -> bool:
        """Whether the heading stops a measure; the other words also stand as headings inside of one."""
        return self in (Section.PROPOSAL, Section.TOTALS, Section.CLOSING)

    @property
    def lists_no_measures(self) -> bool:
        """Whether a numbered list under it is something else: points of a decision, enclosures, a recapitulation."""
        return self is not Section.BACKGROUND


_RULES: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (Section.PROPOSAL, r"(\w+ )?förslag till beslut|beslutsförslag|\w+ föreslås besluta"),
        (Section.SUMMARY, r"sammanfattning( av ärendet)?"),
        (
            Section.BACKGROUND,
            r"beskrivning av ärendet|ärendebeskrivning|ärendet|bakgrund|inledning|åtgärder|åtgärdsplan",
        ),
        (Section.TOTALS, r"summering( [^.\d]{1,80})?|sammanställning( [^.\d]{1,80})?|summa|totalt"),
        (
            Section.CLOSING,
            r"beslutet (skickas|expedieras) till|beslut expedieras till|beslutsunderlag|underlag för beslut(et)?"
            r"|bilagor|bilaga( \d{1,2})?|(ekonomiska )?konsekvenser|barnets bästa|beredning|underskrifter"
            r"|uppföljning|förvaltningens bedömning",
        ),
    )
)


def section_of(text: str) -> Section | None:
    """The section that a line opens, or None where it is no known heading.

    >>> section_of("Summering Social välfärd:").value, section_of("Summering görs i maj.")
    ('totals', None)
    """
    name = text.strip().rstrip(":").rstrip()
    if len(name) > 100:
        return None
    return next((section for section, pattern in _RULES if pattern.fullmatch(name)), None)
