"""The examples in docstrings hold."""

import doctest
from types import ModuleType

import pytest

from tracker.services import plan_figures, plan_page, report_form, user_agent
from tracker.web import filters, next_page


@pytest.mark.parametrize(
    "module", [filters, next_page, plan_figures, plan_page, report_form, user_agent], ids=lambda m: m.__name__
)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
