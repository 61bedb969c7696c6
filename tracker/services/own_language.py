"""The language that somebody reads pages and letters in."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.store import events, people
from tracker.store.opening import writing


def choose_language(db: Database, person: Person, language: str, *, actor: Actor, now: datetime) -> None:
    """Her own choice from here on; "" is the municipality's language. now: UTC."""
    with writing(db):
        known = people.by_id(db, person.id)
        if known is not None and known.language != language:
            people.set_language(db, person.id, language)
            change = Event("update", "person", person.id, {"language": known.language}, {"language": language})
            events.insert(db, change, actor=actor, at=now)
