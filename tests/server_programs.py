"""Programs of the system that some tests start: where they are, and what to install for them.

`python -m tests.server_programs` prints the packages of those that are not installed.
"""

import os
import shutil

PACKAGES = {"dovecot": "dovecot-imapd", "postfix": "postfix", "soffice": "libreoffice-writer libreoffice-calc"}
"""The Debian packages that bring each program."""


def path_of(program: str) -> str | None:
    """The program's file, also where only root has its folder in PATH; None where it is not installed."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def missing(program: str) -> str:
    """What to say of a test that needs a program that is not there."""
    return f"{program} is not installed. On Debian: apt-get install -y {PACKAGES[program]}"


if __name__ == "__main__":
    print(*(packages for program, packages in PACKAGES.items() if path_of(program) is None))  # noqa: T201 - its purpose
