"""The e-mail templates in one language: what _() says is put in when they are compiled, not in each letter.

Hundreds of letters a minute have some forty texts each; looked up one by one they doubled the time of writing a letter.
"""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, select_autoescape
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, soft_str

from tracker.bundle import bundled
from tracker.language import SWEDISH, gettext, speaking, spoken
from tracker.spoken import amount, day_and_month, full_date, long_date
from tracker.spoken_html import html_gettext, html_ngettext, html_pgettext, swedish

_FILTERS = (amount, day_and_month, full_date, long_date)
_VALUE = re.compile(r"%\((\w+)\)s")


class EmailTemplates(Environment):
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
            template: nodes.Template = _Translating().visit(super()._parse(source, name, filename))
        return template


class _Translating(NodeTransformer):
    """Puts the text, with its values in their places, where _() with a text that is written out stands."""

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # noqa: N802 (Jinja's name)
        self.generic_visit(call)
        said = call.args[0] if call.args else None
        known = isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(said, nodes.Const)
        if not known:
            return call
        assert isinstance(said, nodes.Const)
        text, values = gettext(said.value), {each.key: each.value for each in call.kwargs}
        if not values:
            return _safe(text)
        pieces = _VALUE.split(text)
        parts = [values[each] if place % 2 else _safe(each.replace("%%", "%")) for place, each in enumerate(pieces)]
        return nodes.Concat(parts)

    def visit_Output(self, output: nodes.Output) -> nodes.Output:  # noqa: N802
        """What is shown as it is needs no joining."""
        self.generic_visit(output)
        output.nodes = [
            part for node in output.nodes for part in (node.nodes if isinstance(node, nodes.Concat) else [node])
        ]
        return output


def _safe(text: str) -> nodes.Const:
    return nodes.Const(Markup(text))  # noqa: S704 (texts are the program's own)
