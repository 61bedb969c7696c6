"""Templates in one language: what _() says of a text that is written out is put in when they are compiled.

Looked up one by one, the forty texts of a letter doubled the time of writing it.
"""

import re
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from tracker.language import gettext

_VALUE = re.compile(r"%\((\w+)\)s")


class SpokenTemplates(Environment):
    """Templates whose texts are in the language that is spoken when they are compiled."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        translated: nodes.Template = _Translating().visit(super()._parse(source, name, filename))
        return translated

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for all where a template has none of its own: Jinja's chain of two is copied key by key."""
        return self.globals if d is None else super().make_globals(d)


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
