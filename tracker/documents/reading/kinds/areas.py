"""Focus areas with their goals, activities and assignments, by the headings of the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.chapters import is_heading
from tracker.documents.reading.kinds.row_tables import rows_in
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.wording import ends_sentence, sentences
from tracker.domain.draft import MeasureDraft
from tracker.domain.form import Form

_FOCUS = re.compile(
    r"(?:fokusområde|målområde|prioriterat område|utvecklingsområde|strategiskt område|perspektiv)"
    r"(?: \d{1,2})?(?: ?[:.]| [–-]) ?(?P<title>.{3,150})",
    re.IGNORECASE,
)
_GOAL = re.compile(r"\w{0,20}mål(?: \d{1,2})?(?:[:.] | [–-] )(?P<title>.{3,250})", re.IGNORECASE)
_DESCRIPTION = re.compile(r"beskrivning(?: av målet)?:?", re.IGNORECASE)
_LONGEST_GOAL = 250
_LONGEST_TITLE = 140


class _Section(Enum):
    """What stands under a heading inside of an area."""

    GOALS = auto()
    ACTIVITIES = auto()
    ASSIGNMENTS = auto()
    OTHER = auto()


_SECTIONS = (
    (re.compile(r"\buppdrag\b", re.IGNORECASE), _Section.ASSIGNMENTS),
    (re.compile(r"\b(?:aktiviteter|insatser|åtgärder)\b", re.IGNORECASE), _Section.ACTIVITIES),
    (re.compile(r"\b\w{0,20}mål\b", re.IGNORECASE), _Section.GOALS),
)


@dataclass
class Goal:
    """One goal while it is read."""

    title: str
    line: int
    texts: list[str] = field(default_factory=list)
    activities: list[MeasureDraft] = field(default_factory=list)
    indicators: list[MeasureDraft] = field(default_factory=list)


@dataclass
class Area:
    """One focus area while it is read; title "" for what stands in none. level: of its heading."""

    title: str
    line: int
    level: int = 0
    assignments: list[MeasureDraft] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    activities: list[MeasureDraft] = field(default_factory=list)
    indicators: list[MeasureDraft] = field(default_factory=list)


class Areas:
    """The areas of one document. unread: the lines of paragraphs under activities, that may be some."""

    def __init__(self, blocks: Sequence[Block], findings: Findings) -> None:
        self.findings = findings
        self.found = [Area("", 0)]
        self.unread: list[int] = []
        self._has_focus = any(_focus(each) for each in blocks)
        self._area: Area | None = None if self._has_focus else self.found[0]
        self._section = _Section.OTHER
        self._goal: Goal | None = None
        self._describes = False
        self._before = 0
        self._by_title: dict[str, Area] = {}
        for position, block in enumerate(blocks):
            self._take(block, blocks[position + 1] if position + 1 < len(blocks) else None)
            self._before = block.lines[-1].number

    def _take(self, block: Block, following: Block | None) -> None:
        if block.kind is BlockKind.TABLE:
            self._rows(block)
        elif self._is_goal(block, following):
            self._new_goal(block.text, block.line)
        elif is_heading(block):
            self._heading(block)
        elif self._area is not None:
            self._text(self._area, block)

    def _is_goal(self, block: Block, following: Block | None) -> bool:
        """A line without a full stop, over its own description."""
        described = following is not None and _DESCRIPTION.fullmatch(following.text) is not None
        named = not block.marker and len(block.text) <= _LONGEST_GOAL and not ends_sentence(block.text)
        return self._area is not None and self._section is _Section.GOALS and described and named

    def _new_goal(self, title: str, line: int) -> None:
        assert self._area is not None
        self._goal = Goal(title, line)
        self._describes = False
        self._area.goals.append(self._goal)

    def _heading(self, block: Block) -> None:
        text, area = block.text, self._area
        if title := _focus(block):
            if title not in self._by_title:
                self._by_title[title] = Area(title, block.line, block.level)
                self.found.append(self._by_title[title])
            self._area = self._by_title[title]
            self._section, self._goal, self._describes = _Section.OTHER, None, False
        elif area is not None and area.level and 0 < block.level <= area.level:
            self._area, self._section, self._goal = None, _Section.OTHER, None
        elif area is not None and (goal := _GOAL.fullmatch(text)) and goal["title"] != area.title:
            self._new_goal(goal["title"], block.line)
            self._section, self._describes = _Section.GOALS, True
        elif _DESCRIPTION.fullmatch(text):
            self._describes = self._goal is not None
        else:
            self._section = next((section for rule, section in _SECTIONS if rule.search(text)), _Section.OTHER)
            self._describes = False
            if self._section is not _Section.ACTIVITIES or block.level == 0:
                self._goal = None

    def _text(self, area: Area, block: Block) -> None:
        if self._describes and self._goal is not None:
            self._goal.texts.append(block.text)
        elif self._section is _Section.ACTIVITIES and block.kind is BlockKind.ITEM:
            area.activities.append(_activity(block))
        elif self._section is _Section.ACTIVITIES and self._has_focus:
            self.unread.append(block.line)
        elif self._section is _Section.GOALS and block.kind is BlockKind.ITEM and len(block.text) <= _LONGEST_GOAL:
            area.goals.append(Goal(block.text.rstrip("."), block.line))
        elif area.assignments and area.assignments[-1].line == self._before:
            area.assignments[-1] = replace(area.assignments[-1], description=block.text)

    def _rows(self, block: Block) -> None:
        area = self._area or self.found[0]
        for each in rows_in(block, self.findings):
            (area.assignments if each.form is Form.ASSIGNMENT else area.activities).append(each)


def _focus(block: Block) -> str:
    """The title of the focus area that a heading opens; "" for another, and in a table of contents."""
    if not is_heading(block) or len(block.lines[0].cells) > 1:
        return ""
    found = _FOCUS.fullmatch(block.text)
    return found["title"].strip() if found else ""


def _activity(block: Block) -> MeasureDraft:
    first = sentences(block.text)[0].text.strip().rstrip(".")
    title = first if len(first) <= _LONGEST_TITLE else first[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    description = block.text if block.text.rstrip(".") != title else ""
    return MeasureDraft("", title, description, line=block.line, form=Form.ACTIVITY)
