"""The examples in the docstrings of the rules are true."""

import doctest
import importlib
import pkgutil

import pytest

import tracker.domain

MODULES = sorted(f"tracker.domain.{each.name}" for each in pkgutil.iter_modules(tracker.domain.__path__))
WITH_EXAMPLES = ("amount", "dates", "meeting", "money", "period", "workdays")


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_the_module_gives_what_it_says(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("noun", WITH_EXAMPLES)
def test_the_examples_are_found(noun: str) -> None:
    assert doctest.testmod(importlib.import_module(f"tracker.domain.{noun}")).attempted > 0


def test_there_are_examples_to_run_in_the_rules_as_a_whole() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 0
