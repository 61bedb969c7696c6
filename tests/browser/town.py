"""A plan with its invented people, served at an instant to whoever signs in: for journeys through the pages."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.ludvika import save_ludvika
from tests.signing_in import cookie_for
from tracker.app import create_app
from tracker.clock import Clock, standing_clock
from tracker.config import Settings
from tracker.services.sending import mailbox_folder, send_due

_LINK = re.compile(r"http://127\.0\.0\.1:8019(/[^\s\"<>]+)")


@dataclass(slots=True)
class Town:
    """Where the program answers. at: what its clock says, to be set by the test."""

    url: str
    app: Flask
    settings: Settings
    at: datetime

    @contextmanager
    def window(self, browser: Browser, email: str, *, script: bool, locale: str = "sv-SE") -> Iterator[Page]:
        """Somebody's browser on a desk, signed in; "" is a stranger's."""
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, java_script_enabled=script, locale=locale
        )
        if email:
            name, value = cookie_for(self.app, self.settings.database.path, email)
            context.add_cookies([{"name": name, "value": value, "url": self.url}])
        try:
            yield context.new_page()
        finally:
            context.close()


@contextmanager
def served(database: Path, at: datetime, filled: Settings | None = None) -> Iterator[Town]:
    """The program on a migrated database, which gets Ludvika's plan where it is not filled already. at: UTC."""
    settings = filled or save_ludvika(database)
    town: list[Town] = []
    app = create_app(settings, Clock(lambda: town[0].at, rehearsed=True))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    town.append(Town(f"http://127.0.0.1:{server.port}", app, settings, at))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield town[0]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def come(town: Town, at: datetime) -> None:
    """Let it be that instant: what is due leaves."""
    town.at = at
    send_due(town.settings, standing_clock(at))


def link_in_mail(town: Town, email: str, begins: str) -> str:
    """Of the newest letter to her that holds a link beginning so, at the address where the program answers here."""
    for file in sorted(
        mailbox_folder(town.settings).glob("*.eml"), key=lambda each: each.stat().st_mtime_ns, reverse=True
    ):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        text = message.get_body(("plain",))
        assert text is not None
        for found in _LINK.finditer(text.get_content()):
            if email in str(message["To"]) and found[1].startswith(begins):
                return town.url + found[1]
    raise AssertionError(f"no letter to {email} with a link to {begins}")
