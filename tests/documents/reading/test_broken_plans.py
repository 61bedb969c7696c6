"""One thing wrong in a sound plan gives the one finding that says so: an error where it could be saved unseen."""

from pathlib import Path

import pytest

from tracker.documents.reading import read_plan
from tracker.domain.draft import Reading, Severity

SOUND = (Path(__file__).parents[1] / "corpus" / "sound.txt").read_text(encoding="utf-8")
DEFICIT = "Prognosen per sista mars visar ett underskott på 6 mnkr."
SAVING = "Prognos besparing: 2 mnkr"
REPORT = "Återrapport 1 Nämnd 230614\n\n2."


def broken(old: str, new: str) -> Reading:
    assert old in SOUND
    return read_plan(SOUND.replace(old, new, 1).encode(), "plan.txt")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("Åtgärdsplan 2023\n", "", 0, "Ingen rubrik"),
        ("Barn- och ungdomsnämnden\n", "", 0, "Ingen nämnd"),
        (DEFICIT, "Prognosen ser sämre ut än i fjol.", 0, "Inget underskott"),
        (DEFICIT, "Underskottet ska minska med 6 mnkr per sista mars.", 0, "Inget underskott"),
        (DEFICIT, "För att minska underskottet till 6 mnkr per sista mars krävs beslut.", 0, "Inget underskott"),
        (DEFICIT, "Ett underskott på 6 mnkr väntas.", 5, "saknar datum"),
        (DEFICIT, "Per sista mars visas ett underskott på 6 mnkr, per sista april mer.", 5, "flera olika datum"),
        (DEFICIT, f"{DEFICIT} Senare blev underskottet 7 mnkr.", 5, "Två olika underskott"),
        (DEFICIT, "Per sista mars ett underskott på 1.200 tkr.", 5, "kan betyda både"),
        (DEFICIT, DEFICIT + " Det förutsätter 1 och 2 mnkr genom Bussar och Bilar.", 5, "flera sätt"),
        (DEFICIT, DEFICIT + " Det förutsätter 3 mnkr genom Bussar, varav 1 mnkr i år.", 5, "flera sätt"),
        (SAVING, "Prognos besparing: 1.200 tkr", 11, "kan betyda både"),
        (SAVING, "Prognos besparing: 2", 11, "saknar enhet"),
        (SAVING, "Prognos besparing: 2 euro", 11, "ingen känd enhet"),
        (SAVING, "Prognos besparing: 2 mnkr, 3 mnkr", 11, "flera belopp"),
        (SAVING, "Prognos besparing\t2 mnkr\t3 mnkr", 11, "flera belopp"),
        (SAVING, "Kostnadsreducering: 2 mnkr", 11, "känns inte igen"),
        (SAVING, "Minskad kostnad\t2 mnkr", 11, "känns inte igen"),
        (SAVING, "2 mnkr", 11, "känns inte igen"),
        (REPORT, "Återrapport 4/9 Nämnd 230614\n\n2.", 12, "inget läsbart datum"),
        (SAVING, "Prognos besparing:", 11, "saknar belopp"),
        (SAVING, "Prognos besparing: –", 11, "saknar belopp"),
        (SAVING, "Prognos besparing för skolskjuts", 11, "saknar belopp"),
        (SAVING, "Prognos besparing: -2 mnkr", 11, "negativt"),
        (SAVING, "Prognos besparing: 0,5 kr", 11, "inte hela kronor"),
        (SAVING, f"{SAVING}\nPrognos besparing: 3 mnkr", 12, "redan på rad 11"),
        (SAVING, "Prognos besparing 2023 och 2024: 2 mnkr", 11, "flera år"),
        (REPORT, "Återrapport 1 Nämnd 190231\n\n2.", 12, "190231 finns inte"),
        (REPORT, "Återrapport 1 Nämnd 2023-13-01\n\n2.", 12, "finns inte"),
        (REPORT, "Återrapport 1 Nämnd 23061\n\n2.", 12, "inget läsbart datum"),
        (REPORT, "Återrapport 1 Nämnd\n\n2.", 12, "inget läsbart datum"),
        (REPORT, "Återrapport 1 Nämnd 230614, 23091\n\n2.", 12, "inget läsbart datum"),
        ("2. Skolmat", "1. Skolmat", 14, "Åtgärd 1 finns flera gånger (rad 7, 14)"),
        ("Turerna slås ihop.", "- a. En.\n- b. Två.\n- a. Tre.", 11, "Åtgärd 1a finns flera gånger"),
        ("1. Skolskjuts", "Prognos besparing: 4 mnkr\n\n1. Skolskjuts", 7, "hör inte till någon åtgärd"),
        ("1. Skolskjuts", "Återrapport 1 Nämnd 230614\n\n1. Skolskjuts", 7, "hör inte till någon åtgärd"),
    ],
)
def test_what_would_be_saved_wrong_or_incomplete_is_an_error(old: str, new: str, line: int, says: str) -> None:
    errors = [each for each in broken(old, new).errors if says in each.message]
    assert [each.line for each in errors] == [line]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2. Skolmat", "3. Skolmat", 14, "Åtgärd 2 saknas före åtgärd 3"),
        (REPORT, "Återrapport 1 Nämnd 240614\n\n2.", 12, "utanför planens år 2023"),
        (REPORT, "Återrapport 1 Nämnd 230614, 230614\n\n2.", 12, "står flera gånger"),
        (SAVING, "Prognos besparing: två miljoner", 11, "lästes som ännu inte känt"),
        (SAVING, f"{SAVING} per läsår", 11, "”per läsår” vid beloppet"),
        ("Turerna slås ihop.", "Kostnad: 9 mnkr", 9, "löpande text räknas inte (rad 9)"),
        ("Turerna slås ihop.", "Turerna återrapporteras 14 juni 2023.", 9, "Datum för återrapport i löpande text"),
        ("Turerna slås ihop.", "Turerna kostar 9 mnkr i dag.", 9, "löpande text räknas inte (rad 9)"),
        ("1. Skolskjuts", "Summa: 3 mnkr\n\n1. Skolskjuts", 7, "före åtgärderna"),
        (DEFICIT, f"Underskottet 2021 var stort, ett underskott på 9 mnkr.\n\n{DEFICIT}", 5, "gäller 2021"),
        (DEFICIT, f"{DEFICIT}\n\nEn förutsättning är bidrag på 1 mnkr.", 7, "står inte vid underskottet"),
        (DEFICIT, f"{DEFICIT} Det förutsätter 5 mnkr genom skolskjuts i norr.", 5, "liknar åtgärd 1"),
    ],
)
def test_what_is_left_out_and_harmless_is_a_warning(old: str, new: str, line: int, says: str) -> None:
    reading = broken(old, new)
    assert reading.errors == ()
    assert [each.line for each in reading.warnings if says in each.message] == [line]


def test_a_stated_sum_that_is_right_gives_no_finding() -> None:
    assert read_plan(f"{SOUND}\nSumma: 3 mnkr\n".encode(), "plan.txt").findings == ()


def test_every_finding_is_a_swedish_sentence() -> None:
    for old, new in ((SAVING, "Prognos besparing:"), (REPORT, "Återrapport 1 Nämnd 190231\n\n2."), (DEFICIT, "")):
        for each in broken(old, new).findings:
            assert each.message.endswith(".")
            assert each.message[0].isupper()


def test_a_thousand_faults_are_listed_in_part_and_the_rest_counted() -> None:
    rows = "".join("Återrapport 1 Nämnd 190231\n\n" for _ in range(1000))
    errors = read_plan(f"{SOUND}\n{rows}".encode(), "plan.txt").errors
    assert len(errors) == 51
    assert errors[-1].message == "950 fel till visas inte. Rätta dessa först."
    assert all(each.severity is Severity.ERROR for each in errors)
