"""Every text is there in both languages."""

import re
from pathlib import Path

import pytest

from tests.catalogue import brought_up_to_date, catalogue
from tests.untranslated import in_code, in_template
from tracker.language import CATALOGUE

ROOT = Path(__file__).parent.parent
VALUE = re.compile(r"%\(\w+\)[a-z]|<[^>]*>")
ROOMS = ("web", "services", "domain", "store", "mail")
"""What people read on pages and in letters. The command line and the reader's grammar are Swedish."""
DOCUMENTS = ("content", "follow_up", "pdf")
"""What a follow-up says in every form. A plan's own Word and PDF are Swedish: `import` reads them."""
STAYS = {
    "tracker/domain/amount.py": "both languages stand there",
    "tracker/domain/dates.py": "both languages stand there",
    "tracker/domain/indicator.py": "both languages stand there",
    "tracker/domain/written_amount.py": "words that are read, not shown",
    "tracker/domain/written_value.py": "words that are read, not shown",
    "tracker/services/measure_fields.py": "letters of a measure's number",
    "tracker/services/measure_tree.py": "letters of a measure's number",
    "tracker/services/user_agent.py": "names of browsers and systems",
    "tracker/store/migrating.py": "for the command line and the log",
    "tracker/store/opening.py": "for the command line and the log",
}


def test_the_catalogue_has_the_texts_of_the_program_and_no_others() -> None:
    assert CATALOGUE.read_bytes() == brought_up_to_date(), "make translations, and look at what it changed"


def test_no_text_is_without_its_translation() -> None:
    missing = [
        message.id
        for message in catalogue()
        if message.id and (message.fuzzy or not message.string or not all(message.string))
    ]
    assert missing == [], f"write the English in {CATALOGUE.relative_to(ROOT)}"


def test_translations_hold_the_same_values_and_the_same_html() -> None:
    wrong = []
    for message in filter(lambda each: each.id, catalogue()):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        translated = [message.string] if isinstance(message.string, str) else list(message.string or ())
        # One of something may be said without its number.
        values = [sorted(set(VALUE.findall(each)) - {"%(num)s"}) for each in (*texts, *translated)]
        if any(each != values[0] for each in values):
            wrong.append(message.id)
    assert wrong == []


def _sources() -> list[Path]:
    """Templates and code whose words people read."""
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")]
    code = [each for room in ROOMS for each in ROOT.glob(f"tracker/{room}/**/*.py")]
    documents = [ROOT / "tracker" / "documents" / "writing" / f"{each}.py" for each in DOCUMENTS]
    return sorted(templates) + sorted(code + documents)


def _escaped(source: Path) -> list[str]:
    return in_code(source) if source.suffix == ".py" else in_template(source)


def test_no_swedish_text_escapes_translation() -> None:
    found = {str(each.relative_to(ROOT)): _escaped(each) for each in _sources()}
    assert {name: texts for name, texts in found.items() if texts and name not in STAYS} == {}


@pytest.mark.parametrize(
    "template",
    [
        "<p>Namn</p>",
        "<p>{% if x %}Spara{% endif %}</p>",
        '<input type="submit" value="Spara">',
        '<nav aria-label="Var du är">',
        '{{ line("name", "Namn") }}',
        '{{ x or "någon" }}',
        '{% set labels = {"name": "Namn"} %}',
        '{{ _("Hej %(name)s", name="Åke") }}',
    ],
)
def test_text_that_escapes_from_a_template_is_found(tmp_path: Path, template: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(template, encoding="utf-8")
    assert len(in_template(file)) == 1


@pytest.mark.parametrize(
    "template",
    [
        '<p class="name small">{{ _("Namn") }}</p>',
        '{% from "components/fields.html" import line with context %}{{ line("name", _("Namn"), kind="email") }}',
        '<a href="{{ url_for("people.index") }}">{{ _("Sida %(number)s", number=n|default("x")) }}</a>',
        '{% if x == "Sverige" %}<p>{{ x }} – Återrapport</p>{% endif %}',
    ],
)
def test_what_is_translated_or_no_text_is_not(tmp_path: Path, template: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(template, encoding="utf-8")
    assert in_template(file) == []


def test_text_that_escapes_from_code_is_found(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    lines = ('"""Läs."""', 'flash(f"Hej {x}, så är det")', '_("så")', '_(f"{x}")', "f\"{_('nu')}\"", 'f"{_(x)}"')
    file.write_text("\n".join(lines), encoding="utf-8")
    assert in_code(file) == [
        ", så är det",
        "En f-sträng går inte att slå upp: f'{x}'",
        "I en f-sträng hittas inte texten: 'nu'",
    ]
