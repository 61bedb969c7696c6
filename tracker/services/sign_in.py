"""Signing in by a link that works once (DESIGN 5)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.store import events, links, people
from tracker.store.opening import writing

_HOLDS = timedelta(hours=24)


def make_sign_in_link(db: Database, person_id: int, *, base_url: str, now: datetime) -> str:
    """The address of a link that signs the person in once within 24 hours. Only a digest of it is kept. now: UTC."""
    token = secrets.token_urlsafe(32)
    with writing(db):
        links.insert_sign_in(db, person_id=person_id, token_sha256=_digest(token), made_at=now, ends_at=now + _HOLDS)
    return f"{base_url}/sign-in/{token}"


def redeem(db: Database, token: str, *, now: datetime) -> Person:
    """The person whom the link is for; it holds no longer afterwards. now: UTC. Raises Refused in words."""
    with writing(db):
        link = links.sign_in_link(db, _digest(token))
        person = people.by_id(db, link.person_id) if link else None
        if link is None or person is None or link.used or now > link.ends_at:
            raise Refused("Inloggningslänken har redan använts eller är för gammal. Be om en ny.")
        links.mark_used(db, link.id, now)
        events.insert(db, Event("sign in", "person", person.id), actor=Actor(person.id, person.name), at=now)
    return person


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
