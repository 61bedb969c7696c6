"""The rows of a plan out of the program's own letter: each its heading, the line below it, its text and its table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.documents import letter_form as letter
from tracker.documents import workbook_form as form
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line
from tracker.documents.reading.own_letter_parts import LetterPart
from tracker.documents.reading.owner import owner_in
from tracker.documents.reading.written_date import written_dates
from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft, IndicatorDraft, MeasureDraft
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Better, Measured, Occasion, Said, Value
from tracker.domain.kind import PlanKind
from tracker.domain.period import Period
from tracker.domain.phasing import MONTHS, Ramp, Spread
from tracker.domain.status import Status
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount, parse_amount
from tracker.domain.written_value import UnreadableValue, parse_value

_PERIOD = re.compile(r"(.+?) (helår )?(20\d\d)")
_RAMP = re.compile(re.escape(letter.RAMP).replace("%s", "(.+)"))
_LONGEST_BYLINE = 4
"""How many lines of a narrow page it may take."""
_CELLS = 2


@dataclass(slots=True)
class _Row:
    """One row as it is gathered; under: its place in the list of the one that it belongs to."""

    measure: MeasureDraft
    under: int | None
    measured: Measured | None = None
    better: Better = Better.HIGHER
    since: int | None = None
    occasions: tuple[Occasion, ...] = ()
    values: list[tuple[Said, int, Value]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class OwnRows:
    """Gathers the rows of one letter, in its order."""

    def __init__(self, kind: PlanKind, year: int, findings: Findings) -> None:
        self.year, self.findings = year, findings
        self.forms = {word: each for each, word in form.form_words(kind).items()}
        self.effects = {form.effect_word(each, kind).capitalize(): each for each in EffectKind}
        self.said = {word.capitalize(): each for each, word in form.SAID.items()}
        self.rows: list[_Row] = []

    def add(self, part: LetterPart) -> bool:
        """Take a heading for a row, with all that stands under it; False where it is none."""
        byline, rest = _byline(part.lines)
        sort, *about = byline.split(letter.BETWEEN)
        if sort.lower() not in self.forms:
            return False
        number, title = letter.number_and_title(part.heading)
        if about and about[0] == letter.WITHOUT_NUMBER:
            number, title = "", part.heading
        elif about and about[0].startswith(letter.NUMBER):
            number = about[0].removeprefix(letter.NUMBER)
            title = part.heading.removeprefix(f"{number}. ")
        row = _Row(MeasureDraft(number, title, form=self.forms[sort.lower()], line=part.line), None)
        for each in about:
            self._about(row, each)
        self._under(row, part, rest)
        self.rows.append(row)
        return True

    def measures(self) -> tuple[MeasureDraft, ...]:
        """Each below the one that it belongs to; what falls to a row that there is not falls to none, with an error."""
        numbers = {row.measure.number for row in self.rows}
        for row in self.rows:
            falls_to = row.measure.falls_to
            if falls_to is not None and falls_to not in numbers:
                self.unread(row.measure.line, f"{form.FALLS_TO} {falls_to}")
                row.measure = replace(row.measure, falls_to=None)
        return tuple(self._whole(None))

    def _whole(self, under: int | None) -> Iterator[MeasureDraft]:
        for place, row in enumerate(self.rows):
            if row.under == under:
                indicator = None
                if row.measured is not None:
                    indicator = IndicatorDraft(row.measured, row.better, row.occasions, row.since, tuple(row.values))
                yield replace(
                    row.measure,
                    description="\n\n".join(row.texts),
                    indicator=indicator,
                    sub_measures=tuple(self._whole(place)),
                )

    def _about(self, row: _Row, said: str) -> None:
        statuses = {each.swedish: each for each in Status}
        betters = {each.swedish: each for each in Better}
        if said.startswith(letter.UNDER):
            row.under = self._place_of(said.removeprefix(letter.UNDER), row.measure.line)
        elif said.startswith(letter.ANSWERS):
            owner, address = owner_in(said.removeprefix(letter.ANSWERS))
            row.measure = replace(row.measure, owner=owner, owner_email=address)
        elif said in statuses:
            row.measure = replace(row.measure, status=statuses[said], status_words=said)
        elif said.startswith(letter.MEASURED):
            row.measured = {each.swedish: each for each in Measured}.get(said.removeprefix(letter.MEASURED))
        elif said in betters:
            row.better = betters[said]
        elif said.startswith(letter.SINCE) and said.removeprefix(letter.SINCE).isdecimal():
            row.since = int(said.removeprefix(letter.SINCE))
        elif said != letter.WITHOUT_NUMBER and not said.startswith(letter.NUMBER):
            self.unread(row.measure.line, said)

    def _place_of(self, name: str, line: int) -> int | None:
        """The nearest before it that is called so."""
        for place in range(len(self.rows) - 1, -1, -1):
            above = self.rows[place].measure
            if name in (above.number, above.title):
                return place
        self.unread(line, name)
        return None

    def _under(self, row: _Row, part: LetterPart, byline: int) -> None:
        """The text, the amounts and the dates. byline: how many lines stand before them."""
        lines = part.lines[byline:]
        text: list[str] = []
        block_of = {line.number: place for place, block in enumerate(part.blocks) for line in block.lines}
        is_table = {line.number for block in part.blocks if block.kind is BlockKind.TABLE for line in block.lines}
        paragraphs: dict[int, list[str]] = {}
        for line in lines:
            if self._is_row(row, line, line.number in is_table):
                continue
            place = block_of[line.number]
            mark = _mark(part.blocks[place]) if place not in paragraphs else ""
            paragraphs.setdefault(place, []).append(f"{mark}{line.text}")
        text = [" ".join(each) for each in paragraphs.values()]
        if text and (found := _tail(text, letter.REPORTED)) is not None:
            row.measure = replace(row.measure, report_dates=tuple(days_in(found)))
        if text and (found := _tail(text, letter.FOLLOWED)) is not None:
            row.occasions = tuple(each for each in Occasion if each.swedish in found)
        row.texts = [each for each in text if each]

    def _is_row(self, row: _Row, line: Line, in_table: bool) -> bool:
        """Whether the line states an amount, a value or another thing of the row's table; it is then taken up."""
        if len(line.cells) != _CELLS:
            return False
        label, value = line.cells
        effect, by_month, _ = label.partition(letter.BY_MONTH)
        found = _PERIOD.fullmatch(label)
        if by_month and effect in self.effects:
            self._phasing(row, self.effects[effect], value, line.number)
        elif label == form.FALLS_TO:
            row.measure = replace(row.measure, falls_to=value)
        elif found and found[1] in self.said and row.measured is not None:
            self._value(row, self.said[found[1]], int(found[3]), value, line.number)
        elif found and found[1] in self.effects:
            self._effect(
                row,
                EffectDraft(
                    self.effects[found[1]], Period(int(found[3]), bool(found[2])), Amount.exact(0), label, line.number
                ),
                value,
            )
        elif in_table:
            self.unread(line.number, line.text)
        else:
            return False
        return True

    def _effect(self, row: _Row, effect: EffectDraft, value: str) -> None:
        amount = read_amount(value, effect.line, self.findings)
        if amount is not None:
            row.measure = replace(row.measure, effects=(*row.measure.effects, replace(effect, amount=amount)))

    def _value(self, row: _Row, said: Said, year: int, value: str, line: int) -> None:
        assert row.measured is not None
        try:
            row.values.append((said, year, parse_value(value, row.measured)))
        except UnreadableValue as error:
            self.findings.error(line, error.sentence)

    def _phasing(self, row: _Row, effect: EffectKind, value: str, line: int) -> None:
        try:
            shape = _shape(value)
        except ValueError:
            self.unread(line, value)
            return
        row.measure = replace(row.measure, phasings=(*row.measure.phasings, (effect, shape)))

    def unread(self, line: int, text: str) -> None:
        self.findings.error(
            line,
            sentence(
                "”%(text)s” går inte att läsa. Skriv det som Återrapport skrev det, eller läs in arbetsboken.",
                text=text[:80],
            ),
        )


