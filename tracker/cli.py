"""The command line: finds the command, and turns every error into one line and an exit status."""

import gc
import importlib
import os
import sqlite3
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from tracker.commands.swedish import Group, global_options, usage_in_swedish
from tracker.errors import TrackerError

COMMANDS = {
    "init": "init",
    "import": "import_plan",
    "people": "people",
    "assign": "assign",
    "meetings": "meetings",
    "absence": "absence",
    "leave": "leave",
    "withdraw": "withdraw",
    "revoke": "revoke",
    "plans": "plans",
    "balance": "balance",
    "overview": "overview",
    "reminders": "reminders",
    "send": "send",
    "deliveries": "deliveries",
    "unreached": "unreached",
    "summary": "summary",
    "export": "export",
    "example": "example",
    "run": "run",
    "serve": "serve",
    "schedule": "schedule",
    "check": "check",
}
_INTERRUPTED = 130


class _Commands(Group):
    """Loads a command's module when it is asked for, so that no command waits for the parts of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's names)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"tracker.commands.{COMMANDS[cmd_name]}").command
        return command


@click.group(
    cls=_Commands,
    help="Återrapport: nämndens åtgärdsplaner, påminnelserna om dem, och summan mot underskottet.",
    epilog="\b\nExempel:\n  tracker import plan.txt\n  tracker balance atgardsplan --as-of 2019-06-12",
)
def tracker() -> None:
    """The group that holds every command."""


tracker.params.extend(global_options(hidden=False))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line (else that of the process) and exit: 0 done, 1 refused or failed, 2 written wrong."""
    status = status_of(arguments)
    # Looking for garbage on the way out takes a fifth of a short command's time, and the system frees it all anyway.
    gc.freeze()
    sys.exit(status)


def status_of(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status. What goes wrong is one line on stderr, never a traceback."""
    try:
        status = tracker.main(
            args=None if arguments is None else list(arguments), prog_name="tracker", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        return _refuse(usage_in_swedish(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _refuse("Avbrutet.", _INTERRUPTED)
    except TrackerError as error:
        return _refuse(str(error), 1)
    except Exception as error:
        if os.environ.get("TRACKER_DEBUG"):
            raise
        return _refuse(_unexpected(error), 1)
    return status if isinstance(status, int) else 0


def _refuse(words: str, status: int) -> int:
    click.echo(f"Fel: {' '.join(words.split())}", err=True)
    return status


def _unexpected(error: Exception) -> str:
    kind = "i databasen " if isinstance(error, sqlite3.Error) else ""
    return (
        f"Ett oväntat fel {kind}({type(error).__name__}: {error}). "
        "Kör om med TRACKER_DEBUG=1 och rapportera det som då visas."
    )
