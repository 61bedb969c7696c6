"""In continuous integration (CI=true) a test that is skipped or expected to fail makes the run fail.

Loaded by `make test` with -p tests.ci_rules.
"""

import os
from typing import Any

import pytest

_NOT_RUN = ("skipped", "xfailed")


def _not_run(config: pytest.Config) -> int:
    """How many tests did not prove anything; 0 outside of continuous integration and in xdist's workers."""
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(config, "workerinput"):
        return 0
    return sum(len(reporter.stats.get(kind, ())) for kind in _NOT_RUN)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the session, which pytest would otherwise call passed."""
    if exitstatus == pytest.ExitCode.OK and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say why."""
    if count := _not_run(config):
        terminalreporter.write_line(f"{count} tests were skipped or expected to fail: in CI that is a failure.")
