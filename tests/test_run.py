"""tracker run and serve: everything up, answering, and gone again."""

import os
import re
import signal
import socket
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.processes import Running, alive, children_of, free_port, running, wait_until

EXAMPLE = "ludvika-2019"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def config(tmp_path: Path, port: int) -> Path:
    """A database in a folder of the test's own, and pages on a free port."""
    file = tmp_path / "config.toml"
    file.write_text(
        f'[site]\nbase_url = "http://127.0.0.1:{port}"\n[web]\nport = {port}\nworkers = 1\n'
        f'[database]\npath = "{tmp_path}/var/tracker.sqlite"\n',
        encoding="utf-8",
    )
    return file


def _page(port: int, path: str = "/") -> str:
    """The page, or "" where nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return str(answer.read().decode())
    except URLError:
        return ""


def _as_controller(port: int, path: str) -> str:
    """The page as the example's controller sees it: two requests away from a stranger who came to it."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        choice = answer.read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', choice)
    person = re.search(r'value="([0-9]+)"[^>]*>Tove Bergmark', choice)
    assert token
    assert person
    sent = urllib.parse.urlencode({"csrf_token": token[1], "person": person[1], "next": path}).encode()
    with browser.open(f"http://127.0.0.1:{port}/sign-in/example", sent, timeout=10) as answer:
        return str(answer.read().decode())


def _answers(port: int) -> Callable[[], bool]:
    return lambda: bool(_page(port))


def _said(program: Running) -> Callable[[], str]:
    return lambda: program.said


def test_the_example_runs_answers_and_stops_with_all_its_processes(config: Path, port: int, tmp_path: Path) -> None:
    """It says where to look and how to stop; the pages and the scheduler are both at work."""
    with running("--config", config, "run", "--example", EXAMPLE, cwd=tmp_path) as program:
        program.wait_for("Avsluta med Ctrl-C.")
        assert f"Öppna http://127.0.0.1:{port} i en webbläsare." in program.said
        assert f"http://127.0.0.1:{port}/mailbox" in program.said
        wait_until(_answers(port), _said(program))
        assert "Prova exemplet som" in _page(port)
        assert "Ludvikamodellen" in _as_controller(port, f"/plans/{EXAMPLE}")
        assert "Jonas" in _page(port, "/mailbox")
        program.wait_for("polling every 1 s")
        children = children_of(program.process.pid)
        assert len(children) >= 3
        assert program.end(signal.SIGTERM) == 0
        assert program.said.endswith("Avslutat.\n")
        assert "Traceback" not in program.said
        wait_until(lambda: not alive(children), lambda: f"left behind: {alive(children)}")
    assert (tmp_path / "var" / f"example-{EXAMPLE}.sqlite").is_file()
    assert not (tmp_path / "var" / "tracker.sqlite").exists()


def test_nothing_is_left_behind_by_a_kill(config: Path, port: int, tmp_path: Path) -> None:
    """The children notice that their parent is gone."""
    with running("--config", config, "run", cwd=tmp_path) as program:
        program.wait_for("Avsluta med Ctrl-C.")
        wait_until(_answers(port), _said(program))
        children = children_of(program.process.pid)
        program.process.kill()
        program.process.wait()
        wait_until(lambda: not alive(children), lambda: f"left behind: {alive(children)}")


def test_a_child_that_dies_is_started_again(config: Path, port: int, tmp_path: Path) -> None:
    with running("--config", config, "run", cwd=tmp_path) as program:
        wait_until(_answers(port), _said(program))
        for child in children_of(program.process.pid):
            if b"schedule" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
        program.wait_for("Schemaläggaren slutade oväntat (-9) och startas igen om 1 s.")
        wait_until(lambda: program.said.count("polling every") == 2, _said(program))
        assert program.end(signal.SIGINT) == 0


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_port_that_is_taken_is_one_line(config: Path, port: int, tmp_path: Path, command: str) -> None:
    with running("--config", config, "run", "--example", EXAMPLE, cwd=tmp_path) as first:
        first.wait_for("Avsluta med Ctrl-C.")
        words = ("--config", config, "--database", tmp_path / "var" / f"example-{EXAMPLE}.sqlite", command)
        with running(*words, cwd=tmp_path) as second:
            assert second.process.wait(30) == 1
            second.wait_for(f"Adressen 127.0.0.1:{port} är upptagen.")
            lines = [line for line in second.said.splitlines() if not line.startswith("Övning:")]
            assert len(lines) == 1


def test_the_pages_alone(config: Path, port: int, tmp_path: Path) -> None:
    """A server that is killed takes its workers with it."""
    database = tmp_path / "var" / "tracker.sqlite"
    words = ("--config", config, "--database", database)
    with running(*words, "init", "--name", "Eva Ek", "--email", "eva@kommun.example", cwd=tmp_path) as init:
        assert init.process.wait(30) == 0
    with running(*words, "serve", cwd=tmp_path) as server:
        server.wait_for(f"Sidorna visas på http://127.0.0.1:{port}.")
        wait_until(_answers(port), _said(server))
        workers = children_of(server.process.pid)
        server.process.kill()
        server.process.wait()
        wait_until(lambda: not alive(workers), lambda: f"left behind: {alive(workers)}")
    with socket.create_server(("127.0.0.1", port)), running(*words, "serve", cwd=tmp_path) as server:
        assert server.process.wait(30) == 1
