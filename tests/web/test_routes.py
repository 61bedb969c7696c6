"""The addresses are listed in a file, so that losing one is a decision."""

from pathlib import Path

from flask import Flask

LISTED = Path(__file__).with_name("routes.txt")


def test_every_address_is_listed(app: Flask) -> None:
    lines = [
        f"{'/'.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
    ]
    assert sorted(lines) == LISTED.read_text(encoding="utf-8").splitlines()
