"""Sessions: begun at sign-in, held by a token in a cookie, ended by idleness, age or signing out.

Their instants are real ones (UTC), also where the program shows an example: its clock leaps over months.
"""

import hashlib
import secrets
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

from tracker.config import SignInSettings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.domain.words import said
from tracker.errors import NotFound, Refused
from tracker.language import gettext as _
from tracker.services.user_agent import short_user_agent
from tracker.store import events, people, sessions
from tracker.store.opening import writing
from tracker.store.sessions import SessionRow

_SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a session was last used: a write at every page would hold up those who write."""
_FRESH = timedelta(minutes=30)
_KEPT = timedelta(days=30)


class SignInRefused(Refused):
    """Nobody was signed in. known_elsewhere: another sign-in vouches for her. The message says what to do instead."""

    known_elsewhere = False


class Way(StrEnum):
    """How somebody signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105 (the name of a way, not a secret)
    OIDC = "oidc"
    EXAMPLE = "example"

    @property
    def swedish(self) -> str:
        return {
            Way.LINK: said("med länk i e-post"),
            Way.PASSWORD: said("med lösenord"),
            Way.OIDC: said("med organisationens inloggning"),
            Way.EXAMPLE: said("i exemplet"),
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


@dataclass(frozen=True, slots=True)
class Visit:
    """One request that signs in or out, or asks who is: at is the real instant, now the program's. Both in UTC."""

    settings: SignInSettings
    user_agent: str
    at: datetime
    now: datetime

    @property
    def today(self) -> date:
        """The Stockholm date by the program's clock."""
        return self.now.astimezone(STOCKHOLM).date()

    @property
    def seen_after(self) -> datetime:
        """A session that was not used since is over."""
        return self.at - timedelta(hours=self.settings.session_idle_hours)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that has begun: its token, whose it is, and the local path that she was on her way to ("" for none)."""

    token: str
    person: Person
    next_path: str = ""


def begin_session(db: Database, person: Person, way: Way, visit: Visit, *, next_path: str = "") -> Entry:
    """Sign the person in under a token that is new each time.

    Expects an open transaction, so that what it took to sign in is used up in the same one.
    """
    token = secrets.token_urlsafe(32)
    sessions.forget_before(db, visit.at - _KEPT)
    session_id = sessions.insert(
        db,
        person_id=person.id,
        token_sha256=digest(token),
        way=way.value,
        user_agent=short_user_agent(visit.user_agent),
        made_at=visit.at,
        ends_at=visit.at + timedelta(days=visit.settings.session_days),
    )
    after = {"session": session_id, "way": way.value}
    actor = Actor(person.id, person.name)
    events.insert(db, Event("sign in", "person", person.id, after=after), actor=actor, at=visit.now)
    return Entry(token, person, next_path)


def session_of(db: Database, token: str, visit: Visit) -> Session | None:
    """The open session with that token, noted as used.

    None where it has ended or was never one, or its person has left.
    """
    row = sessions.by_token(db, digest(token), now=visit.at, seen_after=visit.seen_after)
    person = None if row is None else people.by_id(db, row.person_id)
    if row is None or person is None or not person.is_here(visit.today):
        return None
    if visit.at - row.last_seen_at >= _SEEN_EVERY:
        # Where somebody else writes for long, it matters less than that the page is shown.
        with suppress(sqlite3.OperationalError), writing(db):
            sessions.set_seen(db, row.id, visit.at)
    return Session(row, person)


def open_sessions(db: Database, person: Person, visit: Visit) -> list[Session]:
    """Where the person is signed in, the session used last first."""
    return [Session(row, person) for row in sessions.open_of(db, person.id, now=visit.at, seen_after=visit.seen_after)]


def end_session(db: Database, person: Person, session_id: int, visit: Visit) -> None:
    """Sign the person out of one session. Raises NotFound where she has no such session open."""
    with writing(db):
        if not sessions.end(db, session_id, person.id, visit.at):
            raise NotFound(_("Den inloggningen finns inte längre."))
        _signed_out(db, person, {"session": session_id}, visit)


def end_every_session(db: Database, person: Person, visit: Visit, *, but: int | None = None) -> None:
    """Sign the person out everywhere, but for one session where it is given."""
    with writing(db):
        end_sessions_within(db, person, visit, but=but)


def end_sessions_within(db: Database, person: Person, visit: Visit, *, but: int | None = None) -> None:
    """The same, inside the caller's transaction."""
    sessions.end_all(db, person.id, visit.at, but=but)
    _signed_out(db, person, {"session": "all", "but": but}, visit)


def digest(token: str) -> str:
    """What is kept of a token. It is random and long: no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _signed_out(db: Database, person: Person, before: dict[str, object], visit: Visit) -> None:
    event = Event("sign out", "person", person.id, before=before)
    events.insert(db, event, actor=Actor(person.id, person.name), at=visit.now)
