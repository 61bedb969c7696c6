"""Swedish text that nobody has marked for translation: in templates by their syntax trees, in code by its own."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

MARKED = {"_", "gettext", "ngettext", "pgettext", "said", "said_of", "sentence"}
STAYS_SWEDISH = "in_swedish"
SAME = re.compile(r'[\w-]+="[^"]*"|\b(?:Återrapport|Excel|Word|PDF|CSV|SVG|PNG|kB|OpenID Connect)\b|&\w+;')
"""What is the same in both languages; and attributes that a macro writes on its own."""
ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "content", "label"}
_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
_SWEDISH_LETTER = re.compile(r"[åäöÅÄÖ]")
_SENTENCE = re.compile(r"[A-ZÅÄÖ”][^_/<>{}]*[a-zåäö”][.:?]?\s*")
_MESSAGE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?: [^<>{}=]*[a-zåäö][.:]?|\.)?")
_PROTOCOL = {
    "View", "Location", "Vary", "Cookie", "From", "To", "Subject", "Date", "Status", "Action", "Lax",
    "Cc", "Cs", "Zl", "Zp",
}  # fmt: skip
_ENVIRONMENT = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


def in_template(file: Path) -> list[str]:
    """The texts in it that would be read in Swedish on an English page."""
    tree = _ENVIRONMENT.parse(file.read_text(encoding="utf-8"))
    data = "".join(each.data for each in tree.find_all(nodes.TemplateData))
    shown = _Shown.of(data) if file.suffix == ".html" else [data]
    found = [each.strip() for each in shown if _LETTERS.search(SAME.sub("", each))]
    return found + [each for each in _strings(tree) if _reads_as_text(each)]


def in_code(file: Path) -> list[str]:
    """The strings in it that read as Swedish for people."""
    return [each for each in _literals(ast.parse(file.read_text(encoding="utf-8"))) if _reads_as_message(each)]


class _Shown(HTMLParser):
    """What a browser would show or read out of HTML, expressions left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.texts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name, value in attrs:
            technical = tag == "meta" or (name == "label" and tag == "track")
            button = name == "value" and tag == "input" and values.get("type") in ("submit", "button", "reset")
            if (name in ATTRIBUTES and not technical) or button:
                self.texts.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.texts.append(data)


def _strings(node: nodes.Node) -> Iterator[str]:
    """String constants of expressions, but those that are marked, name something, or are compared with."""
    if isinstance(node, (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Compare, nodes.Test)):
        return
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKED:
        for keyword in node.kwargs:
            yield from _strings(keyword)
        return
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            yield node.value
        return
    for each in node.iter_child_nodes(exclude=("key",) if isinstance(node, nodes.Pair) else ()):
        yield from _strings(each)


def _reads_as_text(string: str) -> bool:
    rest = SAME.sub("", string)
    return bool(_SWEDISH_LETTER.search(rest) or _SENTENCE.fullmatch(rest.strip()))


def _reads_as_message(string: str) -> bool:
    rest = SAME.sub("", string)
    return bool(_SWEDISH_LETTER.search(rest)) or bool(_MESSAGE.fullmatch(rest) and rest not in _PROTOCOL)


def _marked_in(node: ast.AST) -> Iterator[str]:
    """Texts that are marked within an f-string: Python 3.11 has it as one string, so the catalogue lacks them."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKED:
            yield from (ast.unparse(each) for each in call.args if isinstance(each, ast.Constant))


def _literals(node: ast.AST) -> Iterator[str]:
    """String literals, but docstrings and those that are marked; an f-string counts by its fixed parts."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == STAYS_SWEDISH:
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
        for argument in node.args:
            if isinstance(argument, ast.JoinedStr):
                yield f"En f-sträng går inte att slå upp: {ast.unparse(argument)}"
        for keyword in node.keywords:
            yield from _literals(keyword.value)
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
        return
    if isinstance(node, ast.FormattedValue):
        yield from (f"I en f-sträng hittas inte texten: {each}" for each in _marked_in(node))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in ("annotation", "returns"):
                yield from _literals(child)
