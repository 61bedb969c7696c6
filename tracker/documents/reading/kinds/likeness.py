"""Whether two wordings are of the same thing: "Förstärkt ram försörjningsstöd" and "posten för försörjningsstöd"."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = {
    "och", "för", "till", "med", "från", "samt", "som", "att", "den", "det", "ett", "inom", "avser", "ska", "detta",
    "dessa", "posten", "post", "poster", "stärkt", "stärkta", "förstärkt", "förstärkta", "utökad", "utökade", "utökat",
    "ökad", "ökade", "ökat", "övrig", "övriga", "under", "per", "kommer", "vid", "mot", "eller", "nya", "ram", "ramen",
    "budget", "totalt", "cirka", "kronor", "miljoner", "miljon",
}  # fmt: skip
_SHORTEST = 5
_ALIKE = 0.75


def words_of(text: str) -> set[str]:
    """The words that tell one thing from another, in lower case."""
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in _EMPTY}


def shared(one: str, other: str) -> int:
    """How many words of one are, but for their endings, in the other.

    >>> shared("Anställningar med stöd", "Lönebudget anställning med stöd"), shared("Lokaler", "Lokalvård")
    (2, 0)
    """
    others = words_of(other)
    return sum(any(_alike(word, each) for each in others) for word in words_of(one))


def likest(text: str, among: Sequence[str]) -> int | None:
    """The position of the one that shares most words with the text; None where none does, or two share as many."""
    counts = [shared(each, text) for each in among]
    most = max(counts, default=0)
    return counts.index(most) if most and counts.count(most) == 1 else None


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST:
        return False
    same = next((n for n, sign in enumerate(short) if long[n] != sign), len(short))
    return same >= _SHORTEST and same >= _ALIKE * len(short) and (same == len(short) or len(long) - same <= _SHORTEST)
