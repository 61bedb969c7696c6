"""Server programs of the system that some tests start: where they are, and what to install for them."""

import os
import shutil

PACKAGES = {"dovecot": "dovecot-imapd"}
"""The Debian package that brings each program."""


def path_of(program: str) -> str | None:
    """The program's file, also where only root has its folder in PATH; None where it is not installed."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def missing(program: str) -> str:
    """What to say of a test that needs a program that is not there."""
    return f"{program} is not installed. On Debian: apt-get install -y {PACKAGES[program]}"
