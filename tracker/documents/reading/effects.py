"""The effects that a measure's rows state."""

from collections.abc import Iterable

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.labels import effect_kind
from tracker.documents.reading.row_amount import row_amount, row_period
from tracker.documents.reading.rows import Row, RowKind
from tracker.domain.draft import EffectDraft
from tracker.domain.money import Unit
from tracker.domain.words import sentence


def effects_of(
    number: str, rows: Iterable[Row], *, year: int, stated: Unit | None, findings: Findings
) -> tuple[EffectDraft, ...]:
    """One effect for each row with an amount. Two of the same kind and period are an error: which one counts?

    year: the plan's; stated: the unit of figures without one.
    """
    effects: list[EffectDraft] = []
    for row in rows:
        kind = effect_kind(row.label)
        if row.kind is not RowKind.EFFECT or kind is None:
            continue
        period = row_period(row, year, findings)
        earlier = next((each for each in effects if (each.kind, each.period) == (kind, period)), None)
        if earlier is not None:
            findings.error(
                row.line,
                sentence(
                    "Åtgärd %(number)s har ett likadant belopp redan på %(where)s. Låt ett stå kvar, eller gör "
                    "delarna till egna åtgärder.",
                    number=number,
                    where=findings.in_words(earlier.line),
                ),
            )
            continue
        amount = row_amount(row, stated, findings)
        if amount is not None:
            effects.append(EffectDraft(kind, period, amount, row.label, row.line))
    return tuple(effects)
