"""A browser, and the program served to it on 127.0.0.1."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.browser.chromium import chromium
from tests.browser.full_town import FullTown, full_town
from tests.plan_on_file import ANNA, BO, EVA, PlanOnFile, report, save_example, token_of
from tests.signing_in import cookie_for
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import load_settings
from tracker.services.sending import send_due

KEY = "a key for tests, as long as a key should be"
NOW = datetime(2019, 8, 27, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the program answers, and the plan in it."""

    url: str
    plan: PlanOnFile
    cookie: tuple[str, str]

    def sign_in(self, context: BrowserContext) -> None:
        """As the administrator, who sees everything."""
        name, value = self.cookie
        context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def form(self, email: str) -> str:
        """The owner's link to the meeting on 4 September."""
        return f"{self.url}/reports/{token_of(self.plan, KEY, email, meeting_id=2)}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def site(database: Path) -> Iterator[Site]:
    """Ludvika's plan on 27 August: the June meeting is reported and over, letters for September are in the mailbox."""
    plan, settings = save_example(database), load_settings(database=database, environment={})
    for email in (ANNA, EVA):
        report(plan, settings, email, datetime(2019, 5, 29, 8, tzinfo=UTC))
    send_due(settings, standing_clock(datetime(2019, 8, 26, 8, tzinfo=UTC)))
    said = datetime(2019, 8, 26, 9, tzinfo=UTC)
    report(plan, settings, BO, said, status="delayed", forecast="vet ej", text="Analysen är försenad.")
    report(plan, settings, EVA, said, status="in_progress", forecast="ca 4,5–5,2", outcome="2")
    app = create_app(settings, standing_clock(NOW), key=KEY)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.port}", plan, cookie_for(app, database))
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's window with JavaScript and without, in which the administrator is signed in."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param, locale="sv-SE"
    )
    site.sign_in(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def full(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullTown]:
    """The town where everything has happened, for the tests of a file: they leave its pages as they are."""
    path = tmp_path_factory.mktemp("town") / "tracker.sqlite"
    shutil.copy(migrated, path)
    with full_town(path) as found:
        yield found
