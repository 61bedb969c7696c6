"""Signing in by a link that works once (DESIGN 5)."""

import secrets
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.language import gettext as _
from tracker.services.sessions import Entry, SignInRefused, Visit, Way, begin_session, digest
from tracker.store import links, people, sign_in_requests
from tracker.store.opening import writing
from tracker.store.sign_in_requests import SignInRequest

_HOLDS = timedelta(hours=24)
_LONGEST_ADDRESS = 254


def make_sign_in_link(db: Database, person_id: int, *, base_url: str, now: datetime) -> str:
    """The address of a link that signs the person in once within 24 hours. Only a digest of it is kept. now: UTC."""
    token = secrets.token_urlsafe(32)
    with writing(db):
        links.insert_sign_in(db, person_id=person_id, token_sha256=digest(token), made_at=now, ends_at=now + _HOLDS)
    return f"{base_url}/sign-in/{token}"


def ask_for_link(db: Database, email: str, *, next_path: str, now: datetime) -> None:
    """Take down that somebody asked: the same work, and the same time, whether anybody has the address or not.

    The next poll of the clock sends a link where somebody has (services/sign_in_letters.py). now: UTC.
    """
    with writing(db):
        sign_in_requests.insert(db, SignInRequest(email.strip()[:_LONGEST_ADDRESS], next_path, now))


def sign_in_by_link(db: Database, token: str, visit: Visit) -> Entry:
    """A session for whom the link is for; it holds no longer afterwards. Raises SignInRefused in words."""
    with writing(db):
        link = links.sign_in_link(db, digest(token))
        person = people.by_id(db, link.person_id) if link else None
        if link is None or person is None or link.used or visit.now > link.ends_at or not person.is_here(visit.today):
            raise SignInRefused(_("Inloggningslänken har redan använts eller är för gammal. Be om en ny."))
        links.mark_used(db, link.id, visit.now)
        return begin_session(db, person, Way.LINK, visit, next_path=link.next_path)
