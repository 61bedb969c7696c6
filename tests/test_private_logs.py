"""No log, however talkative, and no health page says who is written to, what is written, or how a link is opened."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from tests.ludvika import JONAS, SAMIRA, save_ludvika, settings_for
from tests.smtp_sink import DROP, SmtpSink, Stage
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.logs import log_to_stderr
from tracker.scheduler.job import Job
from tracker.store.opening import opened
from tracker.web.access import open_to_all

STEP = datetime(2019, 5, 27, 6, tzinfo=UTC)
NAME, TITLE, SAID = "Zebulon Särpräglad", "Översyn av den påhittade verksamheten", "Vi har pratat med facket om saken"


class Everything(logging.Handler):
    """Keeps what is logged as it would be written, tracebacks too."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The SMTP server of the tests, in this process, has a log of its own.
        if not record.name.startswith("mail."):
            self.lines.append(self.format(record))


@pytest.fixture
def log() -> Everything:
    """What every logger says, from DEBUG on."""
    log_to_stderr()
    handler = Everything()
    logging.getLogger().addHandler(handler)
    for name in ("", "tracker", "tracker.mail", "apscheduler", *logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    return handler


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Loggers are the process's: leave them as they were."""
    names = ["", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = logging.getLogger().handlers[:]
    yield
    for name in ["", *logging.root.manager.loggerDict]:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
    logging.getLogger().handlers[:] = handlers


def app_of(database: Path, *, failing: bool = False) -> Flask:
    app = create_app(settings_for(database), standing_clock(STEP), key="only-for-tests")
    if failing:

        @open_to_all
        def fail(token: str) -> str:
            raise RuntimeError(f"{token} {NAME} {SAID}")

        app.add_url_rule("/fault/<token>", view_func=fail)
    return app


def test_logs_and_health_page_keep_everything_to_themselves(
    database: Path, smtp_sink: SmtpSink, log: Everything
) -> None:
    save_ludvika(database)
    settings = settings_for(database, smtp_port=smtp_sink.port)
    with opened(database) as db:
        db.execute("UPDATE person SET name = ? WHERE email = ?", (NAME, JONAS))
        db.execute(
            "UPDATE measure SET title = ? WHERE owner_id = (SELECT id FROM person WHERE email = ?)", (TITLE, JONAS)
        )
    # The server repeats whom it refuses, drops one, and lets the rest pass; then it closes for everybody.
    smtp_sink.script(Stage.RCPT, f"550 5.1.1 <{SAMIRA}> Zebulon is unknown", recipient=SAMIRA)
    smtp_sink.script(Stage.DATA, DROP)
    smtp_sink.script(Stage.RCPT, f"451 4.3.0 <{JONAS}> Zebulon is busy", times=3)
    job = Job(settings, standing_clock(STEP), wall=standing_clock(STEP))
    job.run()
    later = standing_clock(datetime(2019, 5, 27, 8, tzinfo=UTC))
    smtp_sink.script(Stage.MAIL, f"421 4.3.2 <{JONAS}> must wait", times=None)
    Job(settings, later, wall=later).run()
    smtp_sink.rules.clear()
    last = standing_clock(datetime(2019, 5, 27, 12, tzinfo=UTC))
    Job(settings, last, wall=last).run()

    messages = [message_from_bytes(each.content, policy=policy.default) for each in smtp_sink.taken]
    texts = [text(each) for each in messages]
    tokens = {
        token for each in texts for token in re.findall(r"/(?:reports|calendar)/([\w.-]{20,}?)(?:\.ics)?(?=\s|$)", each)
    }
    assert tokens, "there are links to look for"
    form = next(token for each, token in ((each, re.search(r"/reports/([\w.-]+)", each)) for each in texts) if token)
    client = app_of(database, failing=True).test_client()
    assert client.get(f"/reports/{form[1]}").status_code == 200
    assert client.get(f"/fault/{form[1]}").status_code == 500
    assert client.get(f"/reports/{form[1]}x").status_code == 410
    health = client.get("/health")

    said = "\n".join(log.lines) + health.text
    assert "run=1 seconds=" in said
    assert "sent=" in said
    assert "RuntimeError at " in said
    secrets = {JONAS, SAMIRA, "Zebulon", TITLE, SAID, *tokens, *(str(each["Subject"]) for each in messages)}
    assert [each for each in secrets if each in said] == []
    assert "@" not in said.replace("%s@", "")
    assert date(2019, 6, 12).isoformat() not in said


def text(message: object) -> str:
    """The text part."""
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())
