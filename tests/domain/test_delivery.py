"""When an e-mail is tried again (DESIGN 4.6)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.delivery import DeliveryState, MessageKind, next_attempt

NOW = datetime(2019, 5, 27, 5, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def minutes_until_next(attempts: int, *, left: int) -> float | None:
    again = next_attempt(attempts, now=NOW, first=5 * MINUTE, most=240 * MINUTE, give_up_at=NOW + left * MINUTE)
    return None if again is None else (again - NOW) / MINUTE


def test_waits_double_up_to_the_cap() -> None:
    waits = [minutes_until_next(attempts, left=10_000) for attempts in range(1, 10)]
    assert waits == [5, 10, 20, 40, 80, 160, 240, 240, 240]


def test_one_last_try_is_made_before_the_end() -> None:
    assert minutes_until_next(9, left=200) == 195


def test_none_when_the_end_is_near_or_past() -> None:
    assert minutes_until_next(1, left=5) is None
    assert minutes_until_next(1, left=0) is None
    assert minutes_until_next(1, left=-60) is None


@given(
    attempts=st.integers(1, 10_000), first=st.integers(1, 600), most=st.integers(1, 6000), left=st.integers(-99, 99999)
)
def test_always_ahead_and_never_past_the_end(attempts: int, first: int, most: int, left: int) -> None:
    end = NOW + left * MINUTE
    again = next_attempt(attempts, now=NOW, first=first * MINUTE, most=most * MINUTE, give_up_at=end)
    assert again is None or NOW < again < end


def test_a_row_that_fails_for_ever_is_tried_a_bounded_number_of_times() -> None:
    now, attempts, end = NOW, 0, NOW + timedelta(days=14)
    again: datetime | None = now
    while again is not None:
        now, attempts = again, attempts + 1
        again = next_attempt(attempts, now=now, first=5 * MINUTE, most=240 * MINUTE, give_up_at=end)
    assert 80 < attempts < 100
    assert now == end - 5 * MINUTE


def test_states_and_kinds_have_swedish_words() -> None:
    assert len({state.swedish for state in DeliveryState}) == len(DeliveryState)
    assert len({kind.swedish for kind in MessageKind}) == len(MessageKind)
    assert [state for state in DeliveryState if state.finished] == ["sent", "failed", "cancelled"]
