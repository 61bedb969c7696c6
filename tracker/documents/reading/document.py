"""Reading any document with a plan: the program's own workbook cell by cell, every other by its wording."""

from collections.abc import Mapping

from tracker.documents.reading import plan
from tracker.documents.reading.own_sheets import is_own_workbook
from tracker.documents.reading.own_workbook import read_own_workbook
from tracker.domain.draft import Reading


def read_plan(data: bytes, filename: str, answers: Mapping[str, str] | None = None) -> Reading:
    """As plan.read_plan. The program's own workbook leaves nothing to ask: it says exactly what it means.

    Raises UnreadableDocument.
    """
    if is_own_workbook(data):
        return Reading(read_own_workbook(data), confidence=100)
    return plan.read_plan(data, filename, answers)
