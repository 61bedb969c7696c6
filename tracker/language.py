"""The two languages. Swedish is what the code says; English is looked up in one catalogue (docs/languages.md).

Which one is spoken goes with the thread or task: a request's, a letter's; anywhere else it is Swedish.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tracker.domain.words import Sentence, Written, in_text

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = {SWEDISH: "Svenska", ENGLISH: "English"}
"""What pages can be read in, each by its own name."""
CATALOGUE = Path(__file__).parent / "translations" / ENGLISH / "LC_MESSAGES" / "messages.po"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a language says for each Swedish text; plurals by the text for one. Empty for Swedish."""

    language: str
    texts: Mapping[str | tuple[str, str], str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_swedish = Catalogue(SWEDISH)
_spoken: ContextVar[Catalogue] = ContextVar("spoken", default=_swedish)


def gettext(text: str, /, **values: object) -> str:
    """The text in the language spoken, with the values put in for %(name)s; without values, % stands for itself."""
    found = _spoken.get().texts.get(text) or text
    return found % values if values else found


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """The one of two texts that goes with the number, which is %(num)s in them."""
    forms = _spoken.get().plurals.get(one) or (one, many)
    return forms[num != 1] % {"num": num, **values}


def pgettext(sense: str, text: str, /, **values: object) -> str:
    """As gettext, for a Swedish word that English has two words for; sense tells them apart."""
    found = _spoken.get().texts.get((sense, text)) or text
    return found % values if values else found


def told(sentence: Sentence) -> str:
    """A sentence of the rules in the language spoken."""
    return gettext(sentence.text, **{name: in_text(value, _tell) for name, value in sentence.values.items()})


def _tell(value: Sentence | Written) -> str:
    return told(value) if isinstance(value, Sentence) else value.written(spoken())


def spoken() -> str:
    """The code of the language: "sv" or "en"."""
    return _spoken.get().language


def speak(language: str) -> None:
    """From here on in this thread or task. Raises KeyError for a language that is not one of LANGUAGES."""
    _spoken.set(_catalogue(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block. Raises KeyError for a language that is not one of LANGUAGES."""
    before = _spoken.set(_catalogue(language))
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _catalogue(language: str) -> Catalogue:
    """Read once in a process, when somebody first reads English."""
    if language == SWEDISH:
        return _swedish
    if language not in LANGUAGES:
        raise KeyError(language)
    return read_catalogue(CATALOGUE, language)


def read_catalogue(file: Path, language: str) -> Catalogue:
    """The catalogue of a .po file; what has no translation yet is left out."""
    # Imported here: it takes a while, and Swedish does without.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    texts: dict[str | tuple[str, str], str] = {}
    plurals: dict[str, tuple[str, str]] = {}
    with file.open("rb") as lines:
        for message in read_po(lines, locale=language):
            if not message.id or not message.string or message.fuzzy:
                continue
            if isinstance(message.id, str):
                texts[(message.context, message.id) if message.context else message.id] = str(message.string)
            else:
                plurals[message.id[0]] = (message.string[0], message.string[1])
                texts[message.id[0]] = message.string[0]
    return Catalogue(language, texts, plurals)
