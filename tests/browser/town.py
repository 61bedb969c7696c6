"""Ludvika's plan with its invented people, served at an instant to whoever signs in: for journeys through the pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.ludvika import save_ludvika
from tests.signing_in import cookie_for
from tracker.app import create_app
from tracker.clock import Clock
from tracker.config import Settings


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
def served(database: Path, at: datetime) -> Iterator[Town]:
    """The program on a migrated database. at: UTC."""
    settings = save_ludvika(database)
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
