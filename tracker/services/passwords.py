"""Passwords, for those who want one beside the link: set, used, removed. Hashed with argon2id."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.password import LONGEST, weakness
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.language import told
from tracker.services.sessions import Entry, Session, Visit, Way, begin_session, end_sessions_within
from tracker.store import events, passwords, people
from tracker.store.opening import writing

_HASHER = PasswordHasher()


class WrongPassword(Refused):
    """The same words whether the address is unknown, has no password or another, or its person has left."""

    def __init__(self) -> None:
        super().__init__(_("Adressen och lösenordet hör inte ihop. Försök igen, eller logga in med en länk i e-post."))


class WeakPassword(Refused):
    """The message says what to choose instead."""


class NotFresh(Refused):
    """She signed in too long ago to change how she signs in: somebody else may sit at her machine."""

    def __init__(self) -> None:
        super().__init__(_("Du loggade in för en stund sedan. Logga in på nytt, så kan du ändra lösenordet."))


def has_password(db: Database, person: Person) -> bool:
    return passwords.of(db, person.id) is not None


def sign_in_by_password(db: Database, email: str, password: str, visit: Visit, *, next_path: str = "") -> Entry:
    """A session for whose address and password they are. Takes as long for an unknown address. Raises WrongPassword."""
    person = people.by_email(db, email.strip())
    hashed = None if person is None else passwords.of(db, person.id)
    right = _verified(hashed or _nobodys(), password)
    if person is None or hashed is None or not right or not person.is_here(visit.today):
        raise WrongPassword
    fresh = _HASHER.hash(password) if _HASHER.check_needs_rehash(hashed) else None
    with writing(db):
        if passwords.of(db, person.id) != hashed:
            raise WrongPassword  # changed or removed while it was being checked
        if fresh:
            passwords.put(db, person.id, fresh, visit.now)
        return begin_session(db, person, Way.PASSWORD, visit, next_path=next_path)


def set_password(db: Database, session: Session, password: str, visit: Visit) -> None:
    """Set or change the password of whose session it is, and end her other sessions.

    Raises WeakPassword and NotFresh.
    """
    _check_fresh(session, visit)
    person = session.person
    if weak := weakness(password, name=person.name, email=person.email):
        raise WeakPassword(told(weak))
    hashed = _HASHER.hash(password)
    with writing(db):
        passwords.put(db, person.id, hashed, visit.now)
        _write_event(db, "set password", person, visit)
        end_sessions_within(db, person, visit, but=session.id)


def remove_password(db: Database, session: Session, visit: Visit) -> None:
    """From now on she signs in in the other ways. Raises NotFresh, and Refused where she has none."""
    _check_fresh(session, visit)
    with writing(db):
        if not passwords.remove(db, session.person.id):
            raise Refused(_("Du har inget lösenord att ta bort."))
        _write_event(db, "remove password", session.person, visit)


def _check_fresh(session: Session, visit: Visit) -> None:
    if not session.is_fresh(visit.at):
        raise NotFresh


def _verified(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password[: LONGEST + 1])
    except VerificationError:
        return False


@cache
def _nobodys() -> str:
    """What an unknown address's password is checked against."""
    return _HASHER.hash("nobody has this password")


def _write_event(db: Database, action: str, person: Person, visit: Visit) -> None:
    events.insert(db, Event(action, "person", person.id), actor=Actor(person.id, person.name), at=visit.now)
