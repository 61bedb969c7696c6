"""Running the command line, in this process or as a program, and what came of it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli import status_of

DOCUMENT = Path(__file__).parent.parent / "documents" / "corpus" / "twin.txt"
"""Ludvika's figures in other sentences: 29,9 against 2,5, 9,1 presupposed, 2,3 stated."""

PEOPLE = """namn;e-post;roll;enhet;chefens e-post
Anna Åberg;anna@kommun.example;chef;Vuxna;Ebba@kommun.example
Ebba Ek;ebba@kommun.example;chef;Social välfärd;
Mats Lind;mats@kommun.example;nämndsekreterare;Kansliet;
Leila Karimi;leila@kommun.example;ledamot;;
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, which must be JSON and nothing else."""
        return json.loads(self.out)

    def refused(self) -> str:
        """The one line that says why it failed; asserts that there is exactly one, in Swedish, and no traceback."""
        assert self.status in (1, 2), (self.status, self.out, self.err)
        lines = [line for line in self.err.splitlines() if not line.startswith("Övning:")]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("Fel: "), self.err
        assert "Traceback" not in self.err + self.out
        assert "oväntat" not in lines[0], self.err
        return lines[0]


class Tracker:
    """Runs commands in this process, on one database."""

    def __init__(self, capsys: pytest.CaptureFixture[str], database: Path) -> None:
        self._capsys = capsys
        self.database = database

    def __call__(self, *words: str | Path, now: str | None = None) -> Ran:
        """The global options stand before the command, as most people write them."""
        before = ["--database", str(self.database), *(["--now", now] if now else [])]
        self._capsys.readouterr()
        status = status_of([*before, *map(str, words)])
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    def done(self, *words: str | Path, now: str | None = None) -> Ran:
        """The same, of a command that must succeed."""
        ran = self(*words, now=now)
        assert ran.status == 0, (words, ran.out, ran.err)
        return ran

    def slug(self) -> str:
        """The only plan's name."""
        listed = self.done("plans", "--json").json
        assert len(listed) == 1
        return str(listed[0]["plan"])


def program(*words: str | Path, cwd: Path, environment: Mapping[str, str] | None = None) -> Ran:
    """python -m tracker as a process of its own."""
    root = Path(__file__).parent.parent.parent
    around = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    ran = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, words)],
        cwd=cwd,
        env={**around, "PYTHONPATH": str(root), **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)
