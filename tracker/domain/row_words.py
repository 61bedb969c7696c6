"""What a row of a plan is called: by its form, and a plain measure by the plan's kind (DESIGN 2)."""

from dataclasses import dataclass

from tracker.domain.form import Form
from tracker.domain.kind import PlanKind


@dataclass(frozen=True, slots=True)
class RowWords:
    """one and the in lower case; add: what the button says that adds one."""

    one: str
    the: str
    add: str


def row_words(kind: PlanKind, form: Form) -> RowWords:
    """In Swedish, to be translated.

    >>> row_words(PlanKind.ACTION_PLAN, Form.MEASURE).the, row_words(PlanKind.ACTION_PLAN, Form.GOAL).add
    ('åtgärden', 'Lägg till ett mål')
    """
    if form is Form.MEASURE:
        return RowWords(kind.words.measure, kind.words.the_measure, kind.words.new_measure)
    return RowWords(form.swedish, form.the, form.add)
