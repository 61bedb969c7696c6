"""Where a command puts a document: a file, or stdout for another program."""

import sys
from pathlib import Path

import click

from tracker.errors import Refused
from tracker.services.exporting import Exported

STDOUT = "-"


def deliver(exported: Exported, output: str | None) -> None:
    """Write the document to the named file, else under its own name in the folder one stands in; "-" is stdout.

    Raises Refused where the file cannot be written, or a terminal would be filled with bytes.
    """
    if output == STDOUT:
        if sys.stdout.isatty():
            raise Refused("En fil skrivs inte till skärmen. Ange --output FIL, eller led utdata vidare.")
        sys.stdout.buffer.write(exported.content)
        return
    path = Path(output or exported.name)
    try:
        path.write_bytes(exported.content)
    except OSError as error:
        raise Refused(f"{path} går inte att skriva ({error.strerror}). Ange en annan fil med --output.") from error
    click.echo(f"{path} ({len(exported.content)} byte)", err=True)
