"""The measures of one table while they are read: a row each, or several where its title is a merged cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import ABOVE, Line, one_line
from tracker.documents.reading.owner import owner_in
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.status_words import status_of
from tracker.documents.reading.tables.cells import NOTHING
from tracker.documents.reading.tables.columns import Column, Role
from tracker.documents.reading.tables.finding import Head
from tracker.documents.reading.tables.rows import TableRow
from tracker.documents.reading.written_date import short_dates, written_dates
from tracker.domain.draft import EffectDraft, MeasureDraft
from tracker.domain.status import Status
from tracker.domain.words import sentence


@dataclass
class Item:
    """One measure. effects: by the index of the column."""

    row: TableRow
    lines: list[Line]
    effects: dict[int, EffectDraft] = field(default_factory=dict)
    dates: list[date] = field(default_factory=list)
    owner: str = ""
    email: str | None = None
    unit: str = ""
    status: Status = Status.NOT_STARTED
    status_words: str = ""
    description: list[str] = field(default_factory=list)

    def draft(self, number: str, parts: Sequence[MeasureDraft] = ()) -> MeasureDraft:
        """The measure. Days on which its parts are reported are its own: that is where reports are asked for."""
        days = dict.fromkeys([*self.dates, *(day for part in parts for day in part.report_dates)])
        return MeasureDraft(
            number=number,
            title=self.row.title,
            description="\n\n".join(filter(None, [self.row.description, *self.description])),
            effects=tuple(self.effects.values()),
            report_dates=tuple(sorted(days)),
            sub_measures=tuple(parts),
            owner_email=self.email,
            unit=self.unit,
            status=self.status,
            line=self.row.line.number,
            place=self.row.line.where,
            owner=self.owner,
            status_words=self.status_words,
        )


class Cells:
    """The words and dates of measures: every column but the amounts."""

    def __init__(self, head: Head, describing: Sequence[Column], *, year: int, findings: Findings) -> None:
        self.head, self.year, self.findings = head, year, findings
        self.describing = sorted([*head.all(Role.DESCRIPTION), *describing], key=lambda each: each.index)
        self.above: dict[int, str] = {}

    def read(self, items: Sequence[Item], *, units: bool) -> None:
        """Fill in the items. units: whether the column "Enhet" names parts of the organisation."""
        reported = [each for each in self.head.all(Role.REPORT) if self._has_dates(each, items)]
        for item in items:
            for line in item.lines:
                self._words(item, line, units=units)
                for column in reported:
                    self._dates(item, line, column)
        self._meetings(items)

    def _words(self, item: Item, line: Line, *, units: bool) -> None:
        for column in self.head.columns:
            text = self._text(line, column)
            if NOTHING.fullmatch(text):
                continue
            if column.role is Role.OWNER:
                name, address = owner_in(text)
                item.owner, item.email = item.owner or name, item.email or address
            elif column.role is Role.EMAIL:
                item.email = item.email or owner_in(text)[1]
            elif column.role is Role.UNIT and units:
                item.unit = item.unit or text
            elif column.role is Role.STATUS:
                self._status(item, line, column, text)
            elif column in self.describing:
                item.description.append(text)

    def _status(self, item: Item, line: Line, column: Column, text: str) -> None:
        status = status_of(text)
        if status is None:
            with self.findings.at(line.where_cell(column.index)):
                self.findings.warning(
                    line.number,
                    sentence(
                        "Statusen ”%(text)s” känns inte igen och sattes inte. Sätt den när planen är sparad.",
                        text=text[:60],
                    ),
                )
            item.description.append(f"{column.head}: {text}")
        else:
            item.status, item.status_words = status, text

    def _text(self, line: Line, column: Column) -> str:
        """The cell, or the one that it is merged with above."""
        if line.join(column.index) != ABOVE:
            self.above[column.index] = one_line(line.cell(column.index))
        return self.above.get(column.index, "")

    def _has_dates(self, column: Column, items: Sequence[Item]) -> bool:
        """Whether the column under "Återrapport" holds dates: often it is left for the report itself."""
        texts = [one_line(line.cell(column.index)) for item in items for line in item.lines]
        return any(written_dates(text) or short_dates(text) for text in texts)

    def _dates(self, item: Item, line: Line, column: Column) -> None:
        text = self._text(line, column)
        if NOTHING.fullmatch(text):
            return
        with self.findings.at(line.where_cell(column.index)):
            if not re.search(r"\d", text):
                self.findings.warning(
                    line.number,
                    sentence(
                        "”%(text)s” är inget datum och gav ingen återrapport. Skriv datumen om de ska med.",
                        text=text[:60],
                    ),
                )
                return
            row = Row(RowKind.REPORT, line.number, column.head, text)
            item.dates += [day for day in report_dates_of([row], self.year, self.findings) if day not in item.dates]

    def _meetings(self, items: Sequence[Item]) -> None:
        """A column for each meeting: its crosses say who reports; where there is none at all, everybody does."""
        columns = [each for each in self.head.all(Role.MEETING) if self._takes_reports(each, items)]
        crossed = [self._crossed(item, columns) for item in items]
        empty = not any(crossed)
        for item, marked in zip(items, crossed, strict=True):
            for column in columns if empty else marked:
                assert column.day is not None
                written = column.day.written
                row = Row(RowKind.REPORT, self.head.line, column.head, written)
                item.dates += [day for day in report_dates_of([row], self.year, self.findings) if day not in item.dates]

    def _takes_reports(self, column: Column, items: Sequence[Item]) -> bool:
        """Not where its cells hold figures: then it may say what a saving was on that day."""
        figures = [line for item in items for line in item.lines if re.search(r"\d", line.cell(column.index))]
        if figures:
            self.findings.warning(
                self.head.line,
                sentence(
                    "Kolumnen ”%(head)s” har siffror och lästes varken som belopp eller sammanträde.", head=column.head
                ),
            )
        return not figures

    def _crossed(self, item: Item, columns: Sequence[Column]) -> list[Column]:
        return [
            column for column in columns if any(not _blank(one_line(line.cell(column.index))) for line in item.lines)
        ]


def _blank(text: str) -> bool:
    return NOTHING.fullmatch(text) is not None or text.lower() == "nej"
