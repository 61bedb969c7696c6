"""Looking a text up: Swedish is itself, English is the catalogue's, and what is missing falls back on the Swedish."""

import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker import language as speech
from tracker import spoken as shown
from tracker.domain.amount import Amount, Total
from tracker.domain.money import Unit
from tracker.domain.words import sentence
from tracker.language import gettext, ngettext, pgettext, read_catalogue, speaking, spoken, told

PO = """
msgid "Hej %(name)s, 100 %%"
msgstr "Hello %(name)s, 100 %%"

msgid "100 % klart"
msgstr "100 % done"

msgid "%(num)s dag"
msgid_plural "%(num)s dagar"
msgstr[0] "%(num)s day"
msgstr[1] "%(num)s days"

msgctxt "month"
msgid "Mars"
msgstr "March"

msgid "Utan"
msgstr ""
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of a few texts in place of the program's."""
    file = tmp_path / "messages.po"
    file.write_text(PO, encoding="utf-8")
    read = read_catalogue(file, "en")
    monkeypatch.setattr(speech, "_catalogue", {"sv": speech.Catalogue("sv"), "en": read}.__getitem__)


def test_english_is_looked_up_and_what_is_missing_is_swedish(own: None) -> None:
    with speaking("en"):
        assert gettext("Hej %(name)s, 100 %%", name="Åke") == "Hello Åke, 100 %"
        assert gettext("100 % klart") == "100 % done"
        assert (ngettext("%(num)s dag", "%(num)s dagar", 1), ngettext("%(num)s dag", "%(num)s dagar", 0)) == (
            "1 day",
            "0 days",
        )
        assert (pgettext("month", "Mars"), pgettext("planet", "Mars")) == ("March", "Mars")
        assert (gettext("Utan"), gettext("Okänt %(x)s", x=1)) == ("Utan", "Okänt 1")
        assert told(sentence("Hej %(name)s, 100 %%", name="Åke")) == "Hello Åke, 100 %"
    assert gettext("Hej %(name)s, 100 %%", name="Åke") == "Hej Åke, 100 %"


def test_a_block_ends_where_it_began_and_no_other_thread_hears_it(own: None) -> None:
    heard: list[str] = []
    with speaking("en"):
        thread = threading.Thread(target=lambda: heard.append(spoken()))
        thread.start()
        thread.join()
        with pytest.raises(RuntimeError), speaking("sv"):
            raise RuntimeError
        assert spoken() == "en"
    assert (spoken(), heard) == ("sv", ["sv"])


def test_a_language_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError), speaking("de"):
        pass


def test_swedish_needs_neither_babel_nor_flask() -> None:
    """What starts often, as a command does, does not wait for them."""
    code = "import sys, tracker.language as l; l.gettext('x'); print({'babel', 'flask'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=dict(os.environ))
    assert ran.stdout.strip() == "set()"


def test_dates_and_amounts_are_said_in_the_language_spoken() -> None:
    amount = Amount(1_250_000_000, 1_300_000_000, provisional=True, unit=Unit.MNKR, decimals=1)
    instant = datetime(2019, 5, 27, 5, 30, tzinfo=UTC)

    def said() -> list[str]:
        return [
            shown.full_date(date(2019, 6, 12)),
            shown.date_and_time(instant),
            shown.working_days_from(date(2019, 5, 27), date(2019, 5, 31)),
            shown.about(amount),
            shown.total(Total(-2_500_000, -2_500_000, 2), Unit.MNKR, 1),
            shown.percent(84),
        ]

    assert said() == [
        "onsdag 12 juni 2019",
        "27 maj 2019 kl. 07.30",
        "om 3 arbetsdagar",
        "ca 1\N{NO-BREAK SPACE}250,0–1\N{NO-BREAK SPACE}300,0\N{NO-BREAK SPACE}mnkr",
        "−2,5\N{NO-BREAK SPACE}mnkr + 2 åtgärder utan belopp",
        "8,4\N{NO-BREAK SPACE}%",
    ]
    with speaking("en"):
        assert said() == [
            "Wednesday 12 June 2019",
            "27 May 2019 at 07:30",
            "in 3 working days",
            "about 1\N{NO-BREAK SPACE}250.0–1\N{NO-BREAK SPACE}300.0\N{NO-BREAK SPACE}mnkr",
            "−2.5\N{NO-BREAK SPACE}mnkr + 2 measures without an amount",
            "8.4%",
        ]
