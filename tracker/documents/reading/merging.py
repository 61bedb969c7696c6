"""Measures that a document has both in its text and in a table, put together."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.domain.draft import MeasureDraft
from tracker.domain.words import sentence


def merged(
    in_text: Sequence[MeasureDraft], in_tables: Sequence[MeasureDraft], findings: Findings
) -> list[MeasureDraft]:
    """Those of the text, each with what a table says besides, then those that only tables have.

    One is the same where both number and name agree, or the name alone. An amount that differs is an error, and so is a
    number that two different ones have.
    """
    measures = list(in_text)
    for row in in_tables:
        position = next((n for n, each in enumerate(measures) if _same(each, row)), None)
        if position is None or position >= len(in_text):
            if in_text and any(each.number == row.number for each in in_text):
                findings.error(
                    row.line,
                    sentence(
                        "Åtgärd %(number)s har olika namn i texten och i tabellen. Ge den samma namn, eller ett "
                        "nummer till var och en.",
                        number=row.number,
                    ),
                )
                continue
            measures.append(row)
        else:
            measures[position] = _joined(measures[position], row, findings)
    return measures


def _same(text: MeasureDraft, row: MeasureDraft) -> bool:
    titles = text.title.casefold(), row.title.casefold()
    alike = titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])
    return titles[0] == titles[1] or (alike and text.number == row.number)


def _joined(text: MeasureDraft, row: MeasureDraft, findings: Findings) -> MeasureDraft:
    effects = list(text.effects)
    for effect in row.effects:
        own = next((each for each in text.effects if (each.kind, each.period) == (effect.kind, effect.period)), None)
        if own is None:
            effects.append(effect)
        elif not own.amount.same_value_as(effect.amount):
            findings.error(
                effect.line,
                sentence(
                    "Åtgärd %(number)s har %(amount)s på %(where)s men %(other)s här. Låt bara ett belopp stå kvar.",
                    number=text.number,
                    amount=own.amount,
                    where=findings.in_words(own.line),
                    other=effect.amount,
                ),
            )
    return replace(
        text,
        effects=tuple(effects),
        report_dates=text.report_dates or row.report_dates,
        sub_measures=text.sub_measures or row.sub_measures,
        owner=text.owner or row.owner,
        owner_email=text.owner_email or row.owner_email,
        unit=text.unit or row.unit,
        status=text.status if text.status_words else row.status,
        status_words=text.status_words or row.status_words,
    )
