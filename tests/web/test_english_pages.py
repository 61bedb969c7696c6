"""Every page, read in English: nothing in it is Swedish but what says that it is."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from flask import Flask, template_rendered
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE, ludvika
from tests.web.page_checks import VOID, check
from tests.web.test_access import TABLE
from tests.web.test_access import values as values  # noqa: PLC0414 (a fixture)

SWEDISH = re.compile(
    r"\b(?:och|att|ingen|inget|inte|som|det|av|med|till|den|finns|[a-z]*dag|januari|februari|mars|maj|juni|juli|augusti"
    r"|oktober)\b|\w*[åäö]\w*|\d,\d",
    re.IGNORECASE,
)
NAMES = re.compile(r"Återrapport|\S+@kommun\.example|måndag–fredag")
OWN = re.compile("|".join(map(re.escape, (COMMITTEE, ludvika().title, *(each.title for each in ludvika().measures)))))
"""What the municipality has written, where it cannot be marked: in a page's title there are no elements."""


class Reading(HTMLParser):
    """What an English page says in English: text and attributes, but what is marked as another language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._languages: list[str] = []
        self._in_title = False
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._in_title = tag == "title"
        language = values.get("lang") or (self._languages[-1] if self._languages else "")
        if tag not in VOID:
            self._languages.append(language)
        if language == "en":
            shown = ("title", "aria-label", "placeholder", "alt")
            self.said += [value for name, value in attrs if name in shown and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG; its children would be elements of their own."""

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        if self._languages and self._languages[-1] == "en" and data.strip():
            self.said.append(OWN.sub("", data) if self._in_title else " ".join(data.split()))


def swedish_in(html: str) -> list[str]:
    """The texts of the page that read as Swedish and do not say that they are."""
    return [each for each in Reading(html).said if SWEDISH.search(NAMES.sub("", each))]


def test_a_page_in_english_has_no_swedish_on_it(
    app: Flask,
    clients: dict[str, FlaskClient],
    values: dict[str, str],
) -> None:
    rendered: list[object] = []
    wrong: dict[str, list[str]] = {}

    def note(_sender: Flask, *, template: object, **_context: object) -> None:
        rendered.append(template)

    with template_rendered.connected_to(note, app):
        for address in _addresses(values):
            for who in ("administrator", "manager", "stranger"):
                rendered.clear()
                with clients[who].get(address, headers={"Accept-Language": "en"}) as response:
                    if not rendered:  # a file, a way on, or somebody's letter
                        continue
                    html = response.get_data(as_text=True)
                check(html, "en")
                if found := swedish_in(html):
                    wrong[f"{address} for the {who}"] = found
    assert wrong == {}


def _addresses(values: dict[str, str]) -> Iterator[str]:
    """Every page's; not those that choose another language."""
    for route in TABLE:
        method, address = route.split(" ", 1)
        for pattern, value in values.items():
            address = address.replace(pattern, value)
        if method == "GET" and not address.startswith("/language/"):
            yield address


def test_swedish_is_found_where_it_is() -> None:
    assert swedish_in('<html lang="en"><p>Committee</p><p title="Ej klar än">1,5 <b>mars</b></p></html>') == [
        "Ej klar än",
        "1,5",
        "mars",
    ]
    assert swedish_in('<html lang="en"><p lang="sv">Åtgärd</p><p>Återrapport, 1.5<br>March</p></html>') == []
