"""A real mail server, Postfix, on loopback: a configuration, queue and mailboxes of its own, ended afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import free_port, wait_until
from tests.server_programs import missing, path_of

_CERTIFICATES = Path(__file__).with_name("certificates")
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
# Nothing ever leaves this machine.
local_transport = error:5.1.2 not here
relay_transport = error:5.1.2 not here
default_transport = error:5.1.2 not here
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """port: STARTTLS is demanded, with a certificate for localhost. Known addresses have a Maildir each."""

    port: int
    folder: Path

    def delivered(self) -> dict[str, list[bytes]]:
        """What lies in each Maildir, by the part of the address before the @."""
        found: dict[str, list[bytes]] = {}
        for file in (self.folder / "mail").glob("*/new/*"):
            found.setdefault(file.parent.parent.name, []).append(file.read_bytes())
        return found

    def log(self) -> str:
        """What the server has written down."""
        log = self.folder / "log"
        return log.read_text(errors="replace") if log.exists() else ""


@contextmanager
def running_postfix(*, domain: str, mailboxes: Iterable[str]) -> Iterator[Postfix]:
    """A server that takes mail for a domain, for those whose part before the @ is listed.

    Where Postfix is not installed or the tests are not root's, which it needs to be started by, the test fails.
    """
    program = path_of("postfix")
    if program is None:
        pytest.fail(missing("postfix"))
    owner = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory(prefix="postfix-") as name:
        folder, port = Path(name), free_port()
        # Postfix's own processes are unprivileged, and must be able to enter.
        folder.chmod(0o755)
        for each in ("queue", "data", "mail"):
            (folder / each).mkdir()
        shutil.chown(folder / "data", "postfix")
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
        for each in ("server.pem", "server.key"):
            shutil.copy(_CERTIFICATES / each, folder)
            (folder / each).chmod(0o600)
        values = {"folder": folder, "port": port, "domain": domain, "uid": owner.pw_uid, "gid": owner.pw_gid}
        (folder / "main.cf").write_text(_MAIN.format(**values), encoding="ascii")
        (folder / "master.cf").write_text(_MASTER.format(**values), encoding="ascii")
        listed = "".join(f"{each}@{domain} {each}/\n" for each in mailboxes)
        (folder / "mailboxes").write_text(listed, encoding="ascii")
        command, said = [program, "-c", name], folder / "said"
        with said.open("wb") as output:
            started = subprocess.run([*command, "start"], stdout=output, stderr=output, check=False, timeout=30)
        postfix = Postfix(port, folder)
        try:
            assert started.returncode == 0, f"postfix did not start: {said.read_text(errors='replace')}"
            wait_until(lambda: _greets(port), lambda: f"postfix does not answer: {postfix.log()}")
            yield postfix
        finally:
            subprocess.run([*command, "stop"], capture_output=True, check=False, timeout=30)
            _end(folder / "queue/pid/master.pid")


def _greets(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as greeted:
        greeted.settimeout(5)
        return greeted.recv(100).startswith(b"220")
    return False


def _end(pid_file: Path) -> None:
    """By force, where it has not ended by itself."""
    with suppress(OSError, ValueError):
        pid = int(pid_file.read_text())
        if str(pid_file.parent.parent.parent) in Path(f"/proc/{pid}/environ").read_text(errors="replace"):
            os.kill(pid, signal.SIGKILL)
