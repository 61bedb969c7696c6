"""What commands print: JSON with nothing else around it, and tables in columns."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Skriv JSON, med belopp i hela kronor.")


def print_json(value: Any) -> None:
    """One JSON document on stdout; in ASCII where stdout cannot take more."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=ascii_only, indent=2))


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
