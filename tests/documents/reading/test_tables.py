"""What a table of measures must never be read as, and what is asked about it; one thing wrong at a time."""

import pytest

from tracker.documents.reading import read_plan
from tracker.documents.reading.as_json import reading_as_json
from tracker.domain.draft import Reading, Severity
from tracker.services.draft_balance import draft_balance

TOP = "Åtgärdsplan 2024\nSocialnämnden\nUnderskott per sista mars 2024;5 mnkr\n\n"
TABLE = "Nr;Åtgärd;Ansvarig;Effekt (tkr)\n1;Skolskjuts;Eva Ek;500\n2;Skolmat;Bo Al;300\n"


def read(table: str, answers: dict[str, str] | None = None) -> Reading:
    return read_plan((TOP + table).encode(), "plan.csv", answers)


def changed(old: str, new: str, answers: dict[str, str] | None = None) -> Reading:
    assert old in TABLE
    return read(TABLE.replace(old, new, 1), answers)


def amounts(reading: Reading) -> list[list[str]]:
    return [
        [str(effect.amount).replace("\N{NO-BREAK SPACE}", " ") for effect in each.effects]
        for each in reading.draft.measures
    ]


def keys(reading: Reading) -> list[str]:
    return [each.question.key for each in reading.questions if each.question is not None]


def test_a_sound_table_gives_no_finding() -> None:
    reading = read(TABLE)
    assert reading.findings == ()
    assert reading.confidence == 100
    assert amounts(reading) == [["500 tkr"], ["300 tkr"]]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (";500", ";5 %", "är en andel"),
        (";500", ";2024-05-02", "är ett datum"),
        (";500", ";(500)", "inom parentes"),
        (";500", ";1,500", "flera sätt"),
        (";500", ";1.500", "kan betyda både"),
        (";500", ';"500\n300"', "går inte att läsa"),
        (";500", ";500 300 kr 2", "flera belopp"),
        (";500", ";2 tjänster", "ingen känd enhet"),
        (";500", ";50 tkr per månad", "hela beloppet för ett år"),
        (";500", ";500 tkr (varav 200 i år)", "hela beloppet för ett år"),
        (";500", ";0,0005", "inte hela kronor"),
        (";500", ";2 000 000", "mycket för tkr"),
        ("2;Skolmat", "1;Skolmat", "finns flera gånger"),
        ("1;Skolskjuts;Eva Ek", ";;", "hör inte till någon åtgärd"),
    ],
)
def test_a_figure_that_is_not_sure_is_an_error_and_no_amount(old: str, new: str, says: str) -> None:
    reading = changed(old, new)
    assert [says in each.message for each in reading.errors] == [True]
    assert ["300 tkr"] in amounts(reading)
    assert len([each for each in amounts(reading) if each]) <= 2
    assert not any("500 tkr" in each for each in amounts(reading)) or "Skolmat" in old


@pytest.mark.parametrize("nothing", ["", "-", "–", "ingen", "n/a", "se 2", "ingår i åtgärd 2", "hög"])
def test_no_amount_is_neither_zero_nor_unknown(nothing: str) -> None:
    reading = changed(";500", f";{nothing}")
    assert amounts(reading) == [[], ["300 tkr"]]
    assert reading.errors == ()


@pytest.mark.parametrize("unknown", ["vet ej", "okänt", "ges efter analys", "?", "ej beräknad", "under utredning"])
def test_an_amount_that_is_not_known_yet_is_unknown(unknown: str) -> None:
    amount = changed(";500", f";{unknown}").draft.measures[0].effects[0].amount
    assert (amount.low_kr, amount.words) == (None, unknown)


@pytest.mark.parametrize(
    "head",
    ["Antal tjänster", "Andel (%)", "Avvikelse (tkr)", "Återstår (tkr)", "Budget 2024", "Summa 2024–2026",
     "Effekt Q1 (tkr)", "Effekt på kvalitet", "Kostnad", "Effekt 2024 och 2025"],
)  # fmt: skip
def test_other_columns_of_figures_are_no_savings(head: str) -> None:
    reading = changed("Effekt (tkr)", head)
    assert amounts(reading) == [[], []]
    assert any("Kolumner som inte lästes" in each.message for each in reading.warnings)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Beslutat belopp, tkr", "decided 2024"),
        ("Prognos 2025 (1000-tal kronor)", "forecast 2025"),
        ("Helårseffekt (tkr)", "forecast helår 2024"),
        ("Beslutad helårseffekt 2025 tkr", "decided helår 2025"),
        ("Utfall t.o.m. augusti (tkr)", "outcome 2024"),
        ("Årets effekt (tkr)", "forecast 2024"),
        ("Utebliven kostnad kkr", "forecast 2024"),
    ],
)
def test_the_head_says_who_claims_the_amount_and_for_when(head: str, kind: str) -> None:
    effect = changed("Effekt (tkr)", head).draft.measures[0].effects[0]
    assert (f"{effect.kind} {effect.period}", effect.amount.low_kr) == (kind, 500_000)


