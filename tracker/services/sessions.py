"""Sessions: begun at sign-in, held by a token in a cookie, ended by idleness, age or signing out.

Their instants are real ones (UTC), also where the program shows an example: its clock leaps over months.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

from tracker.config import SignInSettings
from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.errors import NotFound
from tracker.services.user_agent import short_user_agent
from tracker.store import events, people, sessions
from tracker.store.opening import writing
from tracker.store.sessions import SessionRow

_SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a session was last used: a write at every page would hold up those who write."""
_FRESH = timedelta(minutes=30)
_KEPT = timedelta(days=30)


class Way(StrEnum):
    """How somebody signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105 (the name of a way, not a secret)
    OIDC = "oidc"
    EXAMPLE = "example"

    @property
    def swedish(self) -> str:
        return {
            Way.LINK: "med länk i e-post",
            Way.PASSWORD: "med lösenord",
            Way.OIDC: "med organisationens inloggning",
            Way.EXAMPLE: "i exemplet",
        }[self]


@dataclass(frozen=True, slots=True)
class Session:
    """An open session and whose it is."""

    row: SessionRow
    person: Person

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def way(self) -> Way:
        return Way(self.row.way)

    def is_fresh(self, now: datetime) -> bool:
        """Whether she signed in so lately that she may change how she signs in. now: real, UTC."""
        return now - self.row.made_at <= _FRESH


def begin_session(
    db: Database, person: Person, way: Way, *, settings: SignInSettings, user_agent: str, at: datetime, now: datetime
) -> str:
    """Sign the person in, and return the token of her new session: a new one each time. at: real; now: for the event.

    Expects an open transaction, so that what it took to sign in is used up in the same one.
    """
    token = secrets.token_urlsafe(32)
    sessions.forget_before(db, at - _KEPT)
    session_id = sessions.insert(
        db,
        person_id=person.id,
        token_sha256=digest(token),
        way=way.value,
        user_agent=short_user_agent(user_agent),
        made_at=at,
        ends_at=at + timedelta(days=settings.session_days),
    )
    after = {"session": session_id, "way": way.value}
    events.insert(db, Event("sign in", "person", person.id, after=after), actor=Actor(person.id, person.name), at=now)
    return token


def session_of(db: Database, token: str, *, settings: SignInSettings, at: datetime, today: date) -> Session | None:
    """The open session with that token, noted as used. at: real, UTC; today: by the program's clock.

    None where it has ended or was never one, or its person has left by today.
    """
    row = sessions.by_token(db, digest(token), now=at, seen_after=_seen_after(settings, at))
    person = None if row is None else people.by_id(db, row.person_id)
    if row is None or person is None or not person.is_here(today):
        return None
    if at - row.last_seen_at >= _SEEN_EVERY:
        try:
            with writing(db):
                sessions.set_seen(db, row.id, at)
        except sqlite3.OperationalError:
            # Somebody else is writing for long. It matters less than that the page is shown.
            pass
    return Session(row, person)


def open_sessions(db: Database, person: Person, *, settings: SignInSettings, at: datetime) -> list[Session]:
    """Where the person is signed in, the session used last first."""
    rows = sessions.open_of(db, person.id, now=at, seen_after=_seen_after(settings, at))
    return [Session(row, person) for row in rows]


def end_session(db: Database, person: Person, session_id: int, *, at: datetime, now: datetime) -> None:
    """Sign the person out of one session. Raises NotFound where she has no such session open."""
    with writing(db):
        if not sessions.end(db, session_id, person.id, at):
            raise NotFound("Den inloggningen finns inte längre.")
        _signed_out(db, person, {"session": session_id}, now)


def end_every_session(db: Database, person: Person, *, at: datetime, now: datetime, but: int | None = None) -> None:
    """Sign the person out everywhere, but for one session where it is given."""
    with writing(db):
        sessions.end_all(db, person.id, at, but=but)
        _signed_out(db, person, {"but": but} if but else {"session": "all"}, now)


def digest(token: str) -> str:
    """What is kept of a token. It is random and long: no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _seen_after(settings: SignInSettings, at: datetime) -> datetime:
    return at - timedelta(hours=settings.session_idle_hours)


def _signed_out(db: Database, person: Person, before: dict[str, object], now: datetime) -> None:
    events.insert(
        db, Event("sign out", "person", person.id, before=before), actor=Actor(person.id, person.name), at=now
    )
