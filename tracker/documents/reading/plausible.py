"""Amounts that are right as they stand and still hard to believe: most likely in another unit than the head says."""

from collections.abc import Iterable

from tracker.documents.reading.findings import Findings
from tracker.domain.draft import MeasureDraft, TargetDraft
from tracker.domain.words import sentence


def check_sizes(measures: Iterable[MeasureDraft], targets: Iterable[TargetDraft], findings: Findings) -> None:
    """Warn of each amount of a measure that alone is more than the whole target."""
    largest = max((each.amount.high_kr or 0 for each in targets), default=0)
    for measure in measures:
        for effect in measure.effects:
            if largest and (effect.amount.high_kr or 0) > largest:
                with findings.at(effect.place):
                    findings.warning(
                        effect.line,
                        sentence(
                            "Beloppet %(amount)s för åtgärd %(number)s är större än hela underskottet. Kontrollera "
                            "enheten.",
                            amount=effect.amount,
                            number=measure.number,
                        ),
                    )
