"""What people write for an amount is read to the krona, and refused where it could mean two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.written_amount import UnreadableAmount, parse_amount

UNITS = st.sampled_from(list(Unit))
KRONOR = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("written", "low_kr", "high_kr", "shown"),
    [
        ("1,2 mnkr", 1_200_000, 1_200_000, "1,2 mnkr"),
        ("1.2 mkr", 1_200_000, 1_200_000, "1,2 mnkr"),
        ("1 mnkr", 1_000_000, 1_000_000, "1 mnkr"),
        ("1200 tkr", 1_200_000, 1_200_000, "1 200 tkr"),
        ("1\u00a0200 kkr", 1_200_000, 1_200_000, "1 200 tkr"),
        ("1 200 000 kronor", 1_200_000, 1_200_000, "1 200 000 kr"),
        ("1.200.000 kr", 1_200_000, 1_200_000, "1 200 000 kr"),
        ("0,98 miljoner kronor", 980_000, 980_000, "0,98 mnkr"),
        ("1–1,5 mnkr", 1_000_000, 1_500_000, "1,0–1,5 mnkr"),
        ("10 - 15 Mkr", 10_000_000, 15_000_000, "10–15 mnkr"),
        ("10 till 15 tkr.", 10_000, 15_000, "10–15 tkr"),
        ("−2,5 mnkr", -2_500_000, -2_500_000, "−2,5 mnkr"),
        ("0 kr", 0, 0, "0 kr"),
    ],
)
def test_an_amount_is_read_to_the_krona_and_shown_as_it_was_written(
    written: str, low_kr: int, high_kr: int, shown: str
) -> None:
    amount = parse_amount(written)
    assert (amount.low_kr, amount.high_kr) == (low_kr, high_kr)
    assert str(amount).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("written", ["ca 3 mkr", "ca. 3 mkr", "cirka 3 mnkr", "c:a 3 mkr", "omkring 3 mkr"])
def test_a_word_for_about_makes_the_amount_provisional(written: str) -> None:
    assert parse_amount(written) == Amount(3_000_000, 3_000_000, True, Unit.MNKR, 0)


@pytest.mark.parametrize("written", ["vet ej", "Vet inte", "okänt", "oklart", "ännu inte känt", "?"])
def test_words_for_unknown_are_unknown_and_not_zero(written: str) -> None:
    assert not parse_amount(written).known


@pytest.mark.parametrize(
    ("written", "default", "unit"),
    [("1,2", Unit.MNKR, Unit.MNKR), ("999", Unit.MNKR, Unit.MNKR), ("450", Unit.TKR, Unit.TKR)],
)
def test_a_figure_without_a_unit_takes_the_one_of_the_plan(written: str, default: Unit, unit: Unit) -> None:
    assert parse_amount(written, default).unit is unit


def test_a_figure_that_can_only_be_kronor_is_kronor_in_a_plan_of_millions() -> None:
    assert parse_amount("1 200 000", Unit.MNKR).low_kr == 1_200_000


def test_the_size_of_an_interval_is_judged_by_the_whole_numbers_at_both_its_ends() -> None:
    assert parse_amount("900-950,25", Unit.MNKR).low_kr == 900_000_000
    with pytest.raises(UnreadableAmount, match="mycket för mnkr"):
        parse_amount("-2000-1,25", Unit.MNKR)


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("", None),
        ("mnkr", None),
        ("1,2", None),
        ("1.200 tkr", None),
        ("12 00 tkr", None),
        ("1,2,3 mnkr", None),
        ("1,2 euro", None),
        ("0,5 kr", None),
        ("1,2345678 mnkr", None),
        ("15-10 mnkr", None),
        ("2 500", Unit.MNKR),
        ("3 000 000", Unit.TKR),
        ("10 000 000 mnkr", None),
        ("två miljoner", None),
    ],
)
def test_what_is_unreadable_or_could_mean_two_things_is_refused_with_a_sentence(
    written: str, default: Unit | None
) -> None:
    with pytest.raises(UnreadableAmount, match=r"^”.*\.$"):
        parse_amount(written, default)


def test_a_text_of_any_length_is_refused_at_once_and_quoted_in_part() -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_amount("1 " * 1_000_000)
    assert len(str(refused.value)) < 250


@given(KRONOR, UNITS)
def test_what_is_written_of_an_exact_amount_reads_back_to_it(kr: int, unit: Unit) -> None:
    amount = Amount.exact(kr, unit)
    assert parse_amount(str(amount)) == amount


@given(KRONOR, KRONOR, UNITS)
def test_what_is_written_of_an_interval_reads_back_to_it(one: int, other: int, unit: Unit) -> None:
    low, high = sorted((one, other))
    decimals = max(unit.exact_decimals(low), unit.exact_decimals(high))
    amount = Amount(low, high, unit=unit, decimals=decimals)
    assert parse_amount(str(amount)) == amount


@given(st.text(max_size=300), st.none() | UNITS)
def test_no_text_does_anything_but_give_an_amount_or_be_refused(text: str, default: Unit | None) -> None:
    try:
        amount = parse_amount(text, default)
    except UnreadableAmount as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right; a refusal must say why
    else:
        assert amount.low_kr is None or abs(amount.low_kr) <= 10**12


@pytest.mark.parametrize(
    ("written", "low_kr", "high_kr"),
    [
        ("1.2 mnkr", 1_200_000, 1_200_000),
        ("1,2 mnkr", 1_200_000, 1_200_000),
        ("1 200 000 kr", 1_200_000, 1_200_000),
        ("1,200,000 kr", 1_200_000, 1_200_000),
        ("1.200.000 kr", 1_200_000, 1_200_000),
        ("1,200.5 tkr", 1_200_500, 1_200_500),
        ("1 200.500 tkr", 1_200_500, 1_200_500),
        ("0.250 mnkr", 250_000, 250_000),
        ("about 1.25 million", 1_250_000, 1_250_000),
        ("1 to 1.5 million kronor", 1_000_000, 1_500_000),
        ("1-1,5 mnkr", 1_000_000, 1_500_000),
        ("900 thousand", 900_000, 900_000),
        ("\u22122.5 MSEK", -2_500_000, -2_500_000),
    ],
)
def test_english_has_a_point_or_a_comma_before_decimals(written: str, low_kr: int, high_kr: int) -> None:
    amount = parse_amount(written, language="en")
    assert (amount.low_kr, amount.high_kr) == (low_kr, high_kr)


@pytest.mark.parametrize("written", ["1.200 tkr", "1,200 tkr", "12.500-13 mnkr", "1,000 kr"])
def test_english_does_not_guess_whether_three_figures_are_thousands(written: str) -> None:
    with pytest.raises(UnreadableAmount, match="kan betyda både"):
        parse_amount(written, language="en")


def test_what_a_mark_could_mean_is_said_in_figures() -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_amount("1.250 mnkr", language="en")
    assert dict(refused.value.sentence.values) == {"text": "1.250", "thousands": "1 250", "decimals": "1.25"}
    with pytest.raises(UnreadableAmount) as refused:
        parse_amount("12.000 tkr")
    assert dict(refused.value.sentence.values) == {"text": "12.000", "thousands": "12 000", "decimals": "12"}


@pytest.mark.parametrize(
    "written", ["1,2,3 mnkr", "1.20.000 kr", "1,200 000 kr", "1.2.3,4 kr", "1.2 euro", "two million"]
)
def test_what_english_cannot_read_is_refused(written: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_amount(written, language="en")


@pytest.mark.parametrize("written", ["not known", "Not yet known", "unknown", "don’t know", "vet ej", "?"])
def test_english_words_for_unknown(written: str) -> None:
    assert not parse_amount(written, language="en").known


@given(st.text(alphabet="1250.,- kmnr", max_size=20), st.none() | UNITS)
def test_no_text_in_english_does_anything_but_give_an_amount_or_be_refused(text: str, default: Unit | None) -> None:
    try:
        amount = parse_amount(text, default, "en")
    except UnreadableAmount as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right; a refusal must say why
    else:
        assert amount.known