def read_amount(value: str, line: int, findings: Findings) -> Amount | None:
    """A figure as it was written, or words for one that is not known; None with an error where it is neither."""
    try:
        return parse_amount(value)
    except UnreadableAmount as error:
        if not any(character.isdigit() for character in value):
            return Amount.unknown(value)
        findings.error(line, error.sentence)
        return None


def _mark(block: Block) -> str:
    """What was taken for the mark of a list: here it is text."""
    if not block.marker:
        return ""
    return f"{block.marker} " if block.marker == "-" else f"{block.marker}. "


def days_in(text: str) -> list[date]:
    """Every day that is written with its year."""
    return [day for found in written_dates(text) if found.year and (day := found.in_year(found.year))]


def _byline(lines: list[Line]) -> tuple[str, int]:
    """The line below a heading, to its full stop, and how many lines of the page it takes."""
    for count in range(1, min(len(lines), _LONGEST_BYLINE) + 1):
        text = " ".join(line.text for line in lines[:count])
        if text.endswith("."):
            return text.removesuffix("."), count
    return "", 0


def _tail(text: list[str], begins: str) -> str | None:
    """What stands last and begins so, taken out of the text."""
    before, found, after = text[-1].rpartition(begins)
    if not found or (before and not before.rstrip().endswith((".", "!", "?", ":"))):
        return None
    text[-1] = before.rstrip()
    if not text[-1]:
        text.pop()
    return after


def _shape(value: str) -> Ramp | Spread:
    """Raises ValueError."""
    if value == letter.EVENLY:
        return Spread()
    if value.startswith(letter.SHARES):
        return Spread(tuple(int(each) for each in value.removeprefix(letter.SHARES).split(",")))
    found = _RAMP.fullmatch(value)
    if not found or found[2] not in form.MONTH_NAMES:
        raise ValueError(value)
    more, _, cap, kr = (each.replace(" ", "").replace("\u2212", "-") for each in found.groups())
    return Ramp(int(more), form.MONTH_NAMES.index(found[2]) % MONTHS + 1, int(cap), int(kr))
