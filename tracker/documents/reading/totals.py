"""Sums that the document states in rows of their own, kept beside the computed one (DESIGN 3.5)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.row_amount import row_amount
from tracker.documents.reading.rows import Row, RowKind
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import MeasureDraft, PresuppositionDraft, StatedTotalDraft
from tracker.domain.effect import EffectKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.words import sentence


def totals_of(
    rows: Iterable[Row], *, year: int, stated: Unit | None, findings: Findings
) -> tuple[StatedTotalDraft, ...]:
    """One stated total for each row with an amount, with the report rows under it."""
    groups: list[tuple[Row | None, list[Row]]] = []
    for row in rows:
        if row.kind is not RowKind.REPORT:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
        else:
            groups.append((None, [row]))
    totals = []
    for total, reports in groups:
        dates = report_dates_of(reports, year, findings)
        if total is None:
            findings.error(
                reports[0].line,
                sentence("Återrapporten hör inte till någon åtgärd eller summa. Flytta eller ta bort raden."),
            )
            continue
        amount = row_amount(total, stated, findings)
        if amount is not None:
            totals.append(StatedTotalDraft(total.label, amount, dates, total.line))
    return tuple(totals)


def check_totals(
    totals: Iterable[StatedTotalDraft],
    measures: Sequence[MeasureDraft],
    presuppositions: Iterable[PresuppositionDraft],
    year: int,
    findings: Findings,
) -> None:
    """Warn of each stated total that is not the sum of the measures outside of the presuppositions (DESIGN 3.3)."""
    presupposed = {each.measure_number for each in presuppositions if each.measure_number is not None}
    computed = computed_total(measures, presupposed, year)
    for total in totals:
        amount = total.amount
        if amount.known and (amount.low_kr, amount.high_kr) != (computed.low_kr, computed.high_kr):
            fewest = max(amount.unit.exact_decimals(computed.low_kr), amount.unit.exact_decimals(computed.high_kr))
            written = computed.in_unit(amount.unit, max(amount.decimals, fewest))
            findings.warning(
                total.line,
                sentence(
                    "Dokumentet anger summan %(amount)s, men posterna ger %(written)s. Båda sparas; kontrollera "
                    "vilken som gäller.",
                    amount=amount,
                    written=written,
                ),
            )


def scoped(
    totals: Iterable[StatedTotalDraft], measures: Sequence[MeasureDraft], presupposed: Collection[str], year: int
) -> tuple[StatedTotalDraft, ...]:
    """The sums of tables; one of everything is a total of the plan, which leaves out what is presupposed.

    But where it is the sum of everything with what is presupposed, that is what it is of. So is a sum of measures that
    the text calls by other numbers.
    """
    own = {each.number for each in measures}
    every = own | {part.number for each in measures for part in each.sub_measures}
    found = []
    for total in totals:
        of = set(total.numbers)
        whole = of in (own, own - set(presupposed)) or not of <= every
        if whole and of == own and presupposed:
            computed = computed_total(measures, (), year)
            whole = (total.amount.low_kr, total.amount.high_kr) != (computed.low_kr, computed.high_kr)
        found.append(replace(total, numbers=()) if whole else total)
    return tuple(found)


def computed_total(measures: Iterable[MeasureDraft], presupposed: Collection[str], year: int) -> Total:
    """The sum of the measures and their parts in this year. presupposed: the numbers of those that cover nothing.

    Cancelled and replaced ones count nothing (DESIGN 3.4).
    """
    counted = [each for each in measures if each.number not in presupposed and each.status.counts]
    own = Total.of(_worth(each, year) for each in counted)
    return sum((computed_total(each.sub_measures, presupposed, year) for each in counted), own)


def _worth(measure: MeasureDraft, year: int) -> Amount | None:
    """What the measure adds in the plan's own year: its forecast, else what was decided."""
    own = {each.kind: each.amount for each in measure.effects if each.period == Period(year)}
    return own.get(EffectKind.FORECAST, own.get(EffectKind.DECIDED))
