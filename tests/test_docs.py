"""What can be written on the command line or in the settings is documented."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from tracker.cli import tracker

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = README + "".join(each.read_text(encoding="utf-8") for each in (ROOT / "docs").rglob("*.md"))
CONFIG = (ROOT / "config.toml").read_text(encoding="utf-8")


def _commands(group: click.Group, before: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= _commands(command, f"{before}{name} ")
        else:
            found[before + name] = command
    return found


COMMANDS = _commands(tracker)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"| `tracker {command}" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command: str) -> None:
    options = [each for each in COMMANDS[command].params if isinstance(each, click.Option) and not each.hidden]
    missing = [name for each in options for name in each.opts if f"{name}" not in DOCS]
    assert missing == []


def test_the_global_options_are_in_the_readme() -> None:
    assert [name for each in tracker.params for name in each.opts if f"`{name} " not in README] == []


def _settings() -> list[str]:
    return [f"{section}.{name}" for section, values in tomllib.loads(CONFIG).items() for name in values]


@pytest.mark.parametrize("setting", _settings())
def test_every_setting_is_explained(setting: str) -> None:
    """By its name in the docs, with or without its section."""
    name = setting.partition(".")[2]
    assert re.search(rf"`(?:[a-z]+\.)?{name}`", DOCS), f"{setting} is not in README.md or docs/"


def test_every_environment_variable_is_in_the_readme() -> None:
    """TRACKER_NOW is between our own processes."""
    sources = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "tracker").rglob("*.py"))
    assert {name for name in re.findall(r"TRACKER_[A-Z_]+", sources) if name not in README} <= {"TRACKER_NOW"}


def test_every_file_that_the_docs_link_to_is_there() -> None:
    for file in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_every_dependency_has_its_reason() -> None:
    """In docs/decisions, by name."""
    decisions = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "docs" / "decisions").glob("*.md"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[^A-Za-z0-9_-]", each)[0] for each in named]
    assert [name for name in names if name.lower() not in decisions.lower()] == []
