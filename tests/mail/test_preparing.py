"""E-mails are written as late as can be (DESIGN 4.3: a reminder stops the moment that the owner has reported)."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.mailing import mail_settings, plan_mails, rows
from tracker.domain.delivery import Delivery
from tracker.mail import preparing
from tracker.mail.message import Composed, Nothing
from tracker.mail.preparing import Letter, Preparer, Unwritten
from tracker.store.opening import opened


def test_one_written_ahead_is_used_only_while_it_is_fresh(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_mails(database, 2)
    first, second = rows(database)
    reported: list[int] = []

    def compose(db: Database, delivery: Delivery) -> Composed | Nothing:
        return Nothing("Har kommit in.") if delivery.id in reported else Composed("S", "T", "")

    with opened(database) as db:
        preparer = Preparer(db, mail_settings(), compose)
        preparer.prepare_ahead(second)
        assert isinstance(preparer.prepared(second), Letter)
        preparer.prepare_ahead(second)
        reported.append(first.id)
        assert preparer.prepared(first) == Nothing("Har kommit in."), "another one is never taken for it"
        monkeypatch.setattr(preparing, "_STALE_SECONDS", 0.0)
        preparer.prepare_ahead(second)
        reported.append(second.id)
        assert preparer.prepared(second) == Nothing("Har kommit in."), "written anew when it has been lying"


def test_what_cannot_be_written_says_why(database: Path) -> None:
    plan_mails(database, 1)
    (row,) = rows(database)

    def broken(db: Database, delivery: Delivery) -> Composed | Nothing:
        raise KeyError("hemligt")

    def hostile(db: Database, delivery: Delivery) -> Composed | Nothing:
        return Composed("a\nb", "", "")

    with opened(database) as db:
        failed = Preparer(db, mail_settings(), broken).prepared(row)
        refused = Preparer(db, mail_settings(), hostile).prepared(row)
    assert failed == Unwritten("Brevet gick inte att skriva (KeyError). Felet står i loggen.", permanent=False)
    assert isinstance(refused, Unwritten)
    assert refused.permanent