def test_without_a_unit_it_is_asked_once_and_the_answer_is_used() -> None:
    reading = changed("Effekt (tkr)", "Effekt")
    assert amounts(reading) == [[], []]
    (finding,) = reading.errors
    assert (finding.severity, finding.place) == (Severity.QUESTION, "rad 6")
    assert "500 i rad 6" in finding.message
    assert finding.question is not None
    assert [each.value for each in finding.question.alternatives] == ["kr", "tkr", "mnkr", "nej"]
    answered = changed("Effekt (tkr)", "Effekt", {finding.question.key: "tkr"})
    assert amounts(answered) == [["500 tkr"], ["300 tkr"]]
    assert answered.findings == ()
    assert amounts(changed("Effekt (tkr)", "Effekt", {finding.question.key: "dollar"})) == [[], []]


def test_a_unit_in_a_sentence_about_something_else_is_not_the_tables() -> None:
    reading = read("Kostnaden per elev redovisas i kr.\n" + TABLE.replace(" (tkr)", ""))
    assert keys(reading) == ["enhet:6:4"]


@pytest.mark.parametrize("minus", ["-500", "−500", "–500"])
def test_minus_is_asked_about_in_every_form(minus: str) -> None:
    reading = changed(";500", f";{minus}")
    assert amounts(reading) == [[], []]
    answered = changed(";500", f";{minus}", {keys(reading)[0]: "saving"})
    assert amounts(answered) == [["500 tkr"], ["300 tkr"]]


def test_per_year_is_asked_about() -> None:
    reading = changed("Effekt (tkr)", "Besparing per år (tkr)")
    answered = changed("Effekt (tkr)", "Besparing per år (tkr)", {keys(reading)[0]: "full_year"})
    assert str(answered.draft.measures[0].effects[0].period) == "helår 2024"


def test_a_row_that_sums_up_those_below_is_no_measure_unless_somebody_says_so() -> None:
    table = "Åtgärd;Effekt (tkr)\nSkola;800\nSkolskjuts;500\nSkolmat;300\nSumma;800\n"
    reading = read(table)
    assert [each.title for each in reading.draft.measures] == ["Skolskjuts", "Skolmat"]
    assert keys(reading) == ["rad:6"]
    assert reading.errors != ()
    assert len(read(table, {"rad:6": "measure"}).draft.measures) == 3


def test_what_stands_below_the_sum_is_no_measure() -> None:
    reading = read(TABLE + ";Summa;;800\n\nUpprättad av;Eva Ek;;\n3;Kopia;;900\n")
    assert [each.number for each in reading.draft.measures] == ["1", "2"]


def test_a_repeated_head_and_a_group_are_no_measures() -> None:
    head, first, second = TABLE.splitlines()
    reading = read("\n".join([head, "Skola;;;", first, head, "Mat;;;", second, ";Summa;;800"]))
    assert amounts(reading) == [["500 tkr"], ["300 tkr"]]
    assert reading.findings == ()


def totals(reading: Reading) -> list[str]:
    """Each stated sum, and the numbers of what it is of where that is not the whole plan."""
    return [
        f"{each.name(reading.draft.year)} "
        + f"{each.amount.low_kr:,}".replace(",", " ")
        + (f" av {' '.join(each.numbers)}" if each.numbers else "")
        for each in reading.draft.stated_totals
    ]


def test_a_sum_that_is_wrong_is_kept_and_told() -> None:
    reading = read(TABLE + ";Summa;;900\n")
    assert [each.amount.low_kr for each in reading.draft.stated_totals] == [900_000]
    assert "summan 900" in reading.warnings[0].message.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sum_of_a_full_year_is_checked_and_is_kept_as_one() -> None:
    reading = read("Nr;Åtgärd;Årets effekt (tkr);Helårseffekt (tkr)\n1;A;100;200\n2;B;50;90\n;Summa;150;300\n")
    assert totals(reading) == ["Summa 150 000", "Summa, prognos helår 2024 300 000"]
    assert ["”Helårseffekt (tkr)”" in each.message for each in reading.findings] == [True]


