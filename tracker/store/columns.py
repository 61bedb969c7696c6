"""How values stand in columns: dates and instants as text, amounts as six columns. The only place of conversion."""

import sqlite3
from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.amount import Amount
from tracker.domain.money import Unit

AMOUNT_COLUMNS = "low_kr, high_kr, provisional, unit, decimals, words"
AMOUNT_VALUES = ":low_kr, :high_kr, :provisional, :unit, :decimals, :words"


def instant_text(instant: datetime) -> str:
    """An aware instant as ISO text in UTC, whole seconds, so that text order is time order.

    >>> instant_text(datetime(2019, 5, 27, 5, 30, tzinfo=UTC))
    '2019-05-27T05:30:00Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """The inverse of instant_text."""
    return datetime.fromisoformat(text)


def optional_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def optional_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def optional_date_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def amount_values(amount: Amount) -> dict[str, Any]:
    """The six columns of an amount, for named parameters."""
    return {
        "low_kr": amount.low_kr,
        "high_kr": amount.high_kr,
        "provisional": int(amount.provisional),
        "unit": amount.unit.value,
        "decimals": amount.decimals,
        "words": amount.words,
    }


def amount(row: sqlite3.Row) -> Amount:
    """The amount in a row that holds its six columns."""
    return Amount(
        row["low_kr"], row["high_kr"], bool(row["provisional"]), Unit(row["unit"]), row["decimals"], row["words"]
    )
