"""The same frozen follow-up gives the same text, to the letter, in mail, on the page, in Word and in PDF."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from docx.oxml.ns import qn
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.documents.writing.pdf_reading import elements
from tests.documents.writing.samples import STAMP, hostile, large, summary
from tests.documents.writing.samples import plan as of_a_plan
from tests.documents.writing.word_reading import opened as opened_word
from tests.documents.writing.word_reading import texts
from tests.plan_on_file import COMMITTEE_SLUG, PlanOnFile
from tracker.config import Settings
from tracker.documents.writing.content import Section, Table
from tracker.documents.writing.kind_words import kind_words
from tracker.domain.kind import PlanKind
from tracker.domain.summary import Summary, SummaryTable
from tracker.services.follow_ups import said_in, summary_docx, summary_pdf
from tracker.services.summary_letters import summary_letter
from tracker.store import summaries
from tracker.store.opening import opened, writing

ADDRESS = f"/committees/{COMMITTEE_SLUG}/meetings/2019-06-12/summary"
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "th", "td", "caption", "div"}
"""What ends a line; a row of a list of changes is a div, with its dt and dd in it."""
TABLES = (
    SummaryTable(
        "Fördelat och utfall", ("Post", "Fördelat", "Utfall"), (("1. Lön", "5 tkr", "–"), ("Summa", "5 tkr", "")), (1,)
    ),
    SummaryTable("Tabeller", notes=("18 av 20 summor stämmer.", "<b>Netto</b>: nej.")),
)
"""A cell may be empty; a note may stand without a table."""
FOLLOW_UPS = {
    **{each.swedish: summary(of_a_plan(words=kind_words(each), tables=TABLES)) for each in PlanKind},
    "ordinary": summary(),
    "two plans": summary(of_a_plan(), of_a_plan(title="Behov 2020", lines=(), changes=(), stated=())),
    "many measures": large(),
    "no target": summary(of_a_plan(gap_low_kr=None, gap_high_kr=None, gap="kan inte beräknas", bridge=(), since="")),
    "with an introduction": summary(introduction="Ett.\n\nTvå."),
    # SQLite holds no half of a surrogate pair, so no text out of the database has one.
    "in English": summary(of_a_plan(the_target="the deficit"), language="en", introduction="Ett."),
    "in English, no target": summary(of_a_plan(gap_low_kr=None, gap_high_kr=None, bridge=(), since=""), language="en"),
    "hostile": Summary.from_json(json.loads(json.dumps(hostile().as_json()).replace("\\ud800", ""))),
}


class Lines(HTMLParser):
    """The text of each block of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in BLOCKS:
            self._open.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, text = self._open[-1]
            self._open[-1] = (tag, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            text = " ".join(self._open.pop()[1].replace("\n", " ").replace("\t", " ").split(" ")).strip(" ")
            while "  " in text:
                text = text.replace("  ", " ")
            if text:
                self.found.append(text)


def cut(found: list[str], expected: list[str]) -> list[str]:
    """As many lines as are expected, from the first of them on."""
    start = found.index(expected[0])
    return found[start : start + len(expected)]


def plain_lines(section: Section) -> Iterator[str]:
    """The lines of the text mail: a table has one for each row, with its cells two spaces apart."""
    yield section.heading
    for block in section.blocks:
        if isinstance(block, Table):
            yield from (block.caption, *("  ".join(row) for row in (block.head, *block.rows)))
        else:
            yield from block.lines
    for each in section.sections:
        yield from plain_lines(each)


@pytest.mark.parametrize("of", FOLLOW_UPS.values(), ids=FOLLOW_UPS)
def test_mail_page_word_and_pdf_say_the_same(
    of: Summary, plan: PlanOnFile, settings: Settings, client: FlaskClient
) -> None:
    said = said_in(settings, of)
    shared = [text for section in said.unofficial for text in section.lines]
    whole = [text for section in said.sections for text in section.lines]
    with opened(plan.path) as db, writing(db):
        summaries.insert(db, meeting_id=1, summary=of, frozen_at=STAMP)

    letter = summary_letter(settings, of)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert cut(Lines(page.text).found, shared) == shared
    assert cut(Lines(letter.html).found, shared) == shared
    in_mail = [line.removeprefix("* ").strip(" ") for line in letter.text.split("\n") if line.strip(" ")]
    as_text = [line.removeprefix("* ").strip(" ") for section in said.unofficial for line in plain_lines(section)]
    assert cut(in_mail, as_text) == as_text

    word = opened_word(summary_docx(settings, of, stamp=STAMP))
    assert cut(texts(word), whole) == whole
    pdf = summary_pdf(settings, of, stamp=STAMP)
    found = [each.text for each in elements(pdf)]
    assert cut(found, whole) == whole

    locale = {"sv": "sv-SE", "en": "en-GB"}[of.language]
    assert f'<h1 lang="{of.language}">' in page.text
    assert f'<div lang="{of.language}">' in page.text
    assert f'<div lang="{of.language}">' in letter.html
    assert word.core_properties.language == locale
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == locale
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == locale
    page_of = {"sv": "Sida 1 av", "en": "Page 1 of"}[of.language]
    assert page_of in PdfReader(BytesIO(pdf)).pages[0].extract_text().replace("\n", "")
