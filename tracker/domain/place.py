"""Where something stands in a document, as its reading says it: "rad 14", "sida 2, rad 5", "Blad1!C7"."""

import re
from collections.abc import Iterator

from tracker.domain.words import Sentence, sentence


def place_in_words(place: str) -> Sentence:
    """The place, to be told in a language; a cell is called the same in all of them.

    >>> place_in_words("sida 2, rad 5").values, str(place_in_words("tabell 1, rad 2")), str(place_in_words("Blad1!C7"))
    ({'page': '2', 'line': '5'}, 'tabell 1, rad 2', 'Blad1!C7')
    """
    return next(_found(place), Sentence("%(place)s", {"place": place}))


def _found(place: str) -> Iterator[Sentence]:
    if found := re.fullmatch(r"rad (.+)", place):
        yield sentence("rad %(line)s", line=found[1])
    if found := re.fullmatch(r"stycke (\d+)", place):
        yield sentence("stycke %(paragraph)s", paragraph=found[1])
    if found := re.fullmatch(r"sida (\d+), rad (\d+)", place):
        yield sentence("sida %(page)s, rad %(line)s", page=found[1], line=found[2])
    if found := re.fullmatch(r"tabell (\d+), rad (\d+)", place):
        yield sentence("tabell %(table)s, rad %(row)s", table=found[1], row=found[2])
    if found := re.fullmatch(r"(.+), rad (\d+)", place):
        yield sentence("%(sheet)s, rad %(row)s", sheet=found[1], row=found[2])
