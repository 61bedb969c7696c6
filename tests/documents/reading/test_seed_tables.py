"""The tables of the real operational plan: every table of money is read as it stands, and nothing else."""

from tests.documents.reading.seeds import SEEDS
from tracker.documents.reading import read_plan
from tracker.domain.draft import Reading

TABLES = [
    ("Kommunbidrag", "2021 2022", 3, "Kommunbidrag: 658 737 tkr, 672 175 tkr"),
    ("Kommunbidrag per verksamhetsområde", "2021 2022", 7, "Kommunbidrag: 658 737 tkr, 672 175 tkr"),
    ("Specifikation förändring mellan 2022 och 2021", "Belopp", 10, "Summa förändring: 13 437 tkr"),
    ("Målgrupp", "Budget 2021 Budget 2022", 5, "Totalt: 151 mnkr, 156,7 mnkr"),
    ("Ungdomsboendet", "2022 2023 2024", 1, "Drift boende: 8 800 tkr, 9 800 tkr, 10 300 tkr"),
    ("Budget arbetsmarknad", "2021 2022", 4, "Summa: 15 500 tkr, 16 500 tkr"),
    ("Disponering av pris- och lönekomensation", "2022", 5, "Summa: 13 144 tkr"),
    ("Finansiering av behov som arbetas in i budget 2022", "Belopp", 5, "Summa: 8 725 tkr"),
    ("Internbudget, netto enligt texten", "2022", 3, "Netto: 13 437 tkr"),
    ("Driftbudget, netto enligt texten", "2022", 3, "Netto: 13 437 tkr"),
]
"""Title, columns, number of rows, and the last row."""
LEFT_ALONE = [
    "”Budget försörjningsstöd” har siffror utan enhet",
    "socialnämndens resultatenheter” säger tkr, men siffrorna har decimaler",
]


def readings() -> list[Reading]:
    """tests/documents/corpus/budget.txt has its traps in our own words."""
    return [read_plan(file.read_bytes(), file.name) for file in sorted(SEEDS.glob("001_*.txt"))]


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_every_table_of_money_is_read_as_it_stands() -> None:
    for reading in readings():
        found = []
        for table in reading.draft.stated_tables:
            last = table.rows[-1]
            amounts = ", ".join(plain(each) for each in last.cells)
            found.append((table.title, " ".join(table.columns), len(table.rows), f"{last.label}: {amounts}"))
        assert found == TABLES


def test_what_is_not_surely_money_is_left_alone_and_said() -> None:
    """Counts of people and posts, indicators and contents are not even named."""
    for reading in readings():
        said = [plain(each.message) for each in reading.findings if "lästes inte:" not in plain(each.message)]
        said = [each for each in said if each.startswith("Tabellen") and "lästes inte" in each]
        assert [each for each, wanted in zip(said, LEFT_ALONE, strict=True) if wanted not in each] == []
