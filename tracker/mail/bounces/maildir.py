"""Bounces from a Maildir on the same machine.

By its own protocol and not by the standard library's mailbox.Maildir: that one marks a message as read by writing it
anew and deleting the old file, where a rename can lose nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tracker.domain.bounce import Position
from tracker.language import gettext as _
from tracker.mail.bounces.box import BounceBoxUnusable, BoxMail
from tracker.mail.bounces.report import READ_BYTES

# Answers and absence notices stay in new/ and are looked at each time: only so many, newest first.
_MOST = 2000


@contextmanager
def opened_maildir(folder: Path) -> Iterator["MaildirBox"]:
    """The Maildir at a path. Raises BounceBoxUnusable where it is none, or cannot be written."""
    if not all((folder / each).is_dir() for each in ("cur", "new")):
        raise BounceBoxUnusable(
            _("%(folder)s är ingen Maildir: mapparna cur och new saknas. Rätta bounces.maildir.", folder=folder)
        )
    if not all(os.access(folder / each, os.R_OK | os.W_OK | os.X_OK) for each in ("cur", "new")):
        raise BounceBoxUnusable(
            _(
                "Brevlådan %(folder)s går inte att läsa och skriva i. "
                "Kontrollera rättigheterna till mapparna cur och new.",
                folder=folder,
            )
        )
    yield MaildirBox(folder)


class MaildirBox:
    """new/ is what is unread; what is read moves to cur/ with the flag S. Nothing is deleted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def unread(self, after: Position) -> Iterator[BoxMail]:  # noqa: ARG002 (files have no numbers: all of new/ is new)
        """The files of new/, newest first. Raises BounceBoxUnusable."""
        try:
            with os.scandir(self._folder / "new") as entries:
                files = [
                    (each.stat(follow_symlinks=False).st_mtime, each.name)
                    for each in entries
                    if each.is_file(follow_symlinks=False)
                ]
        except OSError as error:
            raise BounceBoxUnusable(
                _(
                    "Brevlådan %(folder)s går inte att läsa (%(strerror)s).",
                    folder=self._folder,
                    strerror=error.strerror,
                )
            ) from error
        for _age, name in sorted(files, reverse=True)[:_MOST]:
            # Another program may take the file away, or keep it to itself.
            with suppress(OSError), (self._folder / "new" / name).open("rb") as file:
                content = file.read(READ_BYTES)
                yield BoxMail(content, partial(self._move, name), Position())

    def _move(self, name: str) -> None:
        read = self._folder / "cur" / f"{name.partition(':')[0]}:2,S"
        if read.exists():
            return
        try:
            (self._folder / "new" / name).rename(read)
        except FileNotFoundError:
            return
        except OSError as error:
            raise BounceBoxUnusable(
                _(
                    "Brevlådan %(folder)s går inte att skriva i (%(strerror)s). Kontrollera rättigheterna.",
                    folder=self._folder,
                    strerror=error.strerror,
                )
            ) from error
