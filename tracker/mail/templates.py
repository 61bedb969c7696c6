"""The e-mail templates in one language."""

from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined, nodes, select_autoescape
from markupsafe import soft_str

from tracker.bundle import bundled
from tracker.language import SWEDISH, speaking, spoken
from tracker.spoken import amount, day_and_month, full_date, long_date
from tracker.spoken_html import html_gettext, html_ngettext, html_pgettext, swedish
from tracker.spoken_templates import SpokenTemplates

_FILTERS = (amount, day_and_month, full_date, long_date)


class EmailTemplates(SpokenTemplates):
    """HTML is escaped, text is not; an undefined name raises. To be rendered while the same language is spoken."""

    def __init__(self, language: str) -> None:
        super().__init__(
            loader=FileSystemLoader(bundled("templates") / "email"),
            autoescape=select_autoescape(enabled_extensions=["html"], default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.filters |= {each.__name__: each for each in _FILTERS}
        # In a Swedish letter there is nothing to mark.
        self.filters["swedish"] = soft_str if language == SWEDISH else swedish
        # Jinja's own functions, which no letter uses, would be copied into each of them.
        self.globals.clear()
        self.globals |= {"_": html_gettext, "ngettext": html_ngettext, "pgettext": html_pgettext, "spoken": spoken}
        self._language = language

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        with speaking(self._language):
            return super()._parse(source, name, filename)


@cache
def email_templates(language: str) -> EmailTemplates:
    """Compiled once, however many runs the program does."""
    return EmailTemplates(language)
