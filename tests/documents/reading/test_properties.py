"""Whatever is sent, reading gives a draft and findings or refuses with UnreadableDocument; figures survive the way."""

from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.reading import read_plan
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.errors import UnreadableDocument

PIECES = st.sampled_from(
    [
        "1. Titel", "2) Titel", "- a. Punkt.", "# Rubrik", "| a | b |", "Sammanfattning", "Summering:", "\n", "\n\n",
        "Prognos utebliven kostnad", "Besparing:", " 1,2 mnkr", " 1–2 tkr", " 3", "Återrapport 1 Nämnd", " 190612",
        "underskott på 5 mkr", "per sista mars", "förutsättning genom X med ", "Socialnämnden", "Åtgärdsplan 2019",
        "Summa ges efter analysen", "Totalt: ", "12 juni", "(", ")", "**", "…", "²", "٣", "\u00ad", "\x0c", "varav",
        " 190231", ". ", "\t", "från ", "31 april", "Dnr ", "SN 2019/1", "Bilaga", "0000-00-00",
    ]
)  # fmt: skip


def read(data: bytes) -> None:
    with suppress(UnreadableDocument):
        reading = read_plan(data, "plan.txt")
        assert all(each.message and each.line >= 0 for each in reading.findings)
        assert [each.line for each in reading.draft.measures] == sorted(each.line for each in reading.draft.measures)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_anything_but_give_a_reading_or_be_refused(data: bytes) -> None:
    read(data)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_does_anything_but_give_a_reading_or_be_refused(text: str) -> None:
    read(text.encode())


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40))
def test_no_mixture_of_a_plans_own_words_does_either(pieces: list[str]) -> None:
    read("".join(pieces).encode())


@given(st.text(max_size=60))
def test_no_file_name_does_either(name: str) -> None:
    with suppress(UnreadableDocument):
        read_plan(b"text", name)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(list(Unit))), min_size=1, max_size=8),
    st.lists(st.dates(date(2021, 1, 1), date(2021, 12, 31)), min_size=1, max_size=6, unique=True),
)
def test_amounts_and_dates_come_out_as_they_were_written(worth: list[tuple[int, Unit]], dates: list[date]) -> None:
    amounts = [Amount.exact(kr, unit) for kr, unit in worth]
    reports = "\n".join(f"Återrapport {n} Nämnd {day:%y%m%d}" for n, day in enumerate(dates, 1))
    measures = "\n\n".join(
        f"{n}. Åtgärden\n\nPrognos besparing\t{amount}\n{reports}" for n, amount in enumerate(amounts, 1)
    )
    text = f"Åtgärdsplan 2021\n\nSocialnämnden\n\nPer sista april ett underskott på 9 mnkr.\n\n{measures}\n"
    reading = read_plan(text.encode(), "plan.txt")
    assert all("större än hela underskottet" in each.message for each in reading.findings)
    assert [each.effects[0].amount for each in reading.draft.measures] == amounts
    assert all(each.report_dates == tuple(dates) for each in reading.draft.measures)