def test_every_sum_is_kept_with_what_it_is_the_sum_of() -> None:
    rows = "Skola;;\n1;A;100\n2;B;50\n;Summa;160\nMat;;\n3;C;40\n3a;Del;40\n;Delsumma mat;40\n;Totalt;190\n"
    reading = read(f"Nr;Åtgärd;Årets effekt (tkr)\n{rows}")
    assert totals(reading) == ["Summa Skola 160 000 av 1 2", "Delsumma mat 40 000 av 3", "Totalt 190 000"]
    assert [each.line for each in reading.findings] == [9]
    assert [each.difference_kr for each in draft_balance(reading.draft).stated] == [0, 10_000, 0]


def test_the_sums_of_two_tables_are_each_of_their_own_table() -> None:
    table = "Nr;Åtgärd;Effekt (tkr)\n{};A;100\n{};B;50\nSumma;;150\n\n"
    assert totals(read(table.format(1, 2) + table.format(3, 4))) == ["Summa 150 000 av 1 2", "Summa 150 000 av 3 4"]


def test_an_amount_above_the_whole_deficit_is_told() -> None:
    reading = changed(";500", ";6 mnkr")
    assert "större än hela underskottet" in reading.warnings[0].message


def test_a_status_or_an_owner_that_is_not_there_is_not_invented() -> None:
    measure = reading_as_json(changed("Eva Ek", "-"))["measures"][0]
    assert (measure["owner"], measure["owner_email"], measure["status"]) == (None, None, None)


@pytest.mark.parametrize("unit", ["miljoner kronor", "mkr", "Mnkr", "milj. kr"])
def test_millions_are_millions_in_every_wording(unit: str) -> None:
    effect = changed("Effekt (tkr)", f"Effekt i {unit}").draft.measures[1].effects[0]
    assert effect.amount.low_kr == 300_000_000


def test_the_day_of_a_deficit_is_no_end_of_an_interval() -> None:
    text = "Åtgärdsplan 2022\n\nSocialnämnden\n\nUnderskott per 2022-04-30 -1 900 tkr\n"
    targets = read_plan(text.encode(), "plan.txt").draft.targets
    assert [(each.amount.low_kr, each.amount.high_kr) for each in targets] == [(1_900_000, 1_900_000)]


def test_dates_of_the_plan_are_not_added_where_measures_have_their_own() -> None:
    table = "Nr;Åtgärd;Effekt (tkr);Återrapport\n1;A;5;2024-06-12\n2;B;6;\n\nÅterrapport;Nämnd;;\n1;2024-09-04;;\n"
    reading = read(table)
    assert [[str(day) for day in each.report_dates] for each in reading.draft.measures] == [["2024-06-12"], []]
    assert any("lades inte till" in each.message for each in reading.warnings)


def test_the_first_report_of_five_is_no_day_in_may() -> None:
    reading = read("Nr;Åtgärd;Effekt (tkr);Återrapport\n1;A;5;12/6\n2;B;6;Återrapport 1/5\n")
    assert [len(each.report_dates) for each in reading.draft.measures] == [1, 0]
    assert ["inget läsbart datum" in each.message for each in reading.errors] == [True]


def test_text_and_table_are_put_together_and_may_not_contradict_each_other() -> None:
    text = (
        "# Åtgärdsplan 2024\n\nSocialnämnden\n\nPer sista mars ett underskott på 5 mnkr.\n\n## 1. Skolskjuts\n\n"
        "Turerna slås ihop.\n\nPrognos besparing: 500 tkr\n\n## 2. Skolmat\n\nPrognos besparing: 300 tkr\n\n"
        "## Översikt\n\n| Nr | Åtgärd | Ansvarig | Prognos (tkr) | Helårseffekt (tkr) |\n|---|---|---|---|---|\n"
        "| 1 | Skolskjuts | Eva Ek | 500 | 900 |\n| 2 | Skolmat | | 310 | |\n"
    )
    reading = read_plan(text.encode(), "plan.md")
    assert amounts(reading) == [["500 tkr", "900 tkr"], ["300 tkr"]]
    assert (reading.draft.measures[0].owner, reading.draft.measures[0].description) == ("Eva Ek", "Turerna slås ihop.")
    assert ["300" in each.message and "310" in each.message for each in reading.errors] == [True]


def test_decimals_torn_apart_by_commas_are_refused() -> None:
    reading = read_plan(b"x", "x.txt")
    assert reading.draft.measures == ()
    with pytest.raises(Exception, match="Kommatecken skiljer både kolumner och decimaler"):
        read_plan("Nr,Åtgärd,Effekt (mnkr)\n1,A,1,2\n2,B,3\n".encode(), "plan.csv")
