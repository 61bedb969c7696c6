"""Every address that the pages of an example lead to answers, whatever the kind of its plan."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.signing_in import client_of
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.config import Settings
from tracker.services.example import example_names
from tracker.services.example_time import example_clock_of

_LEFT_ALONE = re.compile(r"/(account|administration|static|people|my|sign-in|accessibility|mailbox)\b|\.ics$|\?")
_NUMBER = re.compile(r"/\d+\b(?!-)")


@pytest.mark.parametrize("name", example_names())
def test_every_link_answers(tmp_path: Path, example: Callable[[str], Settings], name: str) -> None:
    """As the administrator, from the first page on; of the forms of measures the first of each sort."""
    source = example(name).database.path
    path = tmp_path / source.name
    path.write_bytes(source.read_bytes())
    settings = example(name)
    settings = settings.model_copy(update={"database": settings.database.model_copy(update={"path": path})})
    clock = example_clock_of(settings)
    assert clock is not None
    client = client_of(create_app(settings, clock), path)
    waiting, seen, shapes = [f"/plans/{name}", f"/plans/{name}/pictures"], set[str](), set[str]()
    while waiting:
        address = waiting.pop(0)
        shape = _NUMBER.sub("/N", address)
        if address in seen or ("/edit/" in address and shape in shapes):
            continue
        seen.add(address)
        shapes.add(shape)
        response = client.get(address, follow_redirects=True)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        if response.mimetype != "text/html":
            assert response.data
            continue
        page = check(response.text)
        links = (each["href"].split("#")[0] for each in page.all("a"))
        waiting.extend(link for link in links if link.startswith("/") and not _LEFT_ALONE.search(link))
    assert {f"/plans/{name}/export.xlsx", f"/plans/{name}/export.pdf"} <= seen
    assert any("/measures/" in address for address in seen)
