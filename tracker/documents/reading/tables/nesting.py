"""Measures and their parts by their numbers: 2a and 2.1 are parts of 2, where the table has a 2."""

import re
from collections.abc import Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.tables.items import Item
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import EffectDraft, MeasureDraft
from tracker.domain.words import sentence

_PART = re.compile(r"(?P<whole>\w*?\d+)(?:\.\d+|[a-zåäö])", re.IGNORECASE)


def nested(items: Sequence[Item], findings: Findings) -> list[MeasureDraft]:
    """The measures with their parts. A table without numbers gets them in its order; one twice is an error."""
    own = {item.row.number for item in items if item.row.number}
    if items and not own:
        findings.warning(
            items[0].row.line.number,
            sentence("Åtgärderna har inga nummer i dokumentet och numrerades i tabellens ordning."),
        )
    numbers = numbers_of(items)
    parts: dict[str, list[MeasureDraft]] = {}
    for item, number in zip(items, numbers, strict=True):
        whole = whole_of(number, own)
        if whole:
            parts.setdefault(whole, []).append(item.draft(number))
    measures: list[MeasureDraft] = []
    seen: set[str] = set()
    for item, number in zip(items, numbers, strict=True):
        if number in seen:
            findings.error(
                item.row.line.number,
                sentence("Åtgärd %(number)s finns flera gånger. Ge varje åtgärd ett eget nummer.", number=number),
            )
        seen.add(number)
        if not whole_of(number, own):
            _check_parts(item, number, parts.get(number, []), findings)
            measures.append(item.draft(number, parts.get(number, [])))
    return measures


def numbers_of(items: Sequence[Item]) -> list[str]:
    """The number of each, its own where it has one."""
    own = {item.row.number for item in items if item.row.number}
    numbers: list[str] = []
    free = 1
    for item in items:
        number = item.row.number
        if not number:
            while str(free) in own or str(free) in numbers:
                free += 1
            number = str(free)
        numbers.append(number)
    return numbers


def whole_of(number: str, own: set[str]) -> str:
    """The number of the measure that this one is a part of, "" for one of its own."""
    found = _PART.fullmatch(number)
    return found["whole"] if found and found["whole"] in own else ""


def _check_parts(item: Item, number: str, parts: Sequence[MeasureDraft], findings: Findings) -> None:
    """An amount of the whole beside amounts of its parts: their sum is not counted again, another one is an error."""
    for index, effect in list(item.effects.items()):
        amounts = [
            each.amount
            for part in parts
            for each in part.effects
            if (each.kind, each.period) == (effect.kind, effect.period)
        ]
        if not amounts:
            continue
        del item.effects[index]
        if not _is_sum(effect, amounts):
            with findings.at(effect.place):
                findings.error(
                    effect.line,
                    sentence(
                        "Beloppet %(amount)s för åtgärd %(number)s är inte summan av dess delar. Låt beloppet stå "
                        "antingen på åtgärden eller på delarna.",
                        amount=effect.amount,
                        number=number,
                    ),
                )


def _is_sum(effect: EffectDraft, amounts: Sequence[Amount]) -> bool:
    total = Total.of(amounts)
    return (effect.amount.low_kr, effect.amount.high_kr) == (total.low_kr, total.high_kr)
