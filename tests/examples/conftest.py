"""An example loaded once for all tests that only look at it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.running import Tracker
from tests.ludvika import settings_for
from tracker.config import Settings
from tracker.services.example import load_example


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Settings]:
    """The settings of the example by its name."""
    made: dict[str, Settings] = {}

    def loaded(name: str) -> Settings:
        if name not in made:
            made[name] = settings_for(tmp_path_factory.mktemp(name) / f"{name}.sqlite")
            load_example(made[name], name)
        return made[name]

    return loaded


@pytest.fixture
def stated(capsys: pytest.CaptureFixture[str], example: Callable[[str], Settings]) -> Callable[..., Any]:
    """What `tracker balance NAME --json` prints of the example that has the plan's name."""

    def balance(name: str, *words: str) -> Any:
        return Tracker(capsys, example(name).database.path).done("balance", name, "--json", *words).json

    return balance
