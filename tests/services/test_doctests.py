"""The examples in docstrings hold."""

import doctest
from types import ModuleType

import pytest

from tracker.services import colour, english_days, remind_now, written_days


@pytest.mark.parametrize("module", [colour, english_days, remind_now, written_days], ids=lambda m: m.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
