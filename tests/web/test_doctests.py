"""The examples in docstrings hold."""

import doctest
from types import ModuleType

import pytest

from tracker.services import plan_figures, plan_page, report_form
from tracker.web import filters


@pytest.mark.parametrize("module", [filters, plan_figures, plan_page, report_form], ids=lambda m: m.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
