"""How effects fall over the months, out of the program's own workbook."""

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_sheets import Sheets
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

_Phasings = dict[int, list[tuple[EffectKind, Ramp | Spread]]]


def own_phasings(workbook: Sheets, kind: PlanKind) -> _Phasings:
    """By the measure's row. Raises UnreadableDocument for a shape that none has."""
    effects = {form.effect_word(each, kind): each for each in EffectKind}
    found: _Phasings = {}
    for row in own_rows(workbook, form.MONTHS, needed=False):
        effect = row.one_of(form.KIND, effects)
        is_ramp = row.one_of(form.SHAPE, {form.RAMP: True, form.SPREAD: False})
        try:
            shape = _ramp(row) if is_ramp else Spread(tuple(row.whole(each) for each in form.SHARES))
        except ValueError as error:
            raise UnreadableDocument(
                sentence(
                    "Arket %(sheet)s, rad %(line)s: en månad är 1 till 12, andelarna är noll eller mer och inte alla "
                    "noll. Rätta raden och läs in arbetsboken igen.",
                    sheet=form.MONTHS,
                    line=row.line,
                )
            ) from error
        found.setdefault(row.whole(form.ROW), []).append((effect, shape))
    return found


def _ramp(row: OwnRow) -> Ramp:
    return Ramp(
        more_each_month=row.whole(form.MORE),
        first_month=row.whole(form.FIRST_MONTH),
        cap=row.whole(form.CAP),
        kr_each_month=row.whole(form.EACH_MONTH),
    )
