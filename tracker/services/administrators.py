"""The first administrator of an installation."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person, Role
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.mail.address import checked_address
from tracker.store import events, people
from tracker.store.opening import writing


def administrators(db: Database) -> list[Person]:
    """Everybody who administers every committee, in order of name."""
    return [person for committee_id, person in people.with_role(db, Role.ADMINISTRATOR) if committee_id is None]


def checked_name(name: str) -> str:
    """The name without stray space. Raises Refused where nothing is left or it holds control characters."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise Refused(_("”%(plain)s” är inget namn. Skriv för- och efternamn.", plain=plain))
    return plain


def make_first_administrator(db: Database, *, name: str, email: str, actor: Actor, now: datetime) -> Person:
    """A new administrator, or the one that there is where the address is hers. now: UTC.

    Raises Refused where somebody else administers already, and where name or address cannot be used.
    """
    name, email = checked_name(name), email.strip()
    checked_address(email)
    with writing(db):
        present = administrators(db)
        for person in present:
            if person.email.lower() == email.lower():
                return person
        if present:
            raise Refused(
                _(
                    "%(name)s (%(email)s) är redan administratör. Lägg till fler med: tracker people import",
                    name=present[0].name,
                    email=present[0].email,
                )
            )
        known = people.by_email(db, email)
        person_id = people.insert(db, name=name, email=email) if known is None else known.id
        people.add_role(db, person_id, Role.ADMINISTRATOR, None)
        after = {"name": name, "email": email, "role": Role.ADMINISTRATOR.value}
        events.insert(db, Event("add administrator", "person", person_id, after=after), actor=actor, at=now)
    made = people.by_id(db, person_id)
    assert made is not None
    return made
