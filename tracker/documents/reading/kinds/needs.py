"""Needs: a table of what is asked for, year by year, in groups, and what the text says of each."""

import re
from collections.abc import Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.need_rows import items_of, needs_of
from tracker.documents.reading.kinds.need_texts import with_texts
from tracker.documents.reading.kinds.parts import Parts, rows_of
from tracker.documents.reading.kinds.periods import asked_columns, columns_of
from tracker.documents.reading.kinds.unread import amounts_of, tell_unread_amounts
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.tables.stated import ReadTable, summed, tables_of_amounts
from tracker.documents.reading.year import years_in
from tracker.domain.draft import Alternative, Evidence, Fact
from tracker.domain.effect import EffectKind
from tracker.domain.words import Sentence, sentence

_OF_NEEDS = re.compile(
    r"behov|äsk(?:a|ning)|ändamål|satsning|ramförstärkning|resursförstärkning|ramökning|prioritering", re.IGNORECASE
)
_OF_ELSE = re.compile(r"invester|prognos|utfall|bokslut|finansier|intäkt|besparing|effektivisering", re.IGNORECASE)
_ANY_YEAR = 2000


def needs_in(outline: Outline, year: int, findings: Findings) -> Parts:
    """What the document says in the shape of needs. year: the plan's, 0 where its title has none."""
    tables = tables_of_amounts(outline, findings)
    table = _chosen([each for each in tables if _lists(each)], findings)
    if table is None:
        none = sentence(
            "Inga behov hittades. Ställ upp dem i en tabell med en rad för varje behov och en kolumn för varje år "
            "(”Behov, mnkr”, ”2026”, ”2027”)."
        )
        findings.error(0, none, Fact.MEASURES)
        return Parts(year=year, tables=summed(tables, findings))
    year = year or _first_asked(table)
    if not year:
        return Parts()
    rows = needs_of(table, year, findings)
    measures = with_texts(rows.measures, outline.blocks, findings)
    kept = summed([each for each in tables if each is not table], findings)
    claimed = [*amounts_of(measures), *(each.amount for each in rows.totals)]
    claimed += [cell for each in kept for row in each.rows for cell in row.cells if cell is not None]
    tell_unread_amounts(outline.blocks, claimed, set(), findings)
    return Parts(
        year=year,
        measures=measures,
        totals=rows.totals,
        tables=kept,
        lines=rows_of(tables),
    )


def lists_needs(outline: Outline) -> Evidence | None:
    """A table of needs with their amounts by year."""
    for each in tables_of_amounts(outline, Findings()):
        if _lists(each):
            years = ", ".join(map(str, sorted(_years(each)))) or "–"
            said = sentence(
                "tabellen ”%(title)s” har %(count)s behov (%(years)s)",
                title=each.table.title,
                count=len(items_of(each)),
                years=years,
            )
            return Evidence(said, each.lines[0].number)
    return None


def _lists(table: ReadTable) -> bool:
    """Whether it lists what is asked for: it says so, and every column is an amount of a year."""
    said = f"{table.table.title} {table.label} {' '.join(table.head)}"
    of_needs = _OF_NEEDS.search(said) and not _OF_ELSE.search(f"{table.table.title} {table.label}")
    named = None not in columns_of(table.table.columns, _ANY_YEAR, EffectKind.FORECAST)
    asked = any(asked_columns(table.table.columns, _ANY_YEAR))
    return bool(of_needs) and named and asked and bool(items_of(table))


def _years(table: ReadTable) -> set[int]:
    return {year for column in table.table.columns for year in years_in(column)}


def _first_asked(table: ReadTable) -> int:
    """The first year that something is asked for; 0 where no column names one."""
    columns = asked_columns(table.table.columns, _ANY_YEAR)
    return min((each.period.year for each in columns if each is not None and each.period.year != _ANY_YEAR), default=0)


def _chosen(tables: Sequence[ReadTable], findings: Findings) -> ReadTable | None:
    """The only one; where there are several, the one that a person has chosen."""
    if len(tables) < 2:
        return tables[0] if tables else None
    choices = tuple(
        Alternative(str(each.lines[0].number), Sentence("%(title)s", {"title": each.table.title})) for each in tables
    )
    answer = findings.ask(
        tables[1].lines[0].number,
        sentence("Dokumentet har flera tabeller som kan vara behoven. Vilken är det?"),
        key="needs",
        alternatives=choices,
    )
    return next((each for each in tables if str(each.lines[0].number) == answer), tables[0])
