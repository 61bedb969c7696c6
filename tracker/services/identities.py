"""Signing in with the municipality's own sign-in: whose an identity is that the issuer has vouched for."""

from dataclasses import dataclass

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.language import gettext as _
from tracker.services.sessions import Entry, SignInRefused, Visit, Way, begin_session
from tracker.store import events, identities, people
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class Identity:
    """What a checked token says. email "": nothing; verified: the issuer says that the address is hers."""

    issuer: str
    subject: str
    email: str
    verified: bool


class IdentityRefused(SignInRefused):
    """Signed in over there, and nobody here. The message says what to do."""

    known_elsewhere = True


def sign_in_by_identity(db: Database, identity: Identity, visit: Visit, *, next_path: str = "") -> Entry:
    """A session for whose identity it is: by its subject, and the first time by its verified address.

    The address may change over there afterwards; the subject stays. Raises IdentityRefused.
    """
    with writing(db):
        known = identities.person_of(db, identity.issuer, identity.subject)
        person = _by_address(db, identity) if known is None else people.by_id(db, known)
        if person is None or not person.is_here(visit.today):
            raise IdentityRefused(
                _(
                    "Du är inloggad där, men finns inte i Återrapport med den adressen. "
                    "Be administratören lägga till dig."
                )
            )
        if known is None:
            identities.insert(db, identity.issuer, identity.subject, person.id)
            after = {"issuer": identity.issuer, "subject": identity.subject}
            actor = Actor(person.id, person.name)
            events.insert(db, Event("know identity", "person", person.id, after=after), actor=actor, at=visit.now)
        return begin_session(db, person, Way.OIDC, visit, next_path=next_path)


def _by_address(db: Database, identity: Identity) -> Person | None:
    if not identity.email:
        raise IdentityRefused(
            _("Inloggningstjänsten lämnade ingen e-postadress, så det går inte att se vem du är. Logga in med en länk.")
        )
    if not identity.verified:
        raise IdentityRefused(
            _(
                "Inloggningstjänsten har inte kontrollerat din e-postadress, så den går inte att lita på. "
                "Logga in med en länk i e-post i stället."
            )
        )
    return people.by_email(db, identity.email)
