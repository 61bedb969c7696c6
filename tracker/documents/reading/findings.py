"""What a reading collects for the person who sent the document: errors stop saving, warnings do not.

The rule between them: whatever would let a wrong or incomplete plan be saved unseen is an error; what is merely left
out and harmless is a warning. What a person can settle by choosing between few answers is a question; until it is
answered its amounts are left out of the draft, and a question about money stops saving as an error does.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tracker.domain.draft import Alternative, Fact, Finding, Question, Severity
from tracker.domain.place import place_in_words
from tracker.domain.words import Sentence, said, sentence

MOST_LISTED = 50
"""How many findings of one severity are listed; a damaged file could otherwise give one for each of its lines."""
_MOST_PLACES = 10


@dataclass
class Findings:
    """Findings in the order they were made.

    answers: what a person has chosen, by the key of the question. places: where lines stand, by number, where "rad" and
    the number is not what people call it.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    _made: list[Finding] = field(default_factory=list)
    _place: str = ""

    def error(self, line: int, said: Sentence, about: Fact | None = None) -> None:
        """Something that must be put right before the plan can be saved. line: 1-based, 0 for the whole document."""
        self._made.append(Finding(Severity.ERROR, line, said, self._place, about=about))

    def warning(self, line: int, said: Sentence) -> None:
        """Something that a person should know and may leave as it is."""
        self._made.append(Finding(Severity.WARNING, line, said, self._place))

    def ask(
        self, line: int, said: Sentence, *, key: str, alternatives: tuple[Alternative, ...], touches_money: bool = True
    ) -> str | None:
        """The answer where one of the alternatives has been given; else None, and the question is a finding."""
        answer = self.answers.get(key)
        if answer in {each.value for each in alternatives}:
            return answer
        question = Question(key, alternatives, touches_money)
        self._made.append(Finding(Severity.QUESTION, line, said, self._place, question))
        return None

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """What is found inside stands in this place, more exactly than its line says."""
        before, self._place = self._place, place
        try:
            yield
        finally:
            self._place = before

    def where(self, line: int) -> str:
        """What people call the place of a line; "" for the whole document."""
        return self.places.get(line) or (f"rad {line}" if line else "")

    def in_words(self, line: int) -> Sentence:
        """The place of a line, for a sentence."""
        return place_in_words(self.where(line))

    def where_all(self, lines: list[int]) -> Sentence:
        """The places of several lines, the first ten of them."""
        if not any(line in self.places for line in lines):
            return line_ranges(lines)
        places = tuple(dict.fromkeys(self.in_words(line) for line in sorted(set(lines))))
        if len(places) > _MOST_PLACES:
            return sentence("%(places)s med flera", places=places[:_MOST_PLACES])
        return sentence("%(places)s", places=places)

    def listed(self) -> tuple[Finding, ...]:
        """Each finding once, by line, at most MOST_LISTED of each severity and then a count of the rest."""
        placed = [replace(each, place=each.place or self.where(each.line)) for each in self._made]
        by_line = sorted(dict.fromkeys(placed), key=lambda each: each.line)
        kept: list[Finding] = []
        rest: list[Finding] = []
        for severity, left_out in (
            (Severity.ERROR, said("%(count)s fel till visas inte. Rätta dessa först.")),
            (Severity.QUESTION, said("%(count)s frågor till visas inte. Besvara dessa först.")),
            (Severity.WARNING, said("%(count)s anmärkningar till visas inte.")),
        ):
            found = [each for each in by_line if each.severity is severity]
            kept += found[:MOST_LISTED]
            if len(found) > MOST_LISTED:
                message = sentence(left_out, count=len(found) - MOST_LISTED)
                severity_of_rest = Severity.WARNING if severity is Severity.WARNING else Severity.ERROR
                rest.append(Finding(severity_of_rest, 0, message))
        return (*sorted(kept, key=lambda each: each.line), *rest)


def line_ranges(numbers: list[int]) -> Sentence:
    """Line numbers as people say them.

    >>> str(line_ranges([3])), str(line_ranges([3, 4, 5, 9]))
    ('rad 3', 'rad 3–5, 9')
    """
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(f"{low}–{high}" if high > low else str(low) for low, high in ranges[:_MOST_PLACES])
    if len(ranges) > _MOST_PLACES:
        return sentence("rad %(lines)s med flera", lines=shown)
    return sentence("rad %(line)s", line=shown)
