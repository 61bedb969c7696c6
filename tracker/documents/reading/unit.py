"""The unit that a document says it is written in, and the one that most of its amounts have."""

import re
from collections import Counter
from collections.abc import Iterable

from tracker.documents.reading.outline import Block
from tracker.documents.reading.stream import Piece
from tracker.domain.amount import Amount
from tracker.domain.money import Unit

_RULES: tuple[tuple[str, Unit], ...] = (
    (r"mnkr|mkr|msek|miljon(?:er)?(?: kronor| kr| sek)?|milj\.? ?(?:kronor|kr)", Unit.MNKR),
    (r"tkr|kkr|ksek|tusen(?:tals?)?(?: kronor| kr)|1 ?000(?:[- ]?tals?)? (?:kronor|kr)", Unit.TKR),
    (r"kr|kronor|sek", Unit.KR),
)
"""The longer wording first: "miljoner kronor" is no "kronor"."""
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{unit}>{rule})' for rule, unit in _RULES)})(?!\w)", re.IGNORECASE)
_STATED = re.compile(
    rf"\b(?:belopp(?:en)?|siffror(?:na)?|summor(?:na)?)(?: \w+){{0,2}} i (?:{_NAMED.pattern})", re.IGNORECASE
)


def unit_in(label: str) -> Unit | None:
    """The unit in a row's label or a column's head; None where it names none, or two.

    >>> unit_in("Prognos besparing (tkr)"), unit_in("Belopp i miljoner kronor"), unit_in("Belopp (1000-tal kr)")
    (<Unit.TKR: 'tkr'>, <Unit.MNKR: 'mnkr'>, <Unit.TKR: 'tkr'>)
    """
    units = {_unit(found) for found in _NAMED.finditer(label)}
    return units.pop() if len(units) == 1 else None


def stated_unit(preamble: Iterable[Piece]) -> Unit | None:
    """The unit of figures written without one, where the document says so: "Belopp i tkr". None where it says two."""
    units = {_unit(found) for piece in preamble if isinstance(piece, Block) for found in _STATED.finditer(piece.text)}
    return units.pop() if len(units) == 1 else None


def usual_unit(amounts: Iterable[Amount]) -> Unit:
    """The unit of most known amounts; millions where there are none."""
    counted = Counter(each.unit for each in amounts if each.known)
    return counted.most_common(1)[0][0] if counted else Unit.MNKR


def _unit(found: re.Match[str]) -> Unit:
    return next(unit for unit in Unit if found[unit.value])
