"""click in Swedish: help, and what it says of a command that is written wrong."""

import re
from difflib import get_close_matches
from typing import Any

import click

_HEADINGS = {"Options": "Flaggor", "Commands": "Kommandon", "Arguments": "Argument"}


class _Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        translated = args.replace("[OPTIONS]", "[FLAGGOR]").replace("COMMAND [ARGS]...", "KOMMANDO …")
        super().write_usage(prog, translated, prefix or "Användning: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Help


class Option(click.Option):
    """An option whose help says in Swedish that it must be given."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        extra = super().get_help_extra(ctx)
        if self.required:
            extra["required"] = "måste anges"
        return extra


class Command(click.Command):
    """A command with Swedish help and an example, that takes the global options too, wherever they are written."""

    context_class = _Context

    def __init__(self, name: str | None, *, example: str = "", **values: Any) -> None:
        epilog = f"\b\nExempel:\n{example}" if example else None
        settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
        super().__init__(name, epilog=epilog, context_settings=settings, **values)
        self.params.extend(global_options(hidden=True))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_swedish(super().get_help_option(ctx))


class Group(click.Group):
    """A group of such commands."""

    context_class = _Context
    command_class = Command

    def __init__(self, name: str | None = None, **values: Any) -> None:
        settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
        super().__init__(name, context_settings=settings, **values)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_swedish(super().get_help_option(ctx))


def _in_swedish(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Visa den här hjälpen."
    return option


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """--now, --config and --database, which only fill in the session."""

    def option(name: str, metavar: str, text: str) -> click.Option:
        return click.Option(
            [name], metavar=metavar, help=text, hidden=hidden, expose_value=False, callback=_remember, is_eager=True
        )

    return [
        option("--now", "TID", "Öva vid en annan tid, som 2019-05-27 (klockan 12) eller 2019-05-27T07:30."),
        option("--config", "FIL", "Inställningar. Annars TRACKER_CONFIG, annars de som följer med programmet."),
        option("--database", "FIL", "Databasen. Annars TRACKER_DATABASE, annars database.path i inställningarna."),
    ]


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        assert param.name is not None
        ctx.meta[f"tracker.{param.name}"] = value


def usage_in_swedish(error: click.UsageError) -> str:
    """One line on what is wrong with how a command was written, and where its help is."""
    path = error.ctx.command_path if error.ctx else "tracker"
    return f"{_fault(error)} Se hjälpen: {path} --help"


def _fault(error: click.UsageError) -> str:
    match error:
        case click.NoSuchCommand():
            group = error.ctx.command if error.ctx else None
            names = group.list_commands(error.ctx) if isinstance(group, Group) and error.ctx else []
            guess = get_close_matches(error.command_name, names)
            return f"Kommandot ”{error.command_name}” finns inte.{_guess(guess)}"
        case click.NoSuchOption():
            return f"Flaggan {error.option_name} finns inte.{_guess(error.possibilities)}"
        case click.MissingParameter():
            return f"{_subject(error.param)} saknas."
        case click.BadOptionUsage() if "requires" in error.message:
            return f"Flaggan {error.option_name} ska följas av ett värde."
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} tar inget värde."
        case click.BadParameter() if error.param is not None:
            return f"{_subject(error.param)}: {error.message}"
        case _ if extra := re.search(r"extra argument.*\((.*)\)", error.message):
            return f"Det står för mycket: {extra[1]}."
        case _ if error.message == "Missing command.":
            return "Ett kommando saknas."
    return error.message


def _subject(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"Flaggan {max(param.opts, key=len)}"
    return f"Argumentet {param.human_readable_name}" if param else "Ett argument"


def _guess(possibilities: list[str] | None) -> str:
    return f" Menade du {' eller '.join(possibilities)}?" if possibilities else ""
