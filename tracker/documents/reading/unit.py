"""The unit that a document says it is written in, and the one that most of its amounts have."""

import re
from collections import Counter
from collections.abc import Iterable

from tracker.documents.reading.outline import Block
from tracker.documents.reading.stream import Piece
from tracker.domain.amount import Amount
from tracker.domain.money import Unit

_WORDS = {"mnkr": Unit.MNKR, "mkr": Unit.MNKR, "tkr": Unit.TKR, "kkr": Unit.TKR, "kr": Unit.KR, "kronor": Unit.KR}
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_STATED = re.compile(rf"\bbelopp(?:en)?(?: \w+)? i ({'|'.join(_WORDS)})\b", re.IGNORECASE)


def unit_in(label: str) -> Unit | None:
    """The unit in a row's label: "Prognos besparing (tkr)"."""
    found = _NAMED.search(label)
    return _WORDS[found[0].lower()] if found else None


def stated_unit(preamble: Iterable[Piece]) -> Unit | None:
    """The unit of figures written without one, where the document says so: "Belopp i tkr"."""
    for piece in preamble:
        if isinstance(piece, Block) and (found := _STATED.search(piece.text)):
            return _WORDS[found[1].lower()]
    return None


def usual_unit(amounts: Iterable[Amount]) -> Unit:
    """The unit of most known amounts; millions where there are none."""
    counted = Counter(each.unit for each in amounts if each.known)
    return counted.most_common(1)[0][0] if counted else Unit.MNKR
