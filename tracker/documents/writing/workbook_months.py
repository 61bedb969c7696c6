"""The sheet of months: how effects fall over the plan's year, by formulas, beside what the plan states (DESIGN 3.6)."""

from dataclasses import dataclass
from datetime import date

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.documents.writing.workbook_counting import Filled
from tracker.documents.writing.workbook_measures import MeasureSheet
from tracker.domain.course import Course, Phasing, course
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.phasing import MONTHS, Ramp, Spread

IN_YEAR, FULL_YEAR = "Året (kr)", "Ett helt år (kr)"
STATED, STATED_FULL = "Planen anger för året (kr)", "Planen anger för ett helt år (kr)"
DIFFERENCE_FULL = "Skillnad för ett helt år (kr)"


def months_sheet(book: PlanBook, measures: MeasureSheet) -> Filled:
    """One row for each effect that is spread or built up; empty where none is. What is not used has no columns."""
    draft = book.draft
    found = [(row, each, *phased) for row, _, each in numbered_rows(draft) for phased in each.phasings]
    shapes = [shape for *_, shape in found]
    ramps, spreads = any(isinstance(each, Ramp) for each in shapes), any(isinstance(each, Spread) for each in shapes)
    head = (
        *(form.ROW, form.NUMBER, form.title(draft.kind), form.KIND, form.SHAPE),
        *((form.MORE, form.FIRST_MONTH, form.CAP, form.EACH_MONTH) if ramps else ()),
        *(form.SHARES if spreads else ()),
        *form.IN_MONTH,
        *(IN_YEAR, STATED, form.DIFFERENCE),
        *((FULL_YEAR, STATED_FULL, DIFFERENCE_FULL) if ramps else ()),
    )
    sheet = Filled(form.MONTHS, head, [])
    for line, (row, measure, effect, shape) in enumerate(found, 2):
        sheet.rows.append(_Row(sheet, line, measures, draft, row, measure, effect, shape).cells())
    return sheet


@dataclass(frozen=True, slots=True)
class _Row:
    """One effect over the months. line: its number in the sheet; row: the measure's."""

    sheet: Filled
    line: int
    measures: MeasureSheet
    draft: PlanDraft
    row: int
    measure: MeasureDraft
    effect: EffectKind
    shape: Ramp | Spread

    @property
    def course(self) -> Course | None:
        amounts = {(each.kind, each.period): each.amount for each in self.measure.effects}
        year, day = self.draft.year, date(self.draft.year, 1, 1)
        return course(
            Phasing(self.row, self.effect, year, self.shape, day),
            stated=amounts.get((self.effect, Period(year))),
            full_year=amounts.get((self.effect, Period(year, full_year=True))),
            outcome=None,
            as_of=day,
        )

    def cells(self) -> tuple[Cell, ...]:
        said: dict[str, Cell] = {
            form.ROW: Bare(self.row),
            form.NUMBER: self.measure.number,
            form.title(self.draft.kind): self.measure.title,
            form.KIND: form.effect_word(self.effect, self.draft.kind),
        }
        shape = self.shape
        if isinstance(shape, Ramp):
            said |= {form.SHAPE: form.RAMP, form.MORE: Bare(shape.more_each_month), form.CAP: Bare(shape.cap)}
            said |= {form.FIRST_MONTH: Bare(shape.first_month), form.EACH_MONTH: shape.kr_each_month}
        else:
            said |= {form.SHAPE: form.SPREAD}
            said |= {name: Bare(share) for name, share in zip(form.SHARES, shape.shares, strict=True)}
        return tuple((said | self._computed()).get(name) for name in self.sheet.head)

    def _computed(self) -> dict[str, Cell]:
        found = self.course
        if found is None:
            return {}
        first, last = (self._at(form.IN_MONTH[month]) for month in (0, -1))
        cells: dict[str, Cell] = {
            name: Formula(self._month(month), kr)
            for month, (name, kr) in enumerate(zip(form.IN_MONTH, found.months, strict=True), 1)
        }
        cells[IN_YEAR] = Formula(f"SUM({first}:{last})", found.in_year_kr)
        if found.stated_kr is not None and found.difference_kr is not None:
            cells[STATED] = Formula(self._stated(full_year=False), found.stated_kr)
            text = f"{self._at(STATED)}-{self._at(IN_YEAR)}"
            cells[form.DIFFERENCE] = Formula(text, found.difference_kr)
        if isinstance(self.shape, Ramp) and found.full_year_kr is not None:
            text = f"{self._at(form.CAP)}*{self._at(form.EACH_MONTH)}*{MONTHS}"
            cells[FULL_YEAR] = Formula(text, found.full_year_kr)
            if found.stated_full_year_kr is not None and found.full_year_difference_kr is not None:
                cells[STATED_FULL] = Formula(self._stated(full_year=True), found.stated_full_year_kr)
                text = f"{self._at(STATED_FULL)}-{self._at(FULL_YEAR)}"
                cells[DIFFERENCE_FULL] = Formula(text, found.full_year_difference_kr)
        return cells

    def _month(self, month: int) -> str:
        """As domain/phasing.py computes it; what is left over of a spread goes to the largest remainders."""
        if isinstance(self.shape, Ramp):
            grown = f"{self._at(form.MORE)}*MAX(0,{month}-{self._at(form.FIRST_MONTH)}+1)"
            return f"MIN({self._at(form.CAP)},{grown})*{self._at(form.EACH_MONTH)}"
        kr, shares = self._at(STATED), [self._at(name) for name in form.SHARES]
        every, own = f"{shares[0]}:{shares[-1]}", shares[month - 1]
        rest = f"MOD(ABS({kr})*{own},SUM({every}))"
        rests = f"MOD(ABS({kr})*{every},SUM({every}))"
        before = f"+SUMPRODUCT(--(MOD(ABS({kr})*{shares[0]}:{shares[month - 2]},SUM({every}))={rest}))" * (month > 1)
        larger = f"SUMPRODUCT(--({rests}>{rest})){before}"
        left = f"SUMPRODUCT({rests})/SUM({every})"
        return f"SIGN({kr})*(INT(ABS({kr})*{own}/SUM({every}))+IF({larger}<{left},1,0))"

    def _stated(self, *, full_year: bool) -> str:
        of = form.effect_name(self.effect, Period(self.draft.year, full_year=full_year), self.draft.kind)
        return self.measures.filled.at(form.amount_columns(of)[0], self.row + 1)

    def _at(self, column: str) -> str:
        return f"{self.sheet.letter(column)}{self.line}"
