"""The examples in docstrings hold."""

import doctest
from types import ModuleType

import pytest

from tracker import spoken, spoken_html
from tracker.services import (
    bridge_drawing,
    measure_fields,
    plan_figures,
    plan_table,
    report_form,
    review,
    user_agent,
)
from tracker.web import filters, next_page

MODULES = [
    filters,
    next_page,
    bridge_drawing,
    measure_fields,
    plan_figures,
    plan_table,
    report_form,
    review,
    user_agent,
    spoken,
    spoken_html,
]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
