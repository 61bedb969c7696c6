"""The built-in mailbox in place of an SMTP server."""

from pathlib import Path

import pytest

from tests.mail.test_message import made
from tests.mailing import NOW, composed, mail_settings, plan_mails
from tracker.clock import standing_clock
from tracker.errors import NotFound
from tracker.mail.delivering import deliver_due
from tracker.mail.mailbox import MailboxTransport, list_mailbox, read_mail
from tracker.mail.message import Composed
from tracker.mail.outgoing import outgoing
from tracker.mail.smtp import SmtpTransport
from tracker.mail.transport import ServerUnreachable, Unsendable


def test_mails_are_kept_and_can_be_read(database: Path, tmp_path: Path) -> None:
    box = tmp_path / "brevlåda"
    plan_mails(database, 3)
    tally = deliver_due(
        database=database,
        busy_seconds=5,
        transport=outgoing(mail_settings(), mailbox=box),
        settings=mail_settings(),
        clock=standing_clock(NOW),
        compose=composed,
    )
    assert tally.sent == 3
    heads = list_mailbox(box)
    assert {each.subject for each in heads} == {"Påminnelse om återrapport"}
    assert {each.dated for each in heads} == {NOW}
    mail = read_mail(box, next(each.name for each in heads if "agare0001" in each.to))
    assert mail.sender == "Återrapport <aterrapport@kommun.example>"
    assert mail.to == '"Åsa, agare0001@kommun.example" <agare0001@kommun.example>'
    assert mail.text == "Hej Åsa, agare0001@kommun.example!\n"
    assert mail.html == "<p>Hej Åsa, agare0001@kommun.example!</p>\n"


def test_the_same_message_again_replaces_it(tmp_path: Path) -> None:
    box = MailboxTransport(tmp_path)
    box.send("a@b.example", "c@d.example", made())
    box.send("a@b.example", "c@d.example", made(Composed("Igen", "Hej\n", "")))
    (head,) = list_mailbox(tmp_path)
    assert head.subject == "Igen"
    assert head.name == "20190527T053000Z-0123abc.eml"
    assert [each.name for each in tmp_path.iterdir()] == [head.name], "no unfinished file is left"


def test_the_newest_come_first_and_only_so_many(tmp_path: Path) -> None:
    box = MailboxTransport(tmp_path)
    for number in range(5):
        box.send("a@b.example", "c@d.example", made(dated=NOW.replace(hour=number), message_id=f"<{number}@b.example>"))
    assert [each.dated.hour for each in list_mailbox(tmp_path, limit=3)] == [4, 3, 2]


def test_an_empty_mailbox(tmp_path: Path) -> None:
    assert list_mailbox(tmp_path / "none") == []


@pytest.mark.parametrize(
    "name", ["../x.eml", "/etc/passwd", "", ".", "20190527T053000Z-../../x.eml", "20190527T053000Z-x.eml"]
)
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.eml").write_bytes(made())
    box = tmp_path / "box"
    box.mkdir()
    with pytest.raises(NotFound):
        read_mail(box, name)


def test_a_folder_that_cannot_be_written_leaves_everything_due(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerUnreachable, match="går inte att skriva"):
        MailboxTransport(tmp_path / "file").send("a@b.example", "c@d.example", made())


def test_content_without_a_message_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsendable):
        MailboxTransport(tmp_path).send("a@b.example", "c@d.example", b"Subject: x\r\n\r\nx\r\n")


def test_a_host_means_smtp(tmp_path: Path) -> None:
    assert isinstance(outgoing(mail_settings(host="localhost"), mailbox=tmp_path), SmtpTransport)
    assert isinstance(outgoing(mail_settings(), mailbox=tmp_path), MailboxTransport)
