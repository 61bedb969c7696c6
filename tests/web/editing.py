"""What tests of the controller's pages share: a form filled in as its page has it, and sent with one of its buttons."""

import html
import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.page_checks import Page, check


def fields_of(page: Page) -> dict[str, list[str]]:
    """Every field of the page's forms with what stands in it, hidden ones too; buttons are none."""
    found: dict[str, list[str]] = {}
    for each in page.all("input"):
        if each["type"] not in ("checkbox", "radio") or "checked" in each:
            found.setdefault(each["name"], []).append(each.get("value", ""))
    for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page.html, re.DOTALL):
        options = re.findall(r'<option value="([^"]*)"( selected)?', inside)
        found[name] = [next((value for value, selected in options if selected), options[0][0])]
    for name, inside in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page.html, re.DOTALL):
        found[name] = [html.unescape(inside)]
    return found


def fill(client: FlaskClient, address: str, *, action: str = "review", **typed: Any) -> TestResponse:
    """Fetch the page, change what is typed in it, and press its button."""
    return send(client, address, check(client.get(address).text), action=action, **typed)


def send(client: FlaskClient, address: str, page: Page, *, action: str = "review", **typed: Any) -> TestResponse:
    """Send the page's form, changed, with one of its buttons."""
    return client.post(address, data={**fields_of(page), "action": action, **typed})


def review_and_save(client: FlaskClient, address: str, **typed: Any) -> TestResponse:
    """Both presses: the review, and saving what it showed."""
    reviewed = fill(client, address, **typed)
    assert reviewed.status_code == 200, check(reviewed.text).words
    return send(client, address, check(reviewed.text), action="save")
