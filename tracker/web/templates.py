"""The page templates, compiled once for each language that is spoken."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import PrefixLoader, StrictUndefined, Template

from tracker.language import LANGUAGES, spoken
from tracker.spoken_templates import SpokenTemplates


class PageTemplates(SpokenTemplates, Environment):
    """HTML is escaped, an undefined name raises."""

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002 (Jinja's)
        return super()._load_template(f"{spoken()}/{name}", globals)


def use_page_templates(app: Flask) -> None:
    """Before anything asks the app for a template."""
    app.jinja_environment = PageTemplates
    app.jinja_options = {
        "loader": PrefixLoader(dict.fromkeys(LANGUAGES, app.create_global_jinja_loader())),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
