"""Where each thing of a draft stands in its source, in words."""

from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.domain.draft import MeasureDraft, PlanDraft


def placed(draft: PlanDraft, findings: Findings) -> PlanDraft:
    """The draft with a place for everything that has a line; what is known to the cell keeps it."""

    def measure(each: MeasureDraft) -> MeasureDraft:
        return replace(
            each,
            place=each.place or findings.where(each.line),
            effects=tuple(
                replace(effect, place=effect.place or findings.where(effect.line)) for effect in each.effects
            ),
            sub_measures=tuple(measure(part) for part in each.sub_measures),
        )

    return replace(
        draft,
        targets=tuple(replace(each, place=each.place or findings.where(each.line)) for each in draft.targets),
        presuppositions=tuple(
            replace(each, place=each.place or findings.where(each.line)) for each in draft.presuppositions
        ),
        measures=tuple(measure(each) for each in draft.measures),
        stated_totals=tuple(
            replace(each, place=each.place or findings.where(each.line)) for each in draft.stated_totals
        ),
    )
