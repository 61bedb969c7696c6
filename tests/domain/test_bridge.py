"""A bridge of many steps is drawn with the smallest measures as one, and still leads from the target to the gap."""

import pytest

from tracker.domain.bridge import BridgeStep, StepKind, gathered


def bridge(count: int) -> list[BridgeStep]:
    savings = [BridgeStep(StepKind.MEASURE, f"{n}. Åtgärd", "", -n * 10, -n * 8) for n in range(1, count + 1)]
    left = BridgeStep(StepKind.GAP, "Kvar", "", 1_000, 1_000)
    failing = BridgeStep(StepKind.FAILING, "Förutsatt som uteblir", "", 5, 7)
    return [BridgeStep(StepKind.TARGET, "Underskott", "", 9_000, 9_000), *savings, failing, left]


@pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 12, 60])
@pytest.mark.parametrize("most", [4, 14])
def test_no_more_are_drawn_and_they_add_up_to_the_same(count: int, most: int) -> None:
    steps = bridge(count)
    drawn = gathered(steps, most, lambda number: f"{number} till")
    assert len(drawn) <= max(most, 4)
    assert (drawn[0], drawn[-1]) == (steps[0], steps[-1])
    for end in ("low_kr", "high_kr"):
        assert sum(getattr(each, end) for each in drawn) == sum(getattr(each, end) for each in steps)
    if len(steps) > most and count > 1:
        together = next(each for each in drawn if each.label.endswith(" till"))
        assert together.label == f"{count - (len(drawn) - 4)} till"
        assert drawn.index(together) == len(drawn) - 3
    else:
        assert list(drawn) == steps
