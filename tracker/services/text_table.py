"""A table of words, as a page shows it under a heading of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRow:
    """cells: one for each column, "" where there is nothing. own: whether the label is the municipality's own words.

    strong: a sum or a heading. number: of the measure that it names, "" where none.
    """

    label: str
    cells: tuple[str, ...]
    own: bool = True
    strong: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A section of a page. id: in its address. sentences: before the table. first: the head of the labels' column.

    columns and rows may be empty: then the sentences are all. figures: whether its cells are numbers. own: whether the
    title is the municipality's own words. fold: what opens the table, which is then a part of the section before it.
    """

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    first: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[TextRow, ...] = ()
    figures: bool = True
    own: bool = False
    fold: str = ""
