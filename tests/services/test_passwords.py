"""Passwords: set, used, changed, removed; and nothing tells which address is known."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlite_utils import Database

from tests.plan_on_file import ANNA, BO, PlanOnFile, save_example
from tracker.config import load_settings
from tracker.errors import Refused
from tracker.services.passwords import (
    NotFresh,
    WeakPassword,
    WrongPassword,
    has_password,
    remove_password,
    set_password,
    sign_in_by_password,
)
from tracker.services.sessions import Session, Visit, Way, begin_session, open_sessions, session_of
from tracker.store import passwords, people
from tracker.store.opening import opened, writing

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VISIT = Visit(load_settings(environment={}).sign_in, "", at=AT, now=datetime(2019, 5, 28, 8, 0, tzinfo=UTC))
GOOD, BETTER = "sju sorters kakor", "åtta sorters bullar"


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


def _signed_in(db: Database, email: str = ANNA) -> Session:
    with writing(db):
        person = people.by_email(db, email)
        assert person is not None
        token = begin_session(db, person, Way.LINK, VISIT).token
    session = session_of(db, token, VISIT)
    assert session is not None
    return session


def test_one_that_is_set_signs_in_whatever_the_capitals_of_the_address(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        session = _signed_in(db)
        set_password(db, session, GOOD, VISIT)
        assert has_password(db, session.person)
        entry = sign_in_by_password(db, f" {ANNA.upper()} ", GOOD, VISIT, next_path="/x")
        assert (entry.person.id, entry.next_path) == (plan.people[ANNA], "/x")
        assert GOOD not in "\n".join(db.conn.iterdump())


def test_everything_that_is_wrong_is_refused_in_the_same_words(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        set_password(db, _signed_in(db), GOOD, VISIT)
        said = set()
        for email, password in ((ANNA, GOOD + "x"), (ANNA, ""), (BO, GOOD), ("nobody@x.example", GOOD), ("", "")):
            with pytest.raises(WrongPassword) as refused:
                sign_in_by_password(db, email, password, VISIT)
            said.add(str(refused.value))
        with writing(db):
            people.set_left_on(db, plan.people[ANNA], date(2019, 5, 27))
        with pytest.raises(WrongPassword) as refused:
            sign_in_by_password(db, ANNA, GOOD, VISIT)
        assert said == {str(refused.value)}


def test_an_unknown_address_takes_as_long_as_a_wrong_password(plan: PlanOnFile) -> None:
    def seconds(email: str) -> float:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            with pytest.raises(WrongPassword):
                sign_in_by_password(db, email, "not this one either", VISIT)
            times.append(time.perf_counter() - began)
        return min(times)

    with opened(plan.path) as db:
        set_password(db, _signed_in(db), GOOD, VISIT)
        seconds("warm@up.example")
        known, unknown, without = seconds(ANNA), seconds("nobody@x.example"), seconds(BO)
    # An answer without a hash would take a hundredth.
    assert known / 3 < unknown < known * 3
    assert known / 3 < without < known * 3


def test_a_change_ends_the_other_sessions_and_the_old_password(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        session, _other = _signed_in(db), _signed_in(db)
        set_password(db, session, GOOD, VISIT)
        assert [each.id for each in open_sessions(db, session.person, VISIT)] == [session.id]
        set_password(db, session, BETTER, VISIT)
        with pytest.raises(WrongPassword):
            sign_in_by_password(db, ANNA, GOOD, VISIT)
        assert sign_in_by_password(db, ANNA, BETTER, VISIT)


def test_one_that_is_removed_signs_in_no_longer(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        session = _signed_in(db)
        set_password(db, session, GOOD, VISIT)
        remove_password(db, session, VISIT)
        with pytest.raises(WrongPassword):
            sign_in_by_password(db, ANNA, GOOD, VISIT)
        with pytest.raises(Refused, match="inget lösenord"):
            remove_password(db, session, VISIT)


def test_a_weak_one_is_refused_and_the_old_one_stays(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        session = _signed_in(db)
        set_password(db, session, GOOD, VISIT)
        with pytest.raises(WeakPassword):
            set_password(db, session, "Anna Berg är jag", VISIT)
        assert sign_in_by_password(db, ANNA, GOOD, VISIT)


def test_it_is_changed_only_soon_after_signing_in(plan: PlanOnFile) -> None:
    late = replace(VISIT, at=AT + timedelta(minutes=31))
    with opened(plan.path) as db:
        session = _signed_in(db)
        set_password(db, session, GOOD, VISIT)
        with pytest.raises(NotFresh):
            set_password(db, session, BETTER, late)
        with pytest.raises(NotFresh):
            remove_password(db, session, late)
        assert sign_in_by_password(db, ANNA, GOOD, VISIT)


def test_a_hash_of_weaker_settings_is_made_anew_when_it_is_used(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        weak = PasswordHasher(time_cost=1, memory_cost=1024).hash(GOOD)
        with writing(db):
            passwords.put(db, plan.people[ANNA], weak, AT)
        assert sign_in_by_password(db, ANNA, GOOD, VISIT)
        assert passwords.of(db, plan.people[ANNA]) != weak
        assert sign_in_by_password(db, ANNA, GOOD, VISIT)
