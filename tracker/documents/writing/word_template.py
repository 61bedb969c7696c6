"""A municipality's own Word template: {{ fields }} filled in, and {{ innehall }} where the text is to stand.

The template is a file that somebody has handed over, so it is trusted with nothing: of Jinja only fields and
conditions, no loops, no calls, no attributes; and a bounded archive without programs in it.
"""

import re
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import ClassVar

import docx
from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tracker.documents.writing.word_styles import add_missing
from tracker.errors import TrackerError
from tracker.language import gettext as _

_LARGEST, _LARGEST_UNPACKED, _MOST_PARTS = 10_000_000, 60_000_000, 500
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.Not, nodes.And, nodes.Or,
    nodes.Compare, nodes.Operand, nodes.Filter,
)  # fmt: skip
_FILTERS = ("upper", "lower", "capitalize", "trim", "e", "escape", "length")
_RELATIONSHIP = re.compile(rb"<[\w:]*Relationship\b[^>]*>")
_PROGRAMS = ("vbaproject", "oleobject", "activex", "embeddings/")


class TemplateRefused(TrackerError):
    """The Word template cannot be used. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a template can say between {{ and }}, besides innehall. The names are Swedish, as their writers are."""

    kommun: str
    namnd: str
    titel: str
    datum: str
    sammantrade: str
    diarienummer: str


EXAMPLE = Fields("Kommunen", "Nämnden", "Uppföljning", "2019-06-05", "2019-06-12", "N 2019/1")


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without anything that could reach outside of the fields or take unbounded time or memory."""

    allowed: ClassVar[tuple[type[nodes.Node], ...]] = _ALLOWED

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.tests = {name: self.tests[name] for name in ("defined", "none")}
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in (tree, *tree.find_all(nodes.Node)):
            if not isinstance(node, self.allowed):
                raise SecurityError(f"{type(node).__name__} is not allowed")
        return tree


def filled(template: bytes, fields: Fields, write: Callable[[Document], None], locale: str = "sv-SE") -> Document:
    """The template with its fields, and what write() adds to a document in place of {{ innehall }}.

    Raises TemplateRefused.
    """
    _check_archive(template)
    mark = f"innehall-{secrets.token_hex(16)}"
    try:
        rendered = DocxTemplate(BytesIO(template))
        rendered.render(asdict(fields) | {"innehall": mark}, jinja_env=_Environment(), autoescape=True)
        content = BytesIO()
        rendered.save(content)
        document = docx.Document(content)
    except SecurityError as error:
        raise TemplateRefused(
            _(
                "Wordmallen försöker göra mer än att visa fält. Använd bara fält som {{ titel }} "
                "och villkor med {% if %}."
            )
        ) from error
    except TemplateError as error:
        known = ", ".join([*asdict(fields), "innehall"])
        raise TemplateRefused(
            _(
                "Wordmallens fält går inte att läsa (%(error)s). Fält som finns: %(known)s.",
                error=_first_line(error),
                known=known,
            )
        ) from error
    except Exception as error:  # a damaged file breaks the libraries in more ways than they name
        raise TemplateRefused(
            _(
                "Wordmallen går inte att öppna (%(error)s). Öppna den i Word och spara den igen som .docx.",
                error=type(error).__name__,
            )
        ) from error
    _put_in_place(document, mark, write, locale)
    return document


def template_fault(template: bytes) -> str:
    """Why the template cannot be used, "" where it can: tried with an example."""
    try:
        filled(template, EXAMPLE, _write_example)
    except TemplateRefused as refused:
        return str(refused)
    return ""


def _write_example(document: Document) -> None:
    document.add_heading("Rubrik", 1)


def _check_archive(template: bytes) -> None:
    if len(template) > _LARGEST:
        raise TemplateRefused(_("Wordmallen är större än 10 MB. Ta bort stora bilder ur den."))
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > _LARGEST_UNPACKED:
                raise TemplateRefused(_("Wordmallen är orimligt stor uppackad. Spara den på nytt i Word."))
            for each in parts:
                _check_part(each.filename.lower(), archive.read(each))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise TemplateRefused(_("Wordmallen är ingen hel .docx-fil. Öppna den i Word och spara den igen.")) from error


def _check_part(name: str, content: bytes) -> None:
    if any(each in name for each in _PROGRAMS):
        raise TemplateRefused(_("Wordmallen innehåller makron eller inbäddade program. Spara den som .docx utan dem."))
    if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise TemplateRefused(_("Wordmallen har XML som Word inte skriver. Spara den på nytt i Word."))
    if name.endswith(".rels") and any(
        b"External" in each and b"/hyperlink" not in each for each in _RELATIONSHIP.findall(content)
    ):
        raise TemplateRefused(_("Wordmallen hämtar delar från en annan adress. Lägg in dem i filen i stället."))


def _put_in_place(document: Document, mark: str, write: Callable[[Document], None], locale: str) -> None:
    places = [each for each in document.paragraphs if mark in each.text]
    if len(places) != 1 or places[0].text.strip() != mark:
        raise TemplateRefused(
            _("Wordmallen ska ha {{ innehall }} en gång, i ett eget stycke i brödtexten: där hamnar uppföljningen.")
        )
    add_missing(document, locale)
    body = document.element.body
    before = set(body)
    write(document)
    place = places[0]._p
    for added in [each for each in body if each not in before]:
        place.addprevious(added)
    body.remove(place)


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0][:120] if lines else type(error).__name__
