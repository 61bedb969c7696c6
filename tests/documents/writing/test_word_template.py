"""The municipality's own Word template: its look, our text; and templates that want more than that."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest

from tests.documents.writing.samples import MUNICIPALITY, STAMP, hostile, said
from tests.documents.writing.word_reading import opened, texts
from tracker.documents.writing.word import letter_in_template
from tracker.documents.writing.word_template import TemplateRefused, template_fault
from tracker.domain.summary import Summary

PLACE = "{{ innehall }}"


def template(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for each in paragraphs:
        document.add_paragraph(each)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def filled(content: bytes, of: Summary | None = None) -> bytes:
    return letter_in_template(said(of).letter(MUNICIPALITY), content, held_on=date(2019, 6, 12), stamp=STAMP)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
        target.writestr(name, part)
    return result.getvalue()


def test_fields_are_filled_and_the_text_stands_where_the_template_says() -> None:
    own = template(
        "{{ kommun }}, {{ namnd }}", "Före", PLACE, "Efter {{ sammantrade }}", header="Dnr {{ diarienummer }}"
    )
    document = opened(filled(own))
    found = texts(document)
    assert found[:3] == ["Exempelkommunen, Social- och utbildningsnämnden", "Före", "Förslag till beslut"]
    assert found[-1] == "Efter 2019-06-12"
    assert found[2:-1] == [text for section in said().sections for text in section.lines]
    assert document.sections[0].header.paragraphs[0].text == "Dnr SUN 2019/117"


def test_a_condition_shows_and_hides() -> None:
    own = template("{% if diarienummer %}Dnr finns{% endif %}{% if not kommun %}Ingen kommun{% endif %}", PLACE)
    assert texts(opened(filled(own)))[0] == "Dnr finns"


def test_hostile_texts_stay_texts_in_it() -> None:
    found = texts(opened(filled(template("{{ namnd }}", PLACE), hostile())))
    assert found[0] == "Nämnden <script>alert(1)</script>]]></w:t><w:br/>&lt;&amp;&#0;{{ 7 * 7 }}{% raw %}"
    assert found[1:] == [text for section in said(hostile()).sections for text in section.lines]


@pytest.mark.parametrize(
    "hostile_text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ kommun.__init__.__globals__ }}",
        "{{ 'x' * 1000000000 }}",
        "{{ kommun ~ kommun }}",
        "{% set a = kommun %}",
        "{% for a in kommun %}{{ a }}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ kommun.upper() }}",
        "{{ '%999999999d' % 1 }}",
        "{{ kommun[0] }}",
    ],
)
def test_a_template_that_wants_more_than_fields_is_refused(hostile_text: str) -> None:
    with pytest.raises(TemplateRefused, match="mer än att visa fält"):
        filled(template(hostile_text, PLACE))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (template("{{ okand }}", PLACE), "Fält som finns: kommun, namnd"),
        (template("{{ kommun", PLACE), "går inte att läsa"),
        (template("{% include 'x' %}", PLACE), "mer än att visa fält"),
        (template("{{ kommun|pprint }}", PLACE), "går inte att läsa"),
        (template("Utan plats"), "en gång, i ett eget stycke"),
        (template(PLACE, PLACE), "en gång, i ett eget stycke"),
        (template(f"Uppföljning: {PLACE}"), "en gång, i ett eget stycke"),
        (b"PK\x03\x04 not a zip", "ingen hel .docx-fil"),
        (b"", "ingen hel .docx-fil"),
        (b"x" * 10_000_001, "större än 10 MB"),
        (with_part(template(PLACE), "word/vbaProject.bin", b"x"), "makron"),
        (with_part(template(PLACE), "word/embeddings/oleObject1.bin", b"x"), "makron"),
        (with_part(template(PLACE), "word/bomb.xml", b"0" * 70_000_000), "orimligt stor"),
        (with_part(template(PLACE), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "XML som Word"),
        (with_part(template(PLACE), "word/document.xml", b"<broken"), "går inte att öppna"),
        (
            with_part(
                template(PLACE),
                "word/_rels/settings.xml.rels",
                b'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://x/" '
                b'TargetMode="External"/></Relationships>',
            ),
            "annan adress",
        ),
    ],
)
def test_a_broken_or_dangerous_template_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in template_fault(content)
    with pytest.raises(TemplateRefused, match=words.split(":", maxsplit=1)[0]):
        filled(content)


def test_a_sound_template_has_no_fault() -> None:
    assert template_fault(template("{{ titel|upper }}", PLACE)) == ""
