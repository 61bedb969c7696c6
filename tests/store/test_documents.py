"""A text is recognised with other line ends too, anything else by its very bytes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ludvika import save_ludvika
from tracker.store import documents
from tracker.store.opening import opened, writing

TEXT = "Åtgärdsplan 2019\n\n1. Färre konsulter\n".encode()
NOW = datetime(2019, 5, 20, tzinfo=UTC)


def known(database: Path, kept: bytes, asked: bytes) -> bool:
    save_ludvika(database)
    with opened(database) as db, writing(db):
        documents.insert(db, plan_id=1, name="plan", content=kept, read_at=NOW)
        assert bytes(db.execute("SELECT content FROM document").fetchone()[0]) == kept
        return documents.plan_read_from(db, asked) == 1


@pytest.mark.parametrize(
    "other",
    [TEXT, TEXT.replace(b"\n", b"\r\n"), TEXT + b"\n", TEXT.rstrip(), TEXT + b"\r\n", b"\xef\xbb\xbf" + TEXT],
)
def test_a_text_is_known_with_other_line_ends(database: Path, other: bytes) -> None:
    assert known(database, TEXT, other)


def test_a_text_that_came_with_other_line_ends_is_known_with_plain_ones(database: Path) -> None:
    assert known(database, TEXT.replace(b"\n", b"\r\n"), TEXT)


@pytest.mark.parametrize("other", [TEXT.replace(b"1.", b"2."), TEXT.replace(b"\n\n", b"\n"), b"\n" + TEXT])
def test_another_text_is_not_known(database: Path, other: bytes) -> None:
    assert not known(database, TEXT, other)


@pytest.mark.parametrize("kept", [b"PK\x03\x04\0\0a\r\nb", b"%PDF-1.7\na\r\nb"])
def test_what_is_no_text_is_known_by_its_very_bytes(database: Path, kept: bytes) -> None:
    assert not known(database, kept, kept.replace(b"\r\n", b"\n"))
