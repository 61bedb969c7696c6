"""From "send me a link" to a letter and a session: over real SMTP, at any hour, and without a trace of the link."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.ludvika import JONAS, SAMIRA, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.clock import Clock, standing_clock
from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.services.sending import send_due
from tracker.services.sessions import SignInRefused, Visit
from tracker.services.sign_in import ask_for_link, sign_in_by_link
from tracker.store import deliveries, people, sent_copies
from tracker.store.opening import opened, writing

NATIONAL_NIGHT = standing_clock(datetime.combine(date(2019, 6, 6), time(3, 0), STOCKHOLM))


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def _ask(settings: Settings, email: str, clock: Clock, next_path: str = "") -> None:
    with opened(settings.database.path) as db:
        ask_for_link(db, email, next_path=next_path, now=clock.now())


def _visit(settings: Settings, clock: Clock) -> Visit:
    return Visit(settings.sign_in, "", at=clock.now(), now=clock.now())


def _token(content: bytes) -> str:
    found = re.search(r"/sign-in/([A-Za-z0-9_-]{43})", content.replace(b"=\r\n", b"").decode())
    assert found
    return found[1]


def _sign_in_letters(settings: Settings) -> list[str]:
    with opened(settings.database.path) as db:
        found = [each for each in deliveries.all_deliveries(db) if each.message is MessageKind.SIGN_IN]
    return [f"{each.name}: {each.state}" for each in found]


def test_the_link_is_sent_at_night_on_a_day_off_and_nothing_else_is(settings: Settings, smtp_sink: SmtpSink) -> None:
    dead = settings.model_copy(update={"mail": settings.mail.model_copy(update={"port": 1})})
    send_due(dead, standing_clock(datetime(2019, 6, 5, 8, tzinfo=UTC)))
    _ask(settings, JONAS, NATIONAL_NIGHT)
    send_due(settings, NATIONAL_NIGHT)
    assert [each.recipient for each in smtp_sink.taken] == [JONAS]
    assert _token(smtp_sink.taken[0].content)
    with opened(settings.database.path) as db:
        waiting = deliveries.counts_by_state(db)
    assert waiting[DeliveryState.PLANNED] + waiting[DeliveryState.DEFERRED] > 0
    send_due(settings, standing_clock(datetime(2019, 6, 7, 8, tzinfo=UTC)))
    assert len(smtp_sink.taken) > 1


def test_it_signs_in_once_and_leads_to_where_she_was_going(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    _ask(settings, JONAS.upper(), clock, next_path="/plans/ludvika-2019")
    send_due(settings, clock)
    token = _token(smtp_sink.taken[0].content)
    with opened(settings.database.path) as db:
        entry = sign_in_by_link(db, token, _visit(settings, clock))
        assert (entry.person.email, entry.next_path) == (JONAS, "/plans/ludvika-2019")
        with pytest.raises(SignInRefused):
            sign_in_by_link(db, token, _visit(settings, clock))


def test_it_holds_for_half_an_hour_from_when_it_was_asked_for(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    for _ in range(2):
        _ask(settings, JONAS, clock)
    send_due(settings, clock)
    first, second = (_token(each.content) for each in smtp_sink.taken)
    with opened(settings.database.path) as db:
        for token, minutes, holds in ((first, 30, True), (second, 31, False)):
            visit = _visit(settings, standing_clock(clock.now() + timedelta(minutes=minutes)))
            if holds:
                assert sign_in_by_link(db, token, visit)
            else:
                with pytest.raises(SignInRefused):
                    sign_in_by_link(db, token, visit)


def test_the_link_is_neither_in_the_database_nor_in_the_kept_copy(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    _ask(settings, JONAS, clock)
    send_due(settings, clock)
    token = _token(smtp_sink.taken[0].content)
    with opened(settings.database.path) as db:
        assert token not in "\n".join(db.conn.iterdump())
        letter = next(each for each in deliveries.all_deliveries(db) if each.message is MessageKind.SIGN_IN)
        copy = sent_copies.sent_copy(db, letter.id)
    assert copy is not None
    text = copy.content.replace(b"=\r\n", b"").decode()
    assert token not in text
    assert "Logga in" in text
    assert text.count("(borttagen)") == 4


def test_tried_again_it_is_the_same_link(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    _ask(settings, JONAS, clock)
    send_due(settings, clock)
    with opened(settings.database.path) as db, writing(db):
        db.execute("UPDATE delivery SET state = 'uncertain' WHERE message = 'sign_in'")  # as if no answer had come
    send_due(settings, clock)
    assert len({_token(each.content) for each in smtp_sink.taken}) == 1
    assert len(smtp_sink.taken) == 2


@pytest.mark.parametrize("email", ["nobody@kommun.example", "", "%", "x" * 300])
def test_for_an_unknown_address_nothing_is_sent_and_nothing_kept(
    settings: Settings, smtp_sink: SmtpSink, email: str
) -> None:
    clock = noon(date(2019, 5, 10))
    with opened(settings.database.path) as db:
        before = list(db.conn.iterdump())
        _ask(settings, email, clock)
        assert list(db.conn.iterdump()) != before
        send_due(settings, clock)
        assert list(db.conn.iterdump()) == before
    assert not smtp_sink.taken


def test_nobody_is_sent_more_than_five_at_a_time(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    for _ in range(9):
        _ask(settings, JONAS, clock)
    _ask(settings, SAMIRA, clock)
    send_due(settings, clock)
    assert sorted(each.recipient for each in smtp_sink.taken) == [JONAS] * 5 + [SAMIRA]
    later = standing_clock(clock.now() + timedelta(minutes=31))
    _ask(settings, JONAS, later)
    send_due(settings, later)
    assert len(smtp_sink.taken) == 7


def test_who_has_left_is_sent_none_and_cannot_use_the_one_she_has(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    _ask(settings, JONAS, clock)
    send_due(settings, clock)
    with opened(settings.database.path) as db:
        with writing(db):
            person = people.by_email(db, JONAS)
            assert person is not None
            people.set_left_on(db, person.id, date(2019, 5, 9))
        _ask(settings, JONAS, clock)
        send_due(settings, clock)
        assert smtp_sink.copies()[JONAS] == 1
        with pytest.raises(SignInRefused):
            sign_in_by_link(db, _token(smtp_sink.taken[0].content), _visit(settings, clock))


def test_a_letter_whose_link_has_ended_is_not_sent(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = noon(date(2019, 5, 10))
    dead = settings.model_copy(update={"mail": settings.mail.model_copy(update={"port": 1})})
    _ask(settings, JONAS, clock)
    send_due(dead, clock)
    send_due(settings, standing_clock(clock.now() + timedelta(minutes=31)))
    assert not smtp_sink.taken
    assert _sign_in_letters(settings) == ["Jonas Åkerström: failed"]


def test_it_goes_before_all_that_waits(settings: Settings, smtp_sink: SmtpSink) -> None:
    clock = standing_clock(datetime(2019, 5, 16, 8, tzinfo=UTC))
    dead = settings.model_copy(update={"mail": settings.mail.model_copy(update={"port": 1})})
    send_due(dead, clock)
    _ask(settings, SAMIRA, clock)
    send_due(settings, clock)
    assert len(smtp_sink.taken) > 1
    assert _token(smtp_sink.taken[0].content)
