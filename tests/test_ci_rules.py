"""A skipped test is a failure in continuous integration, and only there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASES = {
    "passes": "def test_it():\n    pass\n",
    "skipped": "import pytest\ndef test_it():\n    pytest.skip('no reason')\n",
    "expected": "import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False\n",
}


@pytest.mark.parametrize(
    ("case", "ci", "workers", "status"),
    [("passes", "true", "0", 0), ("skipped", "true", "1", 1), ("expected", "true", "0", 1), ("skipped", "", "0", 0)],
)
def test_what_did_not_run_fails(tmp_path: Path, case: str, ci: str, workers: str, status: int) -> None:
    """With workers and without."""
    (tmp_path / "test_one.py").write_text(CASES[case])
    words = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "tests.ci_rules", "-n", workers, str(tmp_path)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == status, ran.stdout
    assert ("in CI that is a failure" in ran.stdout) == bool(status)
