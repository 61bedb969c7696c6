"""The wheel: what travels with it, and that it works from another folder as from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = ROOT / "tests" / "documents" / "corpus" / "sound.txt"
_PIP = ("-m", "pip", "--disable-pip-version-check", "--python")
_INSTALL = ("install", "--quiet", "--no-deps", "--no-index")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracker command of a new environment that has only the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    (own,) = (folder / "lib").glob("python*/site-packages")
    # The dependencies, but not the checkout, which this environment may hold too.
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run(
        [sys.executable, *_PIP, str(python), *_INSTALL, str(wheel)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "bin" / "tracker"


def test_templates_migrations_settings_and_examples_travel_along(wheel: Path) -> None:
    """Every file of the checkout that the program reads."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {"tracker/_bundled/config.toml"}
    for folder in ("templates", "migrations"):
        expected |= {f"tracker/_bundled/{each.relative_to(ROOT)}" for each in _files(ROOT / folder)}
    expected |= {str(each.relative_to(ROOT)) for each in _files(ROOT / "tracker")}
    assert expected - inside == set()
    assert not [name for name in inside if name.startswith(("tests/", "var/"))]


def _files(folder: Path) -> list[Path]:
    return [
        each
        for each in folder.rglob("*")
        if each.is_file() and "__pycache__" not in each.parts and each.suffix != ".pyc"
    ]


def test_it_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    """Help, a database, a plan and its sums; the code is that of the wheel."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "PYTHON"))}

    def tracker(*words: str | Path) -> str:
        return subprocess.run(
            [installed, *words],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        ).stdout

    where = subprocess.run(
        [installed.parent / "python", "-c", "import tracker; print(tracker.__file__)"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    assert str(installed.parent.parent) in where
    assert "Kommandon:" in tracker("--help")
    assert "/sign-in/" in tracker("init", "--name", "Eva Ek", "--email", "eva@kommun.example")
    assert (tmp_path / "var" / "tracker.sqlite").is_file()
    slug = json.loads(tracker("import", DOCUMENT, "--json"))["plan"]
    found = json.loads(tracker("balance", slug, "--json"))
    assert (found["target_kr"], found["additional"]["low_kr"]) == (6_000_000, 3_000_000)
    assert "Skolskjuts" in tracker("summary", slug, "--meeting", "2023-06-14")
    assert "finns i" in tracker("example", "ludvika-2019")
    assert "skickade" in tracker("--database", "var/example-ludvika-2019.sqlite", "--now", "2019-05-27", "send")
