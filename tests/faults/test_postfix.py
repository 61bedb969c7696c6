"""A whole run through a real mail server, Postfix: what it delivers is what was sent, to the byte."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.faults.installation import MORNING
from tests.ludvika import settings_for
from tests.mail.postfix import Postfix, running_postfix
from tests.many_committees import fill
from tests.processes import wait_until
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.mail.checking import check_mail_server
from tracker.services.sending import send_due
from tracker.services.unreached import unreached
from tracker.store import deliveries, sent_copies
from tracker.store.opening import opened

pytestmark = pytest.mark.servers("postfix")
UNKNOWN = "okand@kommun.example"
OWNERS = 50


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    known = [f"agare{committee:03}-{owner:02}" for committee in range(OWNERS // 10) for owner in range(1, 11)]
    with running_postfix(domain="kommun.example", mailboxes=known) as server:
        yield server


@pytest.fixture
def settings(database: Path, postfix: Postfix) -> Settings:
    """Fifty owners, one of whom has an address that nobody has."""
    with opened(database) as db:
        fill(db, committee_count=OWNERS // 10, meetings_each=1, same_day=True)
        db.execute("UPDATE person SET email = ? WHERE email = 'agare000-01@kommun.example'", (UNKNOWN,))
    configured = settings_for(database, smtp_port=postfix.port)
    ca_file = str(Path(__file__).parent.parent / "mail/certificates/ca.pem")
    changes = {"host": "localhost", "security": "starttls", "ca_file": ca_file}
    return configured.model_copy(update={"mail": configured.mail.model_copy(update=changes)})


def test_every_owner_has_the_mail_once_and_the_unknown_one_is_shown(settings: Settings, postfix: Postfix) -> None:
    assert check_mail_server(settings.mail) is None
    clock = standing_clock(MORNING)
    result = send_due(settings, clock)
    assert (result.tally.sent, result.tally.failed, result.tally.stopped_by) == (OWNERS - 1, 1, "")
    assert send_due(settings, clock).tally.sent == 0

    wait_until(lambda: len(postfix.delivered()) == OWNERS - 1, postfix.log)
    mailboxes = postfix.delivered()
    with opened(settings.database.path) as db:
        ledger = deliveries.all_deliveries(db)
        (failed,) = [each for each in ledger if each.state is DeliveryState.FAILED]
        for each in ledger:
            if each is failed:
                continue
            (arrived,) = mailboxes[each.address.partition("@")[0]]
            kept = sent_copies.sent_copy(db, each.id)
            assert kept is not None
            # The server adds lines above and ends them its own way; what we wrote it leaves alone.
            assert arrived.endswith(kept.content.replace(b"\r\n", b"\n"))
            assert max(map(len, arrived.split(b"\n"))) <= 998
            message = message_from_bytes(arrived, policy=policy.default)
            text = message.get_body(("plain",))
            assert text is not None
            assert f"Hej {each.name}" in text.get_content() or "Ägare" in str(message["To"])
            assert "Åtgärd" in text.get_content()
        assert failed.address == UNKNOWN
        assert failed.words.startswith("550 5.1.1 ")
        (nobody,) = unreached(db, None, today=clock.today())
    assert nobody.address == UNKNOWN


def test_a_certificate_that_is_not_trusted_stops_the_run_and_loses_nobody(settings: Settings, postfix: Postfix) -> None:
    mail = settings.mail.model_copy(update={"ca_file": ""})
    before = postfix.delivered()
    result = send_due(settings.model_copy(update={"mail": mail}), standing_clock(MORNING))
    assert "certifikat" in result.tally.stopped_by
    assert (result.tally.sent, result.planned) == (0, OWNERS)
    assert postfix.delivered() == before
