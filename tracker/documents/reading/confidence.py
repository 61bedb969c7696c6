"""How much of a document was understood, as one figure for a person to see before she looks closer."""

import re
from collections.abc import Sequence

from tracker.documents.reading.outline import BlockKind, Outline
from tracker.documents.reading.rows import row_of
from tracker.domain.draft import Finding, PlanDraft, Severity

_COST = {Severity.ERROR: 8, Severity.QUESTION: 4, Severity.WARNING: 2}
_MOST_FOR_WARNINGS = 20
_FACTS = 4
_CONTENTS = re.compile(r"\.{4,}$")
"""Ends a line of a table of contents, which states nothing."""


def confidence_of(draft: PlanDraft, outline: Outline, findings: Sequence[Finding], read_rows: set[int]) -> int:
    """0 to 100. 0 where no measure was found: the document is no plan, or none that can be read.

    Else the share of the document's structural lines that were understood, in per cent, less 8 for each error, 4 for
    each question and 2 for each warning (at most 20 for warnings). Structural are the rows of tables, the rows of text
    that state an amount or a report, and the four facts that a plan has: title, committee, year and target (for the
    kinds whose target is none of their rows'). A row
    is understood where it was read (read_rows, those of the tables; all of the text's) and no error stands on it.
    """
    if not draft.measures:
        return 0
    failed = {each.line for each in findings if each.severity is Severity.ERROR and each.line}
    rows_of_text, rows_of_tables = set(), set()
    for block in outline.blocks:
        for line in block.lines:
            if row_of(line) is not None:
                rows_of_text.add(line.number)
            elif block.kind is BlockKind.TABLE and len(line.cells) > 1 and not _CONTENTS.search(line.cells[0]):
                rows_of_tables.add(line.number)
    structural = rows_of_text | rows_of_tables | read_rows
    understood = (rows_of_text | read_rows) - failed
    expected = draft.kind.rules.in_money and draft.kind.rules.target_from is None
    facts = sum(map(bool, (draft.title, draft.committee, draft.year, draft.targets or not expected)))
    share = 100 * (len(understood & structural) + facts) // (len(structural) + _FACTS)
    cost = {
        severity: each * sum(finding.severity is severity for finding in findings) for severity, each in _COST.items()
    }
    cost[Severity.WARNING] = min(cost[Severity.WARNING], _MOST_FOR_WARNINGS)
    return max(0, share - sum(cost.values()))
