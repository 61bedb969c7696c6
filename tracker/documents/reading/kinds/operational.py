"""An operational plan: focus areas, goals, activities, assignments, indicators, and the tables of its budget."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.areas import Area, Areas, Goal
from tracker.documents.reading.kinds.follow_ups import first_years, occasions_of_plan
from tracker.documents.reading.kinds.indicator_tables import IndicatorTable, indicator_tables, tell_unread_columns
from tracker.documents.reading.kinds.indicators import indicator_of
from tracker.documents.reading.kinds.nets import nets_in
from tracker.documents.reading.kinds.parts import Parts, rows_of
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.tables.stated import summed, tables_of_amounts
from tracker.domain.draft import Evidence, Fact, MeasureDraft
from tracker.domain.form import Form
from tracker.domain.indicator import Said
from tracker.domain.words import sentence

_LETTERS = {
    Form.FOCUS_AREA: "F",
    Form.GOAL: "M",
    Form.ASSIGNMENT: "U",
    Form.ACTIVITY: "A",
    Form.INDICATOR: "I",
    Form.MEASURE: "A",
}
"""The document seldom numbers them all: they are counted in its order, each form by itself."""
_FEWEST_AREAS, _MOST_AREAS = 2, 200
_ANY_YEAR = 2000


def goals_in(outline: Outline, year: int, findings: Findings) -> Parts:
    """What the document says in the shape of an operational plan. year: the plan's, 0 where its title has none."""
    tables = list(indicator_tables(outline.blocks, year))
    year = year or _year_of(tables)
    if not year:
        return Parts()
    areas = Areas(outline.blocks, findings)
    _place_indicators(tables, areas.found, outline, findings)
    measures = tuple(_numbered([draft for area in areas.found for draft in _drafts(area)]))
    if not measures:
        none = sentence(
            "Inga mål, aktiviteter eller indikatorer hittades. Skriv dem under rubriker (”Fokusområde 1: Trygghet”, "
            "”Mål”, ”Aktiviteter”) eller i en tabell med kolumnerna Indikator, Mål 2026 och Utfall 2025."
        )
        findings.error(0, none, Fact.MEASURES)
    if areas.unread:
        findings.warning(
            areas.unread[0],
            sentence(
                "Stycken under aktiviteter som inte lästes som aktiviteter: %(lines)s. Lägg till dem som är det.",
                lines=findings.where_all(areas.unread),
            ),
        )
    of_amounts = tables_of_amounts(outline, findings)
    lines = {line.number for each in tables for line in each.lines} | {each.line for m in measures for each in m.every}
    return Parts(
        year=year,
        measures=measures,
        tables=(*summed(of_amounts, findings), *nets_in(outline.blocks, findings)),
        lines=rows_of(of_amounts) | lines,
    )


def lists_goals(outline: Outline) -> Evidence | None:
    """A table of indicators, or focus areas with something in them."""
    for each in indicator_tables(outline.blocks, _ANY_YEAR):
        if each.rows:
            said = sentence("en tabell har %(count)s indikatorer med mål eller utfall", count=len(each.rows))
            return Evidence(said, each.lines[0].number)
    areas = [each for each in Areas(outline.blocks, Findings()).found if each.title]
    if len(areas) >= _FEWEST_AREAS and any(_drafts(each)[0].sub_measures for each in areas):
        return Evidence(sentence("det har %(count)s fokusområden", count=len(areas)), areas[0].line)
    return None


def _year_of(tables: Sequence[IndicatorTable]) -> int:
    """The latest year that has a target."""
    return max(
        (year for each in tables for row in each.rows for what, year, _ in row.values if what is Said.TARGET), default=0
    )


def _place_indicators(
    tables: Sequence[IndicatorTable], areas: Sequence[Area], outline: Outline, findings: Findings
) -> None:
    """Each indicator under its goal; a goal that the text does not have is made, in the area that its cell names."""
    occasions = occasions_of_plan(outline.blocks)
    known = {_key(goal.title): goal for area in reversed(areas) for goal in reversed(area.goals)}
    since = first_years([row.title for table in tables for row in table.rows], outline.blocks)
    for table in tables:
        tell_unread_columns(table, findings)
        for row in table.rows:
            read = indicator_of(row, "", occasions=occasions, first_years=since, findings=findings)
            if not row.goal:
                areas[0].indicators.append(read)
                continue
            area, title = _parted(row.goal, areas)
            if _key(title) not in known:
                known[_key(title)] = Goal(title, row.line)
                area.goals.append(known[_key(title)])
            known[_key(title)].indicators.append(read)


def _parted(cell: str, areas: Sequence[Area]) -> tuple[Area, str]:
    """The area that ends the cell, and the goal before it."""
    for area in areas[1:_MOST_AREAS]:
        if cell.endswith(area.title) and len(cell) > len(area.title):
            return area, cell[: -len(area.title)].strip(" -–(")
    return areas[0], cell


def _key(title: str) -> str:
    return re.sub(r"[\W\d_]+", "", title).casefold()


def _drafts(area: Area) -> list[MeasureDraft]:
    """The area as one measure with its parts; what stands in none as measures of their own."""
    goals = [
        MeasureDraft(
            "",
            each.title,
            "\n\n".join(each.texts),
            sub_measures=(*each.indicators, *each.activities),
            line=each.line,
            form=Form.GOAL,
        )
        for each in area.goals
    ]
    parts = [*area.assignments, *goals, *area.activities, *area.indicators]
    if not area.title:
        return parts
    return [MeasureDraft("", area.title, sub_measures=tuple(parts), line=area.line, form=Form.FOCUS_AREA)]


def _numbered(drafts: Sequence[MeasureDraft]) -> Iterator[MeasureDraft]:
    counts = {letter: count(1) for letter in _LETTERS.values()}

    def numbered(each: MeasureDraft) -> MeasureDraft:
        letter = _LETTERS[each.form]
        number = f"{letter}{next(counts[letter])}"
        return replace(each, number=number, sub_measures=tuple(numbered(part) for part in each.sub_measures))

    yield from map(numbered, drafts)
