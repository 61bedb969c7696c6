"""A real IMAP server, Dovecot 2.3, on loopback: its own folder, an unprivileged user, ended afterwards."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.server_programs import missing, path_of
from tracker.mail.bounces.connecting import folder_argument

USER, PASSWORD = "studsar", "hemligt-åäö"
_CERTIFICATES = Path(__file__).with_name("certificates")
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
auth_mechanisms = plain
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """port: in the open and with STARTTLS; tls_port: TLS from the first byte, with a certificate for localhost."""

    port: int
    tls_port: int

    @contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4]:
        """A mail program of the mailbox's owner."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as connection:
            connection.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            yield connection

    def put(self, *contents: bytes, folder: str = "INBOX") -> None:
        """E-mails arrive, one after the other; the folder is made where there is none."""
        with self.signed_in() as connection:
            connection.create(folder_argument(folder))
            for content in contents:
                done, said = connection.append(folder_argument(folder), "", "", content.replace(b"\n", b"\r\n"))
                assert done == "OK", said

    def forget(self, folder: str) -> None:
        """The folder goes, with all that is in it."""
        with self.signed_in() as connection:
            assert connection.delete(folder_argument(folder))[0] == "OK"

    def mark_unread(self, folder: str) -> None:
        """Somebody marks everything as unread."""
        with self.signed_in() as connection:
            connection.select(folder_argument(folder))
            connection.store("1:*", "-FLAGS", r"(\Seen)")

    def flags(self, folder: str = "INBOX") -> list[bool]:
        """Of each e-mail whether it is marked as read, oldest first."""
        with self.signed_in() as connection:
            connection.select(folder_argument(folder), readonly=True)
            fetched = connection.fetch("1:*", "(FLAGS)")[1]
            return [b"\\Seen" in each for each in fetched if isinstance(each, bytes)]


@contextmanager
def running_dovecot() -> Iterator[Dovecot]:
    """A server with an empty mailbox. Where Dovecot is not installed the test fails, saying so."""
    program = path_of("dovecot")
    if program is None:
        pytest.fail(missing("dovecot"))
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name:
        folder = Path(name)
        for each in ("server.pem", "server.key"):
            shutil.copy(_CERTIFICATES / each, folder)
            (folder / each).chmod(0o644)
        # Dovecot refuses to hand out root's mail: where the tests are root's, the server is somebody else's.
        owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        if os.getuid() == 0:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        port, tls_port = _free_ports(2)
        config = folder / "dovecot.conf"
        config.write_text(
            _CONFIG.format(
                folder=folder,
                user=owner.pw_name,
                group=grp.getgrgid(owner.pw_gid).gr_name,
                password=PASSWORD,
                port=port,
                tls_port=tls_port,
            ),
            encoding="utf-8",
        )
        process = subprocess.Popen(
            [program, "-F", "-c", str(config)],
            user=owner.pw_uid,
            group=owner.pw_gid,
            extra_groups=[] if os.getuid() == 0 else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, port, folder / "log")
            yield Dovecot(port, tls_port)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.communicate()


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as greeted:
            greeted.settimeout(5)
            if greeted.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.05)
    process.terminate()
    said = process.communicate(timeout=10)[0].decode(errors="replace")
    raise AssertionError(f"dovecot did not start: {said}{log.read_text(errors='replace') if log.exists() else ''}")
