"""The measures of the program's own workbook, with the amounts that their sheet says.

How each amount was written, and the words of the document, stand in the sheet of effects.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_indicators import own_indicators
from tracker.documents.reading.own_phasings import own_phasings
from tracker.documents.reading.own_sheets import Sheets
from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft, MeasureDraft
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.kind import PlanKind
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

_Worth = tuple[EffectKind, Period]


def own_measures(workbook: Sheets, kind: PlanKind) -> tuple[MeasureDraft, ...]:
    """All of them, each below what it is part of, to any depth. Raises UnreadableDocument."""
    rows = [row for row in own_rows(workbook, form.measures_sheet(kind)) if row.has(form.ROW)]
    parents = _parents(rows, form.measures_sheet(kind))
    effects, dates = _written(workbook, kind), _dates(workbook)
    numbers = {row.text(form.NUMBER) for row in rows} - {""}
    indicators, phasings = own_indicators(workbook), own_phasings(workbook, kind)

    def under(parent: int | None) -> tuple[MeasureDraft, ...]:
        return tuple(
            replace(
                _measure(row, kind, effects.get(own, {}), numbers),
                report_dates=tuple(sorted(set(dates.get(own, ())))),
                sub_measures=under(own),
                indicator=indicators.get(own),
                phasings=tuple(phasings.get(own, ())),
            )
            for row in rows
            if parents[own := row.whole(form.ROW)] == parent
        )

    return under(None)


def _parents(rows: list[OwnRow], sheet: str) -> dict[int, int | None]:
    """The row that each is part of, which stands above it."""
    parents = {row.whole(form.ROW): row.whole(form.PART_OF) if row.has(form.PART_OF) else None for row in rows}
    known = set(parents)
    if len(known) < len(rows) or any(parent is not None and parent >= own for own, parent in parents.items()):
        raise UnreadableDocument(
            sentence(
                "Arket %(measures)s: kolumnen %(row)s ska ha varje nummer en gång, i ordning.",
                measures=sheet,
                row=form.ROW,
            )
        )
    if any(parent is not None and parent not in known for parent in parents.values()):
        raise UnreadableDocument(
            sentence(
                "Arket %(measures)s: kolumnen %(part_of)s pekar på en rad som inte finns.",
                measures=sheet,
                part_of=form.PART_OF,
            )
        )
    return parents


def _measure(row: OwnRow, kind: PlanKind, written: dict[_Worth, EffectDraft], numbers: Collection[str]) -> MeasureDraft:
    """A workbook of before there were other kinds of plans lacks the column of forms. numbers: that measures have."""
    kept = form.ROW_FORM in row.columns
    forms = {word: each for each, word in form.form_words(kind).items()}
    return MeasureDraft(
        number=row.text(form.NUMBER),
        title=row.text(form.title(kind)),
        description=row.text(form.DESCRIPTION),
        effects=tuple(_effects(row, kind, written)),
        owner_email=row.text(form.EMAIL) or None,
        unit=row.text(form.UNIT_OF_WORK),
        status=row.one_of(form.STATUS, {each.swedish: each for each in Status}),
        line=row.line,
        form=row.one_of(form.ROW_FORM, forms) if kept else Form.MEASURE,
        falls_to=(row.among(form.FALLS_TO, numbers) or None) if kept else None,
    )


def _effects(row: OwnRow, kind: PlanKind, written: dict[_Worth, EffectDraft]) -> Iterator[EffectDraft]:
    """First those that were written out, in their order; then what has been added in an empty cell."""
    offered = _offered(row, kind)
    for worth in [*(each for each in written if each in offered), *(each for each in offered if each not in written)]:
        of = form.effect_name(*worth, kind)
        if not row.has_amount(of):
            continue
        before = written.get(worth)
        amount = row.amount(of, like=before.amount if before else Amount.exact(0))
        yield EffectDraft(*worth, amount, before.label if before else of, row.line)


def _offered(row: OwnRow, kind: PlanKind) -> list[_Worth]:
    """The kinds and periods that the sheet has columns for."""
    years = {int(word[-4:]) for word in (each.partition(",")[0] for each in row.columns) if word[-4:].isdigit()}
    periods = [Period(year, full_year) for full_year in (False, True) for year in sorted(years)]
    return [
        (effect, period)
        for period in periods
        for effect in EffectKind
        if form.amount_columns(form.effect_name(effect, period, kind))[0] in row.columns
    ]


def _written(workbook: Sheets, kind: PlanKind) -> dict[int, dict[_Worth, EffectDraft]]:
    """How the newest effect of each measure, kind and period was written."""
    found: dict[int, dict[_Worth, EffectDraft]] = {}
    for row in own_rows(workbook, form.EFFECTS, needed=False):
        effect = row.one_of(form.KIND, effects_by_word(kind))
        period = Period(row.whole(form.YEAR), row.text(form.FULL_YEAR) == form.YES)
        draft = EffectDraft(effect, period, row.amount(), row.text(form.LABEL), row.line)
        found.setdefault(row.whole(form.ROW), {})[effect, period] = draft
    return found


def effects_by_word(kind: PlanKind) -> dict[str, EffectKind]:
    """What each effect is called in a plan of the kind."""
    return {form.effect_word(each, kind): each for each in EffectKind}


def _dates(workbook: Sheets) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for row in own_rows(workbook, form.REPORTS, needed=False):
        found.setdefault(row.whole(form.ROW), []).append(row.day(form.HELD_ON))
    return found
