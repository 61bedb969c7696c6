"""The real documents that stand beside the checkout, imported into a database of their own."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Tracker

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def imported(capsys: pytest.CaptureFixture[str], database: Path, number: str) -> dict[str, Any]:
    """What the import says, and under "balance" what `balance NAME --json` says after it; the second import is none."""
    (file,) = SEEDS.glob(f"{number}_*.txt")
    tracker = Tracker(capsys, database)
    found: dict[str, Any] = tracker.done("import", file, "--json").json
    assert (found["saved"], found["known_already"]) == (True, False)
    again = tracker.done("import", file, "--json").json
    assert (again["saved"], again["known_already"], again["plan"]) == (False, True, found["plan"])
    assert len(tracker.done("plans", "--json").json) == 1
    found["balance"] = tracker.done("balance", found["plan"], "--json").json
    return found


def warned(found: dict[str, Any]) -> dict[int, str]:
    """What there is to check, by line."""
    return {each["line"]: each["message"].replace("\N{NO-BREAK SPACE}", " ") for each in found["warnings"]}
