"""What the owners in each kind of plan are asked for, by signed-in form, and what becomes of what they answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.signing_in import client_of
from tests.web.page_checks import Page, check
from tracker.app import create_app
from tracker.config import Settings
from tracker.services.example_time import example_clock_of

BIRGITTA, AMIR, ANTON = "birgitta.falk@kommun.example", "amir.salehi@kommun.example", "anton.rydell@kommun.example"
INDICATORS, NEEDS, POSTS = "lund-2022", "eskilstuna-2024", "lund-2020"


class Owner:
    """Somebody at the form of her next meeting, in a copy of an example."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self._client, self._address = client, address

    def form(self) -> Page:
        return check(self._client.get(self._address + "?change=1").text)

    def send(self, **typed: str) -> Page:
        """Fill in the form's first item: under way, and what is typed by the names of its fields."""
        first = next(each["value"] for each in self.form().all("input") if each["name"] == "report")
        return self.press(
            report=first, **{f"{name}-{first}": said for name, said in {"status": "in_progress", **typed}.items()}
        )

    def press(self, **fields: str) -> Page:
        token = next(each["value"] for each in self.form().all("input") if each["name"] == "csrf_token")
        answer = self._client.post(self._address, data={"csrf_token": token, **fields}, follow_redirects=True)
        return check(answer.text)


@pytest.fixture
def owner(tmp_path: Path, example: Callable[[str], Settings]) -> Callable[[str, str], Owner]:
    def of(name: str, email: str) -> Owner:
        settings = example(name)
        path = tmp_path / "copy.sqlite"
        path.write_bytes(settings.database.path.read_bytes())
        settings = settings.model_copy(update={"database": settings.database.model_copy(update={"path": path})})
        clock = example_clock_of(settings)
        assert clock is not None
        client = client_of(create_app(settings, clock), path, email)
        links = (each["href"] for each in check(client.get("/my").text).all("a"))
        return Owner(client, next(each for each in links if each.startswith("/my/reports/")))

    return of


def names(page: Page) -> set[str]:
    """What the form asks for, without the numbers of reports."""
    found = [each["name"] for tag in ("input", "select", "textarea") for each in page.all(tag)]
    return {each.rpartition("-")[0] for each in found if "-" in each}


def test_an_indicator_is_asked_for_its_value_beside_its_target(owner: Callable[[str, str], Owner]) -> None:
    birgitta = owner(INDICATORS, BIRGITTA)
    form = birgitta.form()
    assert names(form) == {"status", "outcome", "text"}
    assert "Utfall 2022 Mål 2022: högst 270. Utfall 2021: 433." in form.words
    assert "Utfall 2022 Mål 2022: högst 3 %. Utfall 2021: 3,7 %. Skriv ”vet ej” om det inte är mätt än. %" in form.words
    assert "Mål 2022: ja. Välj Ja Nej Inte mätt än" in form.words

    assert "”många” är inget antal. Skriv till exempel 145, eller ”vet ej”." in birgitta.send(outcome="många").words
    assert "Utfall 2022: ”många”" in birgitta.send(outcome="många").words, "the summary names the field"
    assert "Fältet är tomt. Skriv ett värde, eller ”vet ej”" in birgitta.send(outcome="").words, "never taken for 0"
    birgitta.send(outcome="265")
    assert any(each["value"] == "265" for each in birgitta.form().all("input"))


def test_the_last_indicator_in_says_how_many_targets_are_reached(owner: Callable[[str, str], Owner]) -> None:
    birgitta = owner(INDICATORS, BIRGITTA)
    birgitta.send(outcome="265")
    thanks = birgitta.press(action="unchanged")
    assert "pågår, utfall 265, målet är nått" in thanks.words
    assert "Nådda mål 3 av 15" in thanks.words


def test_a_need_is_asked_for_what_it_requests(owner: Callable[[str, str], Owner]) -> None:
    amir = owner(NEEDS, AMIR)
    form = amir.form()
    assert names(form) == {"status", "forecast", "outcome", "text"}
    assert "I planen: ej påbörjad, äskat 0,5 mnkr, inget beslut än. " in form.words
    assert "Äskat 2024 Beviljat: inget beslut än. mnkr" in form.words
    thanks = amir.send(forecast="0,5-0,8 mnkr", text="Två tjänster.")
    assert "pågår, äskat 0,5–0,8 mnkr. Två tjänster." in thanks.words
    assert "Inte beviljat" in thanks.words
    assert "åtgärd" not in thanks.words.lower()


def test_a_post_is_asked_for_its_forecast_beside_what_it_was_given(owner: Callable[[str, str], Owner]) -> None:
    anton = owner(POSTS, ANTON)
    assert "Prognos 2020 Fördelat: 11 mnkr. mnkr" in anton.form().words
    assert "Beloppet skrivs utan minustecken. Skriv 0 om inget väntas gå åt." in anton.send(forecast="-1").words
    thanks = anton.send(forecast="11,5", outcome="6,2")
    assert "pågår, prognos 11,5 mnkr, utfall hittills 6,2 mnkr." in thanks.words
    assert "Fördelat på posterna" in thanks.words
    assert "åtgärd" not in thanks.words.lower()
