"""Who did what when: append-only."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.store.columns import instant_text


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


def before(db: Database, noun: str, noun_id: int) -> dict[str, Any]:
    """What the first event of a thing says was there before it; empty where nothing was."""
    row = db.execute(
        "SELECT before FROM event WHERE noun = ? AND noun_id = ? ORDER BY id LIMIT 1", (noun, noun_id)
    ).fetchone()
    return {} if row is None or row["before"] is None else dict(json.loads(row["before"]))


def _json(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True)
