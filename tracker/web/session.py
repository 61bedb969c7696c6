"""Which session a request belongs to: its token lies in the signed cookie, the rest in the database."""

from datetime import timedelta

from flask import Flask, flash, redirect, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from tracker.config import Settings
from tracker.language import gettext as _
from tracker.services.sessions import Entry, Session, Visit, session_of
from tracker.web.current import database, now, settings, wiring
from tracker.web.next_page import local_path

_TOKEN = "session"  # noqa: S105 (the name of a field)


def keep_sessions(app: Flask, settings: Settings) -> None:
    """How long browsers keep the cookie: as long as a session can last. Nothing is set again while it holds."""
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=settings.sign_in.session_days)
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False


def visit() -> Visit:
    """What signing in and out needs to know of the request."""
    return Visit(settings().sign_in, request.user_agent.string, at=wiring().wall.now(), now=now())


def load_session() -> Session | None:
    """The request's open session, noted as used; None where nobody is signed in. Without a token nothing is read."""
    token = session.get(_TOKEN)
    return session_of(database(), token, visit()) if isinstance(token, str) else None


def enter(entry: Entry) -> Response:
    """Put a session that has begun into the cookie, in place of all that was there, and lead on.

    No id and no form token that was planted before can hold afterwards.
    """
    session.clear()
    session.permanent = True
    session[_TOKEN] = entry.token
    generate_csrf()
    flash(_("Du är inloggad som %(name)s.", name=entry.person.name))
    return redirect(local_path(entry.next_path) or url_for("committees.index"), code=303)


def leave() -> Response:
    """Empty the cookie, and lead to the sign-in page."""
    session.clear()
    flash(_("Du är utloggad."))
    return redirect(url_for("sign_in.show"), code=303)
