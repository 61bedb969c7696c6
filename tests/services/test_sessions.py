"""Sessions begin with a token of their own, and end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.plan_on_file import ANNA, BO, PlanOnFile, save_example
from tracker.config import load_settings
from tracker.errors import NotFound
from tracker.services.sessions import (
    Entry,
    Visit,
    Way,
    begin_session,
    end_every_session,
    end_session,
    open_sessions,
    session_of,
)
from tracker.store import people
from tracker.store.opening import opened, writing

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
VISIT = Visit(load_settings(environment={}).sign_in, FIREFOX, at=AT, now=NOW)


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


def _later(**passed: float) -> Visit:
    return replace(VISIT, at=AT + timedelta(**passed))


def _begin(plan: PlanOnFile, email: str = ANNA, visit: Visit = VISIT) -> Entry:
    with opened(plan.path) as db, writing(db):
        person = people.by_email(db, email)
        assert person is not None
        return begin_session(db, person, Way.LINK, visit)


def _holder(plan: PlanOnFile, token: str, visit: Visit = VISIT) -> str:
    with opened(plan.path) as db:
        session = session_of(db, token, visit)
        return session.person.name if session else ""


def test_the_token_says_who_it_is_and_is_new_each_time(plan: PlanOnFile) -> None:
    first, second = _begin(plan), _begin(plan)
    assert first.token != second.token
    assert _holder(plan, first.token) == _holder(plan, second.token) == "Anna Berg"
    assert _holder(plan, first.token[:-1]) == _holder(plan, "") == _holder(plan, "\ud800") == ""


def test_neither_token_nor_what_the_browser_says_is_in_the_database(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    with opened(plan.path) as db:
        content = "\n".join(db.conn.iterdump())
    assert token not in content
    assert "Gecko" not in content
    assert "Firefox, Linux" in content


def test_it_ends_when_it_is_not_used_for_twelve_hours(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    assert _holder(plan, token, _later(hours=11.9))
    assert _holder(plan, token, _later(hours=23.8))
    assert not _holder(plan, token, _later(hours=35.9))
    assert not _holder(plan, token, _later(hours=35.9))


def test_it_ends_after_thirty_days_however_much_it_is_used(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    for hours in range(10, 30 * 24, 10):
        assert _holder(plan, token, _later(hours=hours))
    assert not _holder(plan, token, _later(days=30))


def test_that_it_is_used_is_written_down_seldom_and_a_locked_database_stops_nothing(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    with opened(plan.path) as db, opened(plan.path, busy_seconds=0.01) as busy:
        before = list(db.conn.iterdump())
        assert session_of(db, token, _later(minutes=4))
        assert list(db.conn.iterdump()) == before
        with writing(db):
            assert session_of(busy, token, _later(minutes=6))
        assert session_of(db, token, _later(minutes=6))
        assert list(db.conn.iterdump()) != before


def test_a_person_who_has_left_is_signed_out(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    with opened(plan.path) as db, writing(db):
        people.set_left_on(db, plan.people[ANNA], date(2019, 5, 27))
    assert not _holder(plan, token)


def test_one_is_ended_and_the_others_stay(plan: PlanOnFile) -> None:
    first, second = _begin(plan), _begin(plan)
    with opened(plan.path) as db:
        newest = open_sessions(db, first.person, VISIT)[0]
        end_session(db, first.person, newest.id, VISIT)
        assert len(open_sessions(db, first.person, VISIT)) == 1
        with pytest.raises(NotFound):
            end_session(db, first.person, newest.id, VISIT)
    assert [_holder(plan, each.token) for each in (first, second)] == ["Anna Berg", ""]


def test_nobody_can_end_anothers(plan: PlanOnFile) -> None:
    hers, his = _begin(plan, ANNA), _begin(plan, BO)
    with opened(plan.path) as db:
        session = open_sessions(db, hers.person, VISIT)[0]
        with pytest.raises(NotFound):
            end_session(db, his.person, session.id, VISIT)
        end_every_session(db, his.person, VISIT)
    assert _holder(plan, hers.token)
    assert not _holder(plan, his.token)


def test_all_are_ended_but_the_one_that_is_to_stay(plan: PlanOnFile) -> None:
    entries = [_begin(plan) for _ in range(3)]
    with opened(plan.path) as db:
        kept = session_of(db, entries[1].token, VISIT)
        assert kept is not None
        end_every_session(db, kept.person, VISIT, but=kept.id)
    assert [bool(_holder(plan, each.token)) for each in entries] == [False, True, False]


def test_it_is_fresh_for_half_an_hour(plan: PlanOnFile) -> None:
    token = _begin(plan).token
    with opened(plan.path) as db:
        session = session_of(db, token, VISIT)
    assert session is not None
    assert session.is_fresh(AT + timedelta(minutes=30))
    assert not session.is_fresh(AT + timedelta(minutes=31))


def test_what_ended_long_ago_is_forgotten(plan: PlanOnFile) -> None:
    _begin(plan)
    _begin(plan, BO, _later(days=61))
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM session").fetchone()[0] == 1
