"""What every answer carries, and that nothing inline is allowed."""

import re
from hashlib import sha256
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import SLUG, PlanOnFile


def test_every_answer_has_a_strict_policy(plan: PlanOnFile, client: FlaskClient) -> None:
    for address in (f"/plans/{SLUG}", "/nope", "/static/style.css", "/mailbox"):
        with client.get(address) as response:
            headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_reading_sets_no_cookie(plan: PlanOnFile, client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get(f"/plans/{SLUG}").headers


def test_the_style_sheet_and_scripts_are_small(app: Flask) -> None:
    assert app.static_folder is not None
    files = [each for each in Path(app.static_folder).rglob("*") if each.suffix in (".css", ".js")]
    assert files
    assert sum(each.stat().st_size for each in files) < 30_000


def test_the_style_sheet_is_asked_for_once_until_it_changes(plan: PlanOnFile, client: FlaskClient) -> None:
    found = re.search(r'href="(/static/style\.css\?v=[0-9a-f]{12})"', client.get(f"/plans/{SLUG}").text)
    assert found
    with client.get(found[1]) as style:
        assert "max-age=31536000" in style.headers["Cache-Control"]
        assert found[1].endswith(sha256(style.data).hexdigest()[:12])
