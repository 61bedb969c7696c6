"""The parts of a Word document that python-docx has no words for: fields, alternative texts, repeated header rows."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word works out anew. shown: what stands there until it does."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))
        if kind == "begin":
            text = element("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            paragraph.add_run()._r.append(text)
        elif kind == "separate":
            paragraph.add_run(shown)


def describe_table(table: Table, *, title: str, about: str, head: bool) -> None:
    """For those who cannot see it: what it is, and whether its first row is a head."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for attribute, on in (("firstRow", head), ("firstColumn", False), ("noHBand", True), ("noVBand", True)):
            look.set(qn(f"w:{attribute}"), "1" if on else "0")
        look.set(qn("w:val"), "0620" if head else "0600")
    properties.append(element("w:tblCaption", val=title))
    properties.append(element("w:tblDescription", val=about))


def repeat_head(row: _Row) -> None:
    """The row comes again on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
