"""The letter with a link to sign in with.

Its token is worked out from the signing key and the random key of its row in the ledger, at the moment it is sent:
tried again it is the same link, and neither the ledger nor the copy of what was sent holds it. The mail server and the
reader's mailbox do; there it holds for half an hour and once.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import Delivery, MessageKind, NewDelivery
from tracker.domain.words import in_swedish
from tracker.services.sessions import digest
from tracker.spoken import date_and_time
from tracker.store import deliveries, links, people, sign_in_requests
from tracker.store.opening import writing
from tracker.store.sign_in_requests import SignInRequest

_MOST_AT_ONCE = 5
"""Links that one person can have unused at a time, whatever the rate limits of the pages let through."""


@dataclass(frozen=True, slots=True)
class SignInLetter:
    """token stands in url and nowhere else. ends: until when the link holds, in words."""

    token: str
    url: str
    ends: str


def plan_sign_in_letters(db: Database, settings: Settings, key: str, *, now: datetime) -> int:
    """Put a letter in the ledger for each who has asked and is known and here; how many. now: UTC.

    The others' requests are forgotten.
    """
    if not sign_in_requests.any_waiting(db):
        return 0
    with writing(db):
        return sum(_planned(db, settings, key, request, now) for request in sign_in_requests.take_all(db))


def sign_in_letter(
    db: Database, settings: Settings, delivery: Delivery, key: str, *, now: datetime
) -> SignInLetter | None:
    """What the letter says; None where its link has ended or been used."""
    token = _token(key, delivery.key)
    link = links.sign_in_link(db, digest(token))
    if link is None or link.used or now > link.ends_at:
        return None
    return SignInLetter(token, f"{settings.site.base_url}/sign-in/{token}", date_and_time(link.ends_at))


def _planned(db: Database, settings: Settings, key: str, request: SignInRequest, now: datetime) -> bool:
    person = people.by_email(db, request.email)
    ends_at = request.asked_at + timedelta(minutes=settings.sign_in.link_minutes)
    if person is None or not person.is_here(now.astimezone(STOCKHOLM).date()) or ends_at <= now:
        return False
    if links.unused(db, person.id, now) >= _MOST_AT_ONCE:
        return False
    name = f"sign_in:{secrets.token_hex(16)}"
    links.insert_sign_in(
        db,
        person_id=person.id,
        token_sha256=digest(_token(key, name)),
        made_at=now,
        ends_at=ends_at,
        next_path=request.next_path,
    )
    letter = NewDelivery(
        key=name,
        message=MessageKind.SIGN_IN,
        person_id=person.id,
        address=person.email,
        reason=in_swedish("någon bad om en länk på inloggningssidan"),
        send_after=now,
        give_up_at=ends_at,
    )
    return deliveries.plan(db, letter, sender_address=settings.mail.sender_address, now=now) is not None


def _token(key: str, name: str) -> str:
    code = hmac.new(key.encode(), f"sign-in link {name}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(code).rstrip(b"=").decode("ascii")
