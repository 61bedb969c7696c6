"""A full disk, really full: database and mailbox on a file system of a few megabytes, where root may mount one.

Elsewhere the system bounds how large a file the program may write, which fails the database in the same places.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.running import Ran, program
from tests.faults.installation import LEASE, MORNING, Installation
from tests.processes import ROOT
from tracker.domain.delivery import DeliveryState

OWNERS = 100


@dataclass
class SmallDisk:
    """folder: what is on it. room: for the database to grow, in bytes; taken away by fill_up and given back."""

    folder: Path
    mounted: bool
    _limit: list[str] = field(default_factory=list)

    def fill_up(self, *, leaving: int) -> None:
        """Only so many bytes are left."""
        if not self.mounted:
            largest = max(each.stat().st_size for each in self.folder.iterdir())
            self._limit = ["prlimit", f"--fsize={largest + leaving}"]
            return
        free = shutil.disk_usage(self.folder).free
        (self.folder / "ballast").write_bytes(b"\0" * max(0, free - leaving))

    def make_room(self) -> None:
        """There is plenty again."""
        (self.folder / "ballast").unlink(missing_ok=True)
        self._limit.clear()

    def send(self, installation: Installation, number: int) -> Ran:
        """tracker send, so many leases after the first."""
        words = installation.words(MORNING + number * LEASE, "send")
        if not self._limit:
            return program(*words, cwd=self.folder)
        done = subprocess.run(
            [*self._limit, str(ROOT / ".venv/bin/python"), "-m", "tracker", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Twelve megabytes, gone afterwards."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "aterrapport-test", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield SmallDisk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("leaving", [0, 60_000, 400_000], ids=["nothing is left", "room to plan in part", "half-way"])
def test_a_full_disk_says_so_loses_nothing_and_repeats_nothing(
    small_disk: SmallDisk, migrated: Path, leaving: int
) -> None:
    """Every letter in the mailbox is whole at any time, and everybody has one when there is room again."""
    database = small_disk.folder / "tracker.sqlite"
    database.write_bytes(migrated.read_bytes())
    installation = Installation(database)
    addresses = installation.fill(OWNERS)
    small_disk.fill_up(leaving=leaving)

    words = small_disk.send(installation, 0).refused()
    assert "full" in words or "går inte att skriva" in words or "No space" in words, words
    before = letters(small_disk.folder)
    assert max(before.values(), default=0) <= 1
    small_disk.make_room()
    assert installation.sound()
    assert set(installation.states()) <= {DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.SENT}
    again = small_disk.send(installation, 1)
    assert again.status == 0, again.err
    assert letters(small_disk.folder) == Counter(addresses)
    assert installation.states() == {DeliveryState.SENT: OWNERS}


def letters(folder: Path) -> Counter[str]:
    """The recipients of the letters in the mailbox, each of which is whole; none is left half-written."""
    found: Counter[str] = Counter()
    for file in (folder / "tracker.sqlite.mailbox").glob("*"):
        content = file.read_bytes()
        assert file.suffix == ".eml", file
        assert not file.name.startswith("."), file
        message = message_from_bytes(content, policy=policy.default)
        assert not message.defects
        assert content.endswith(b"--\r\n")
        found[message["To"].addresses[0].addr_spec] += 1
    return found
