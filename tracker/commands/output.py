"""What commands print: JSON with nothing else around it, and tables in columns."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Skriv JSON, med belopp i hela kronor.")


def print_json(value: Any) -> None:
    """One JSON document on stdout; in ASCII where stdout cannot take more.

    Each item of a list stands on a line of its own: for people and line tools to read, and four times as fast as json's
    own indenting, which is not written in C.
    """
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    encode = json.JSONEncoder(ensure_ascii=ascii_only).encode
    if isinstance(value, dict):
        fields = (f"{encode(name)}: {_in_lines(each, encode)}" for name, each in value.items())
        click.echo("{\n" + ",\n".join(fields) + "\n}")
    else:
        click.echo(_in_lines(value, encode))


def _in_lines(value: Any, encode: Callable[[Any], str]) -> str:
    return "[\n" + ",\n".join(map(encode, value)) + "\n]" if value and isinstance(value, list) else encode(value)


def print_table(head: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell, two spaces apart. head None: without one."""
    lines = [head, *rows] if head else rows
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for row in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def counted(count: int, one: str, many: str) -> str:
    """
    >>> counted(1, "åtgärd", "åtgärder"), counted(6, "åtgärd", "åtgärder")
    ('1 åtgärd', '6 åtgärder')
    """
    return f"{count} {one if count == 1 else many}"
