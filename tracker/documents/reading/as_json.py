"""A reading as plain data for other programs. Amounts are whole kronor; nothing is a float."""

from typing import Any

from tracker.documents.reading.details_as_json import indicator_as_json, phasing_as_json
from tracker.documents.reading.totals import computed_total
from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft, Finding, MeasureDraft, Reading
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.stated_table import StatedTable


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """Everything that was read, with its line and place, and every finding.

    forecast and full_year of a measure are its amounts in the plan's own year and in a full year; both stand in effects
    too, with all others. presupposed: whether the target counts it already. status is None where the document has
    none. kind_evidence: why the plan is of its kind. warnings: every finding, questions with their alternatives.
    """
    draft = reading.draft
    presupposed = {each.measure_number for each in draft.presuppositions if each.measure_number is not None}
    computed = computed_total(draft.measures, presupposed, draft.year)
    return {
        "title": draft.title,
        "kind": draft.kind.value,
        "kind_evidence": [
            {"said": str(each.said), "line": each.line, "place": each.place} for each in reading.evidence
        ],
        "committee": draft.committee,
        "reference": draft.reference,
        "year": draft.year or None,
        "unit": draft.unit.value,
        "summary": draft.summary,
        "targets": [
            {
                "label": each.label,
                "as_of": each.as_of.isoformat(),
                "amount": amount_as_json(each.amount),
                "line": each.line,
                "place": each.place,
            }
            for each in draft.targets
        ],
        "presuppositions": [
            {
                "label": each.label,
                "measure": each.measure_number,
                "amount": amount_as_json(each.amount),
                "line": each.line,
                "place": each.place,
            }
            for each in draft.presuppositions
        ],
        "measures": [_measure(each, draft.year, presupposed) for each in draft.measures],
        "stated_totals": [
            {
                "label": each.label,
                "amount": amount_as_json(each.amount),
                "kind": each.kind.value if each.kind else None,
                "year": (each.period.year if each.period else draft.year) or None,
                "full_year": each.period is not None and each.period.full_year,
                "measures": list(each.numbers) or None,
                "report_dates": [day.isoformat() for day in each.report_dates],
                "line": each.line,
                "place": each.place,
            }
            for each in draft.stated_totals
        ],
        "stated_tables": [_table(each) for each in draft.stated_tables],
        "computed_total": {
            "low_kr": computed.low_kr,
            "high_kr": computed.high_kr,
            "unknown": computed.unknown,
            "provisional": computed.provisional,
        },
        "warnings": [finding_as_json(each) for each in reading.findings],
        "confidence": reading.confidence,
    }


def amount_as_json(amount: Amount | None) -> dict[str, Any] | None:
    """None for no amount; low_kr and high_kr are None for one that is not yet known."""
    if amount is None:
        return None
    return {
        "low_kr": amount.low_kr,
        "high_kr": amount.high_kr,
        "provisional": amount.provisional,
        "unit": amount.unit.value,
        "decimals": amount.decimals,
        "words": amount.words,
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """With the question, where it is one."""
    question = finding.question
    return {
        "severity": finding.severity.value,
        "line": finding.line,
        "place": finding.place,
        "message": finding.message,
        "question": None
        if question is None
        else {
            "key": question.key,
            "touches_money": question.touches_money,
            "alternatives": [{"value": each.value, "label": each.label} for each in question.alternatives],
        },
    }


def _table(table: StatedTable) -> dict[str, Any]:
    """Its amounts by row and column; sum_of: the rows that a row claims to be the sum of, counted from 0."""
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [
            {
                "label": row.label,
                "amounts": [amount_as_json(each) for each in row.cells],
                "sum_of": [{"row": each.row, "sign": each.sign} for each in row.addends] or None,
            }
            for row in table.rows
        ],
    }


def _measure(measure: MeasureDraft, year: int, presupposed: set[str]) -> dict[str, Any]:
    return {
        "number": measure.number,
        "title": measure.title,
        "description": measure.description,
        "owner": measure.owner or None,
        "owner_email": measure.owner_email,
        "unit": measure.unit or None,
        "status": measure.status.value if measure.status_words else None,
        "forecast": amount_as_json(_worth(measure, Period(year), EffectKind.FORECAST)),
        "decided": amount_as_json(_worth(measure, Period(year), EffectKind.DECIDED)),
        "full_year": amount_as_json(_full_year(measure)),
        "effects": [_effect(each) for each in measure.effects],
        "presupposed": measure.number in presupposed,
        "form": measure.form.value,
        "falls_to": measure.falls_to,
        "phasings": [phasing_as_json(kind, shape) for kind, shape in measure.phasings],
        "indicator": None if measure.indicator is None else indicator_as_json(measure.indicator),
        "report_dates": [day.isoformat() for day in measure.report_dates],
        "sub_measures": [_measure(each, year, presupposed) for each in measure.sub_measures],
        "line": measure.line,
        "place": measure.place,
    }


def _effect(effect: EffectDraft) -> dict[str, Any]:
    return {
        "kind": effect.kind.value,
        "year": effect.period.year or None,
        "full_year": effect.period.full_year,
        "label": effect.label,
        "amount": amount_as_json(effect.amount),
        "line": effect.line,
        "place": effect.place,
    }


def _worth(measure: MeasureDraft, period: Period, kind: EffectKind) -> Amount | None:
    return next((each.amount for each in measure.effects if (each.kind, each.period) == (kind, period)), None)


def _full_year(measure: MeasureDraft) -> Amount | None:
    """The forecast of a full year, else what was decided for one; of several years the first."""
    full = sorted(
        (each for each in measure.effects if each.period.full_year),
        key=lambda each: (each.kind is not EffectKind.FORECAST, each.period),
    )
    return full[0].amount if full else None
