"""The pictures of each kind of plan: its own words, and no bridge where nothing is summed."""

from collections.abc import Callable

import pytest

from tests.signing_in import client_of
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.config import Settings
from tracker.services.example import example_names
from tracker.services.example_time import example_clock_of

SAYS = {
    "ludvika-2019": ("Från underskottet till gapet", "Åtgärderna väntas ge"),
    "lund-2020": ("Från ramen till det ofördelade", "Fördelat på posterna"),
    "lund-2021": ("Från ramen till det ofördelade", "Ram 24 000 tkr"),
    "eskilstuna-2024": (
        "Från äskandet till det som inte är beviljat",
        "Beviljat inget beslut än Inte beviljat 36,8–41,8",
    ),
    "lund-2022": ("Nådda mål över sammanträdena", "Nu, 25 augusti 2022 2 av 15"),
}


@pytest.mark.parametrize("name", example_names())
def test_each_kind_is_drawn_in_its_own_words(example: Callable[[str], Settings], name: str) -> None:
    settings = example(name)
    clock = example_clock_of(settings)
    assert clock is not None
    page = check(client_of(create_app(settings, clock), settings.database.path).get(f"/plans/{name}/pictures").text)
    for said in SAYS[name]:
        assert said in page.words
    if name == "eskilstuna-2024":
        assert "0,0" not in page.words, "what waits for a decision is not nought"
    if name != "ludvika-2019":
        assert not {"åtgärd", "underskott", "gapet", "kvar att täcka"} & set(page.words.lower().split())
        assert "åtgärderna" not in page.words.lower()
