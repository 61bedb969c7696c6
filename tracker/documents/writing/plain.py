"""Text as every document can hold it: no control characters, no invisible marks, spaces single."""

import re
import unicodedata

_SPACES = re.compile("[ \\t\\n\\v\\f\\r\\x1c-\\x1f\\x85\\u2028\\u2029]+")
_LINES = re.compile("\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029]")
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_UNWRITABLE = ("Cc", "Cs", "Cf", "Cn")


def plain(text: str) -> str:
    """One line of text, composed, with single spaces (a no-break space is kept).

    What Word's XML or a PDF cannot hold is left out: control characters, halves of surrogate pairs, characters that
    do not exist; and what is not seen but turns text round or hides in it. The joiners inside of emoji stay.

    >>> plain(" Två\\t\\x07ord\\u202e ")
    'Två ord'
    """
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if not text.isprintable():
        text = "".join(each for each in text if each in _JOINERS or unicodedata.category(each) not in _UNWRITABLE)
        text = re.sub(" +", " ", text)
    return text.strip(" ")


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """Each line that says something, as plain text.

    >>> plain_paragraphs("Ett.\\r\\n\\r\\nTvå.")
    ('Ett.', 'Två.')
    """
    lines = (plain(each) for each in _LINES.split(text))
    return tuple(each for each in lines if each)
