"""What a password may be."""

import pytest

from tracker.domain.password import weakness


def _weakness(password: str) -> str:
    return str(weakness(password, name="Åsa Ek-Lind", email="asa.eklind@kommun.example") or "")


@pytest.mark.parametrize(
    "password", ["en lång mening räcker", "hästbatteriklammer", "ordförråd 7 & kaffe", "å" + "bcdefghijkl"]
)
def test_a_long_one_of_any_signs_will_do(password: str) -> None:
    assert _weakness(password) == ""


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "för kort"),
        ("elva tecken", "för kort"),
        ("x" * 201, "för långt"),
        ("ASA.EKLIND sommar", "namn eller din adress"),
        ("jag heter Lind alltså", "namn eller din adress"),
        ("kommun 2019 2019", "namn eller din adress"),
        ("aaaaaaaaaaaa", "upprepar"),
        ("121212121212", "upprepar"),
    ],
)
def test_what_is_short_or_about_oneself_is_refused_with_what_to_do(password: str, words: str) -> None:
    assert words in _weakness(password)
