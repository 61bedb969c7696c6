"""What can be written after a command: dates and choices, with Swedish words where they are wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import click

T = TypeVar("T")


class Day(click.ParamType[date]):
    """A date as 2019-06-12."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"”{value}” är inget datum. Skriv till exempel 2019-06-12.", param, ctx)


class OneOf(click.ParamType[T], Generic[T]):
    """One of a few words, each of which stands for a value."""

    name = "val"

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> T:
        if value not in self._words:
            self.fail(f"”{value}” går inte att välja. Välj en av: {', '.join(self._words)}.", param, ctx)
        return self._words[value]


class Count(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "antal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            count = int(value)
        except ValueError:
            count = 0
        if count < 1:
            self.fail(f"”{value}” är inget antal. Skriv ett heltal från 1.", param, ctx)
        return count


class Seconds(click.ParamType[float]):
    """A length of time in seconds, from a tenth to an hour."""

    name = "sekunder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0.0
        if not 0.1 <= seconds <= 3600:
            self.fail(f"”{value}” går inte. Skriv ett tal mellan 0.1 och 3600.", param, ctx)
        return seconds
