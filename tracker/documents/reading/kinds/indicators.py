"""Indicators as drafts: unit, direction, and values by year; what is not said is asked, what is no value is told."""

from collections.abc import Mapping, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.follow_ups import occasions_in
from tracker.documents.reading.kinds.indicator_tables import IndicatorRow
from tracker.documents.reading.kinds.indicator_words import bare, better_of, measured_in
from tracker.documents.reading.tables.cells import NOTHING
from tracker.domain.draft import Alternative, IndicatorDraft, MeasureDraft
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Occasion, Said, Value
from tracker.domain.words import Sentence, sentence
from tracker.domain.written_value import UnreadableValue, parse_value

_NEW = ("ny", "nytt", "ny indikator", "nytt mått")


def indicator_of(
    row: IndicatorRow,
    number: str,
    *,
    occasions: Sequence[Occasion],
    first_years: Mapping[str, int],
    findings: Findings,
) -> MeasureDraft:
    """One row as an indicator. occasions: of the whole plan, for where the row has none of its own."""
    said = [each for each in row.values if not NOTHING.fullmatch(each[2]) and each[2].lower() not in _NEW]
    measured = measured_in(row.title, row.unit, [text for _, _, each in said if (text := bare(each))])
    measured = measured or _asked_unit(row, findings)
    values = tuple(_values(row, said, measured, findings))
    targets = [text for what, _, text in said if what is Said.TARGET]
    better = better_of(row.title, row.direction, targets, measured)
    return MeasureDraft(
        number=number,
        title=row.title,
        owner=row.owner,
        line=row.line,
        form=Form.INDICATOR,
        indicator=IndicatorDraft(
            measured=measured,
            better=better or _asked_direction(row, values, findings),
            followed_up=occasions_in(row.followed) or tuple(occasions),
            measured_from=first_years.get(row.title),
            values=values,
        ),
    )


def _values(
    row: IndicatorRow, said: Sequence[tuple[Said, int, str]], measured: Measured, findings: Findings
) -> list[tuple[Said, int, Value]]:
    values = []
    for what, year, text in said:
        if not bare(text):
            continue
        try:
            values.append((what, year, parse_value(bare(text), measured)))
        except UnreadableValue as error:
            findings.warning(row.line, error.sentence)
    return values


def _asked_unit(row: IndicatorRow, findings: Findings) -> Measured:
    """What a person has said; a number until then."""
    answer = findings.ask(
        row.line,
        sentence(
            "Vad mäts ”%(title)s” i? Dokumentet säger det inte; den läses tills vidare som ett antal.", title=row.title
        ),
        key=f"unit-{row.line}",
        alternatives=tuple(Alternative(each.value, Sentence(each.swedish)) for each in Measured),
        touches_money=False,
    )
    return Measured(answer) if answer else Measured.NUMBER


def _asked_direction(row: IndicatorRow, values: Sequence[tuple[Said, int, Value]], findings: Findings) -> Better:
    """What a person has said; higher until then. It stops saving where a target is held against an outcome."""
    judged = {year for what, year, _ in values if what is Said.TARGET} & {
        year for what, year, _ in values if what is Said.OUTCOME
    }
    answer = findings.ask(
        row.line,
        sentence(
            "Är ett högre eller ett lägre värde bättre för ”%(title)s”? Dokumentet säger det inte; tills vidare högre.",
            title=row.title,
        ),
        key=f"better-{row.line}",
        alternatives=tuple(Alternative(each.value, Sentence(each.swedish)) for each in Better),
        touches_money=bool(judged),
    )
    return Better(answer) if answer else Better.HIGHER
