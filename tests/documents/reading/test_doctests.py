"""The examples in the docstrings of the reading are true."""

import doctest
import importlib
import pkgutil

import pytest

import tracker.documents.reading

MODULES = sorted(
    each.name for each in pkgutil.walk_packages(tracker.documents.reading.__path__, "tracker.documents.reading.")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_the_module_gives_what_it_says(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_run() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) >= 4
