"""The real documents that are no plans of savings: every table of money is read as it stands."""

from pathlib import Path

from tracker.documents.reading import read_plan
from tracker.domain.draft import Reading
from tracker.domain.stated_table import checked_sums

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FILES = {
    "verksamhetsplan 2022": "001_158fb162e4506136.txt",
}
TABLES = {
    "verksamhetsplan 2022": [
        ("Kommunbidrag", "2021 2022", 3, "Kommunbidrag: 658 737 tkr, 672 175 tkr"),
        ("Kommunbidrag per verksamhetsområde", "2021 2022", 7, "Kommunbidrag: 658 737 tkr, 672 175 tkr"),
        ("Specifikation förändring mellan 2022 och 2021", "Belopp", 10, "Summa förändring: 13 437 tkr"),
        ("Målgrupp", "Budget 2021 Budget 2022", 5, "Totalt: 151 mnkr, 156,7 mnkr"),
        ("Ungdomsboendet", "2022 2023 2024", 1, "Drift boende: 8 800 tkr, 9 800 tkr, 10 300 tkr"),
        ("Budget arbetsmarknad", "2021 2022", 4, "Summa: 15 500 tkr, 16 500 tkr"),
        ("Disponering av pris- och lönekomensation", "2022", 5, "Summa: 13 144 tkr"),
        ("Finansiering av behov som arbetas in i budget 2022", "Belopp", 5, "Summa: 8 725 tkr"),
    ],
}
"""Title, columns, number of rows, and the last row."""
LEFT_ALONE = {
    "verksamhetsplan 2022": [
        "”Budget försörjningsstöd” har siffror utan enhet",
        "socialnämndens resultatenheter” säger tkr, men siffrorna har decimaler",
    ],
}
COMMITTEE = "Socialnämnden"


def readings() -> list[tuple[str, Reading]]:
    """Those that stand beside the checkout; tests/documents/corpus/budget.txt has their traps in our own words."""
    return [
        (name, read_plan(file.read_bytes(), file.name))
        for name, each in FILES.items()
        if (file := SEEDS / each).exists()
    ]


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_every_table_of_money_is_read_as_it_stands() -> None:
    for name, reading in readings():
        found = []
        for table in reading.draft.stated_tables:
            last = table.rows[-1]
            amounts = ", ".join(plain(each) for each in last.cells)
            found.append((table.title, " ".join(table.columns), len(table.rows), f"{last.label}: {amounts}"))
        assert found == TABLES[name]


def test_what_is_not_surely_money_is_left_alone_and_said() -> None:
    """Counts of people and posts, indicators and contents are not even named."""
    for name, reading in readings():
        said = [plain(each.message) for each in reading.findings if "lästes inte" in plain(each.message)]
        assert [each for each, wanted in zip(said, LEFT_ALONE[name], strict=True) if wanted not in each] == []


def test_nothing_else_is_claimed() -> None:
    for name, reading in readings():
        draft = reading.draft
        assert (draft.measures, draft.targets, draft.presuppositions, reading.confidence) == ((), (), (), 0)
        assert draft.committee == COMMITTEE
        assert draft.year in (0, int(name[-4:]))


def test_only_one_sum_is_off_and_it_is_said() -> None:
    off = [
        (name, each.row, each.column, each.difference_kr)
        for name, reading in readings()
        for table in reading.draft.stated_tables
        for each in checked_sums(table)
        if each.holds is not True
    ]
    for name, reading in readings():
        told = [plain(each.message) for each in reading.warnings if "på raden" in plain(each.message)]
        assert len(told) == sum(each[0] == name for each in off)
    assert set(off) <= {("verksamhetsplan 2022", "Kommunbidrag", "2022", 1_000)}
