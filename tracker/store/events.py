"""Who did what when: append-only."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.store.columns import instant, instant_text


def insert(db: Database, event: Event, *, actor: Actor, at: datetime) -> None:
    """at: UTC."""
    db.execute(
        "INSERT INTO event (at, actor_id, actor, action, noun, noun_id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            instant_text(at), actor.person_id, actor.name, event.action, event.noun, event.noun_id,
            _json(event.before), _json(event.after),
        ),
    )  # fmt: skip


def newest_id(db: Database) -> int:
    """The id of the newest event, 0 where there is none: while it stays, nothing that people or the clock do is new."""
    return int(db.execute("SELECT coalesce(max(id), 0) AS newest FROM event").fetchone()["newest"])


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that was written. at: UTC."""

    id: int
    at: datetime
    actor: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]


def about(db: Database, things: Mapping[str, Collection[int]], *, most: int = 50) -> list[EventRow]:
    """What happened to these things (ids by noun), the newest first; at most so many."""
    found: list[EventRow] = []
    for noun, ids in things.items():
        marks = ", ".join("?" * len(ids))
        rows = db.execute(
            "SELECT id, at, actor, action, before, after FROM event "
            f"WHERE noun = ? AND noun_id IN ({marks}) ORDER BY id DESC LIMIT ?",
            (noun, *ids, most),
        )
        found += [EventRow(row[0], instant(row[1]), row[2], row[3], _values(row[4]), _values(row[5])) for row in rows]
    return sorted(found, key=lambda each: each.id, reverse=True)[:most]


def _values(text: str | None) -> dict[str, Any]:
    return {} if text is None else dict(json.loads(text))


def _json(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True)
