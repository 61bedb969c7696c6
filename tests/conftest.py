"""What tests of every room share: a migrated database file and an SMTP server on loopback."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.server_programs import path_of
from tests.smtp_sink import SmtpSink, running_sink
from tracker.store.migrating import migrate

# How long an example takes says more of the machine than of the code.
hypothesis_settings.register_profile("untimed", deadline=None)
# The same examples each time: a change is judged by what it changed. Elsewhere every run looks at new ones.
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") == "true" else "untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests marked servers("program") where that program is not installed.

    Not in continuous integration: there they stay, and fail with what to install.
    """
    if os.environ.get("CI") == "true":
        return
    absent = [item for item in items if any(path_of(mark.args[0]) is None for mark in item.iter_markers("servers"))]
    if absent:
        items[:] = [item for item in items if item not in absent]
        config.hook.pytest_deselected(items=absent)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest version, to be copied: migrating takes longer than copying."""
    path = tmp_path_factory.mktemp("migrated") / "tracker.sqlite"
    migrate(path)
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """A migrated database file of the test's own."""
    path = tmp_path / "tracker.sqlite"
    path.write_bytes(migrated.read_bytes())
    return path


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server on loopback without TLS or sign-in; it takes everything until it is scripted."""
    with running_sink() as sink:
        yield sink
