"""Tokens are itsdangerous' own, made faster: links in letters that were sent earlier go on working."""

import pytest
from itsdangerous import BadSignature, URLSafeSerializer

from tracker.services.tokens import tokens

KEY, SALT = "only-for-tests" * 3, "report-link"


@pytest.mark.parametrize("numbers", [(1, 1), (7, 12, 1), (123456, 987654, 30)])
def test_the_same_token_as_the_librarys(numbers: tuple[int, ...]) -> None:
    token = tokens(KEY, SALT).of(*numbers)
    assert token == URLSafeSerializer(KEY, salt=SALT).dumps(list(numbers))
    assert tokens(KEY, SALT).numbers(token) == numbers


def test_another_key_another_purpose_or_another_number_is_refused() -> None:
    token = tokens(KEY, SALT).of(7, 12, 1)
    payload, _, signature = token.partition(".")
    other = tokens(KEY, SALT).of(8, 12, 1).partition(".")[0]
    for reader, wrong in (
        (tokens("another" * 5, SALT), token),
        (tokens(KEY, "calendar-feed"), token),
        (tokens(KEY, SALT), f"{other}.{signature}"),
        (tokens(KEY, SALT), payload),
    ):
        with pytest.raises(BadSignature):
            reader.numbers(wrong)
