"""What a reading collects for the person who sent the document: errors stop saving, warnings do not.

The rule between them: whatever would let a wrong or incomplete plan be saved unseen is an error; what is merely left
out and harmless is a warning.
"""

from dataclasses import dataclass, field

from tracker.domain.draft import Finding, Severity

MOST_LISTED = 50
"""How many findings of one severity are listed; a damaged file could otherwise give one for each of its lines."""


@dataclass
class Findings:
    """Findings in the order they were made."""

    _made: list[Finding] = field(default_factory=list)

    def error(self, line: int, message: str) -> None:
        """Something that must be put right before the plan can be saved. line: 1-based, 0 for the whole document."""
        self._made.append(Finding(Severity.ERROR, line, message))

    def warning(self, line: int, message: str) -> None:
        """Something that a person should know and may leave as it is."""
        self._made.append(Finding(Severity.WARNING, line, message))

    def listed(self) -> tuple[Finding, ...]:
        """Each finding once, by line, at most MOST_LISTED of each severity and then a count of the rest."""
        by_line = sorted(dict.fromkeys(self._made), key=lambda each: each.line)
        errors = [each for each in by_line if each.severity is Severity.ERROR]
        warnings = [each for each in by_line if each.severity is Severity.WARNING]
        kept = errors[:MOST_LISTED] + warnings[:MOST_LISTED]
        kept.sort(key=lambda each: each.line)
        if len(errors) > MOST_LISTED:
            kept.append(
                Finding(Severity.ERROR, 0, f"{len(errors) - MOST_LISTED} fel till visas inte. Rätta dessa först.")
            )
        if len(warnings) > MOST_LISTED:
            kept.append(Finding(Severity.WARNING, 0, f"{len(warnings) - MOST_LISTED} anmärkningar till visas inte."))
        return tuple(kept)


def line_ranges(numbers: list[int]) -> str:
    """Line numbers as people say them.

    >>> line_ranges([3]), line_ranges([3, 4, 5, 9])
    ('rad 3', 'rad 3–5, 9')
    """
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(f"{low}–{high}" if high > low else str(low) for low, high in ranges[:10])
    return f"rad {shown}" + (" med flera" if len(ranges) > 10 else "")
