"""Which session a request belongs to: its token lies in the signed cookie, the rest in the database."""

from datetime import timedelta

from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf

from tracker.config import Settings
from tracker.domain.person import Person
from tracker.services.sessions import Session, Way, begin_session, session_of
from tracker.store.opening import writing
from tracker.web.current import database, now, settings, today, wiring

_TOKEN = "session"  # noqa: S105 (the name of a field)


def keep_sessions(app: Flask, settings: Settings) -> None:
    """How long browsers keep the cookie: as long as a session can last. Nothing is set again while it holds."""
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=settings.sign_in.session_days)
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False


def load_session() -> Session | None:
    """The request's open session, noted as used; None where nobody is signed in. Without a token nothing is read."""
    token = session.get(_TOKEN)
    if not isinstance(token, str):
        return None
    return session_of(database(), token, settings=settings().sign_in, at=wiring().wall.now(), today=today())


def begin(person: Person, way: Way) -> None:
    """Sign the person in. Nothing that was in the cookie before stays in it: no id or form token can be planted."""
    with writing(database()):
        token = begin_session(
            database(),
            person,
            way,
            settings=settings().sign_in,
            user_agent=request.user_agent.string,
            at=wiring().wall.now(),
            now=now(),
        )
    take(token)


def take(token: str) -> None:
    """Put a session that has begun into the cookie, in place of all that was there."""
    session.clear()
    session.permanent = True
    session[_TOKEN] = token
    generate_csrf()


def forget() -> None:
    """Empty the cookie."""
    session.clear()
