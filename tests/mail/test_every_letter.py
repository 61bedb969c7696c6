"""Every kind of letter, as it is really written, with hostile words in it: well-formed, and complete as text."""

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.ludvika import JONAS, MEETINGS, SAMIRA, holder, noon, save_ludvika, settings_for
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.event import PROGRAM
from tracker.mail.address import printable
from tracker.services.absences import leave
from tracker.services.finding import find_person
from tracker.services.meeting_changes import cancel
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import mailbox_folder, send_due
from tracker.services.sign_in import ask_for_link
from tracker.store import deliveries, meetings
from tracker.store.opening import opened, writing

FIRST, REPORTED, ESCALATED, DISPATCHED = date(2019, 5, 20), date(2019, 5, 21), date(2019, 6, 4), date(2019, 6, 5)
HEADERS = {
    "from", "to", "subject", "date", "message-id", "auto-submitted", "content-language", "mime-version", "content-type",
    "content-transfer-encoding",
}  # fmt: skip
Fates = dict[MessageKind, Counter[str]]
KINDS = {each for each in MessageKind if each.value != "trial"}


@dataclass(frozen=True)
class Hostile:
    """What somebody has put where people write."""

    name: str
    title: str
    text: str


class _Visible(HTMLParser):
    """The text that a reader sees, and the addresses that links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "title")
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)


@pytest.fixture(scope="module")
def plan(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model plan on file, to be copied."""
    path = tmp_path_factory.mktemp("plan") / "tracker.sqlite"
    shutil.copy(migrated, path)
    save_ludvika(path)
    return path


def letters_of(
    plan: Path, folder: Path, hostile: Hostile
) -> tuple[list[EmailMessage], dict[MessageKind, Counter[str]]]:
    """A month in which every kind of letter is written: what was kept, and what became of each kind."""
    path = folder / "tracker.sqlite"
    shutil.copy(plan, path)
    config = settings_for(path)
    with opened(path) as db:
        with writing(db):
            for address in (SAMIRA, JONAS):
                db.execute("UPDATE person SET name = ? WHERE email = ?", (hostile.name, address))
            db.execute("UPDATE measure SET title = ? || position", (hostile.title,))
            db.execute("UPDATE plan SET title = ?", (hostile.title,))
            db.execute("UPDATE committee SET name = ?", (hostile.title,))
        ask_for_link(db, SAMIRA, next_path="", now=noon(FIRST).now())
    send_due(config, noon(FIRST))
    with opened(path) as db:
        who = holder(db, config, SAMIRA, MEETINGS[0])
        (due,) = due_reports(db, who, REPORTED)
        answer = Answer(status="delayed", forecast="1,1 mnkr", outcome="", text="Sagt.")
        submit(db, who, {due.report_id: answer}, now=noon(REPORTED).now(), today=REPORTED)
        said = db.execute("SELECT max(id) FROM report_version").fetchone()[0]
        db.execute("DROP TRIGGER report_version_keeps_update")
        db.execute("UPDATE report_version SET text = ? WHERE id = ?", (hostile.text, said))
        leave(db, find_person(db, JONAS), last_day=date(2019, 8, 31), actor=PROGRAM, now=noon(REPORTED).now())
    for day in (REPORTED, ESCALATED, DISPATCHED):
        send_due(config, noon(day))
    with opened(path) as db:
        rule = config.meetings.deadline_rule
        for held_on in MEETINGS[:2]:
            meeting = meetings.on(db, 1, held_on, rule)
            assert meeting is not None
            cancel(db, meeting, actor=PROGRAM, now=noon(DISPATCHED).now())
    send_due(config, noon(date(2019, 6, 7)))
    fates: dict[MessageKind, Counter[str]] = {}
    with opened(path) as db:
        for each in deliveries.all_deliveries(db):
            fates.setdefault(each.message, Counter())[each.state] += 1
            assert each.state is not DeliveryState.DEFERRED, each.words
    kept = [each.read_bytes() for each in mailbox_folder(config).glob("*.eml")]
    assert all(max(map(len, each.split(b"\r\n"))) <= 998 for each in kept)
    return [_parsed(each) for each in kept], fates


def _parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.strict.clone(message_factory=EmailMessage))
    assert isinstance(message, EmailMessage)
    return message


def _words(text: str) -> str:
    return " ".join(text.split())


def check(message: EmailMessage) -> None:
    """Nothing has broken out of its place, and whoever reads only the text misses nothing."""
    assert {name.lower() for name in message} <= HEADERS
    assert all(count == 1 for count in Counter(name.lower() for name in message).values())
    assert not any(part.defects for part in message.walk())
    assert len(message["To"].addresses) == 1
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    text = _words(plain.get_content())
    seen = _Visible()
    seen.feed(html.get_content())
    assert [each for each in seen.links if each not in text] == []
    figures = re.findall(r"\S*\d\S*", _words(" ".join(seen.said)))
    assert [each for each in figures if each.strip("().,;:”") not in text] == []
    for line in seen.said:
        for said in re.findall(r"”(.*?)”", line):
            assert _words(said) in text


HOSTILE = st.builds(
    Hostile,
    name=st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
    title=st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip())),
    text=st.text(max_size=2000),
)


# Not shrunk: each example is a month of a whole installation.
@settings(
    max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(hostile=HOSTILE)
@example(Hostile("Åsa\r\nBcc: alla@kommun.example", "Spara\r\n\r\nlokaler", "En rad\n.\nMAIL FROM:<x@y.example>\r\n"))
@example(Hostile('Eva "Ev" <e@f.example>, Ek', "<script>alert(1)</script>", "{{ 7 * 7 }} {% raw %} </td>"))
@example(Hostile("=?utf-8?q?Chef?=", "å" * 1500, "ö" * 1999))
@example(Hostile("x" * 1500, "--=_alternative--", "--=_mixed\r\n.\r\n" * 50))
def test_every_letter_is_well_formed_and_its_text_complete(plan: Path, hostile: Hostile) -> None:
    """A name that cannot stand in a header fails that letter in the ledger; the rest arrive."""
    with tempfile.TemporaryDirectory() as folder:
        messages, fates = letters_of(plan, Path(folder), hostile)
    for message in messages:
        check(message)
    assert set(fates) == KINDS
    for kind, counts in fates.items():
        assert counts[DeliveryState.SENT] or counts[DeliveryState.FAILED], kind
    if printable(hostile.name):
        assert not any(counts[DeliveryState.FAILED] for counts in fates.values())
