"""A measure's page in each kind of plan: what it counts, and which way a difference is bad."""

from collections.abc import Callable

import pytest

from tests.signing_in import client_of
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.config import Settings
from tracker.services.example_time import example_clock_of


@pytest.mark.parametrize(
    ("name", "number", "says"),
    [
        (
            "lund-2021",
            "1",
            "Fördelat 2021 5 000 tkr Prognos 4 400 tkr 600 tkr lägre än beslutat. Utfall hittills 1 050 tkr",
        ),
        ("lund-2021", "2", "Fördelat 2021 ca 3 000 tkr Ansvarig"),
        ("eskilstuna-2024", "3", "Äskat 2024 10,0–15,0 mnkr Beviljat 2024 inget beslut än"),
        ("lund-2022", "I5", "Mål 2022 högst 270 lägre är bättre Utfall 2022 398 Sämre: målet är inte nått"),
        ("lund-2022", "I8", "Mål 2022 ja Utfall 2022 inte mätt än"),
        ("lund-2022", "F1", "Status ej påbörjad Ansvarig ingen än"),
    ],
)
def test_it_says_what_its_kind_counts(example: Callable[[str], Settings], name: str, number: str, says: str) -> None:
    settings = example(name)
    clock = example_clock_of(settings)
    assert clock is not None
    client = client_of(create_app(settings, clock), settings.database.path)
    page = check(client.get(f"/plans/{name}/measures/{number}").text)
    assert says in page.words
    assert "besparing" not in page.words
