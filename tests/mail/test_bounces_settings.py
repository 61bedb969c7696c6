"""Which settings of bounces are taken, and where the Return-Path leads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.mailing import SENDER, mail_settings
from tracker.config import load_settings
from tracker.errors import ConfigError
from tracker.mail.address import checked_address
from tracker.mail.bounces.connecting import folder_argument


def test_nothing_set_reads_nothing() -> None:
    assert not load_settings(environment={}).bounces.configured


def test_the_password_comes_from_the_environment_and_is_never_shown() -> None:
    settings = load_settings(environment={"TRACKER_BOUNCE_PASSWORD": "hemligt"})
    assert settings.bounces.imap_password == "hemligt"
    assert "hemligt" not in repr(settings)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('maildir = "a"\nimap_host = "b"', "inte båda"),
        ('imap_security = "ssl"', "bounces.imap_security"),
        ("imap_port = 0", "bounces.imap_port"),
        ('imap_folder = "a\\r\\nb LOGOUT"', "bounces.imap_folder"),
        ('imap_password = "x"\nmaildirs = "y"', "bounces.maildirs"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[bounces]\n{written}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_settings(file, environment={})


def test_reports_go_to_the_sender_where_nothing_else_is_set() -> None:
    assert mail_settings().envelope_from == SENDER
    assert mail_settings(bounce_address="studsar@kommun.example").envelope_from == "studsar@kommun.example"


@given(
    st.from_regex(r"[a-zåA-Z0-9.!#$%&'*+/=?^_`{|}~@ <>,-]{0,80}@[a-zåA-Z0-9.-]{0,80}", fullmatch=True)
    | st.emails()
    | st.builds("{}@{}".format, st.integers(1, 99).map("x".__mul__), st.integers(1, 99).map("y".__mul__))
    | st.text(max_size=120)
)
def test_a_return_path_that_is_accepted_is_never_refused_at_sending(address: str) -> None:
    """A refusal there would fail every e-mail for good."""
    try:
        settings = mail_settings(bounce_address=address)
    except ValidationError:
        return
    assert checked_address(settings.envelope_from) == settings.envelope_from


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_a_folder_is_one_quoted_word_of_ascii(name: str) -> None:
    written = folder_argument(name)
    assert written.isascii()
    assert written.isprintable()
    inside = written[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\\" not in inside
