"""The styles of a Word document: those that Word has, in our look, and a few of our own."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from tracker.documents.writing.content import Tone
from tracker.documents.writing.word_parts import element

_INK, _QUIET = RGBColor(0x1B, 0x1F, 0x23), RGBColor(0x57, 0x60, 0x6A)
_LINE = "C9CED4"
TABLE = "Återrapport tabell"
OF_TONE = {
    Tone.TEXT: "Normal",
    Tone.LABEL: "Återrapport etikett",
    Tone.FIGURE: "Återrapport nyckeltal",
    Tone.BYLINE: "Återrapport namn",
    Tone.QUOTE: "Quote",
    Tone.NOTE: "Återrapport not",
    Tone.SIGNATURE: "Återrapport underskrift",
}
LETTERHEAD = "Återrapport brevhuvud"
_OURS: dict[str, tuple[float, RGBColor, bool, float, float]] = {
    OF_TONE[Tone.LABEL]: (9.5, _QUIET, False, 6, 0),
    OF_TONE[Tone.FIGURE]: (25, _INK, True, 0, 6),
    OF_TONE[Tone.BYLINE]: (9.5, _QUIET, False, 0, 3),
    OF_TONE[Tone.NOTE]: (9.5, _INK, False, 6, 6),
    OF_TONE[Tone.SIGNATURE]: (11, _INK, False, 40, 0),
    LETTERHEAD: (10, _INK, False, 0, 0),
}
"""Size in points, colour, bold, space before and after in points."""

_WORDS: dict[str, tuple[float, RGBColor, bool, float, float]] = {
    "Normal": (11, _INK, False, 0, 6),
    "Title": (21, _INK, True, 18, 6),
    "Heading 1": (15, _INK, True, 20, 6),
    "Heading 2": (12.5, _INK, True, 14, 4),
    "Heading 3": (11, _INK, True, 10, 2),
    "Caption": (9.5, _QUIET, False, 10, 4),
    "Quote": (11, _INK, False, 0, 4),
    "List Bullet": (11, _INK, False, 0, 3),
    "Footer": (8.5, _QUIET, False, 0, 0),
}
_KEPT_WITH_NEXT = ("Caption", OF_TONE[Tone.LABEL], OF_TONE[Tone.BYLINE], OF_TONE[Tone.SIGNATURE])


def dress(document: Document, locale: str) -> None:
    """Give a document of ours its look and its language: "sv-SE"."""
    for name, look in _WORDS.items():
        _set(document.styles[name], look)
    rule = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if rule is not None:
        rule.getparent().remove(rule)
    quote: ParagraphStyle = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(4)
    _border(quote, "left", "12")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(24)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    add_missing(document, locale)


def add_missing(document: Document, locale: str) -> None:
    """The styles that the writer uses and the document has not, which a municipality's own template keeps as it has."""
    known = {each.name for each in document.styles}
    for name, look in {**_OURS, **_WORDS}.items():
        if name not in known:
            style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            _set(style, look)
    for name in _KEPT_WITH_NEXT:
        document.styles[name].paragraph_format.keep_with_next = True
    if OF_TONE[Tone.SIGNATURE] not in known:
        signature: ParagraphStyle = document.styles[OF_TONE[Tone.SIGNATURE]]
        signature.paragraph_format.right_indent = Mm(90)
        _border(signature, "top", "6", "between")  # between: Word draws the top of alike paragraphs once
    if TABLE not in known:
        _add_table_style(document)
    _speak(document, locale)


def _set(style: ParagraphStyle, look: tuple[float, RGBColor, bool, float, float]) -> None:
    size, colour, bold, before, after = look
    font = style.font
    font.name, font.size, font.bold, font.italic = "Calibri", Pt(size), bold, False
    font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), "Calibri")
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _border(style: ParagraphStyle, side: str, eighths: str, *more: str) -> None:
    borders = element("w:pBdr")
    for each in (side, *more):
        borders.append(element(f"w:{each}", val="single", sz=eighths, space="6", color=_LINE))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _add_table_style(document: Document) -> None:
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE).element
    properties = element("w:tblPr")
    borders = element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    margins.extend([element("w:left", w="0", type="dxa"), element("w:right", w="0", type="dxa")])
    properties.append(margins)
    style.append(properties)
    first = element("w:tblStylePr", type="firstRow")
    run, cell, cell_borders = OxmlElement("w:rPr"), OxmlElement("w:tcPr"), OxmlElement("w:tcBorders")
    run.append(OxmlElement("w:b"))
    cell_borders.append(element("w:bottom", val="single", sz="8", space="0", color="1B1F23"))
    cell.append(cell_borders)
    first.extend([run, cell])
    style.append(first)


def _speak(document: Document, locale: str) -> None:
    """For spelling and for those who listen: the language of everything that says no other."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = OxmlElement("w:docDefaults")
        document.styles.element.insert(0, defaults)
    for name in ("w:rPrDefault", "w:rPr", "w:lang"):
        found = defaults.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            defaults.append(found)
        defaults = found
    for attribute, language in (("val", locale), ("eastAsia", locale), ("bidi", "ar-SA")):
        defaults.set(qn(f"w:{attribute}"), language)
