"""Who cannot be reached by e-mail, what is wrong, and what the secretary can do about it.

The secretary learns it in two ways. On the meeting's page and by `tracker unreached` it stands from the day that it
happens. And by letter in the escalation, which goes only when a report is missing: that is enough, for an owner who
cannot be reached and owes a report is missing by definition, and is in it. Whoever cannot be reached and owes nothing
(the report came in all the same, or it is a member who was sent the follow-up) is worth no letter, and stands in the
other two.
"""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.bounce import Trouble, from_a_server, trouble
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState
from tracker.domain.person import Person
from tracker.language import gettext as _
from tracker.mail.address import checked_address
from tracker.mail.transport import Unsendable
from tracker.store import people
from tracker.store import unreached as stored
from tracker.store.unreached import Undelivered


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whose last e-mail did not arrive. since: the day (Stockholm) of the first that did not.

    reason and what_to_do are sentences, words the mail server's or ours. meeting: the day of the soonest
    meeting that the last e-mail was about, None where it was about none.
    """

    person: Person
    address: str
    since: date
    reason: str
    what_to_do: str
    words: str
    meeting: date | None


def unreached(db: Database, committee_id: int | None, *, today: date) -> list[Unreached]:
    """The people of a committee (None: of all) whose last e-mail failed, was given up or came back; in order of name.

    Until a later e-mail has been taken for delivery and not come back, the person has another address, or has left. An
    e-mail that is still tried again does not count yet, nor one that its server says is only delayed.
    """
    by_person: dict[int, list[Undelivered]] = {}
    for each in stored.undelivered(db, today):
        by_person.setdefault(each.person_id, []).append(each)
    wanted = set(by_person) if committee_id is None else set(by_person) & stored.people_of(db, committee_id, today)
    known = people.by_ids(db, wanted)
    return [_unreached(known[person_id], found) for person_id, found in by_person.items() if person_id in wanted]


def _unreached(person: Person, found: list[Undelivered]) -> Unreached:
    last = found[-1]
    what = _trouble(last)
    return Unreached(
        person=person,
        address=last.address,
        since=found[0].at.astimezone(STOCKHOLM).date(),
        reason=_(what.swedish),
        what_to_do=_(what.what_to_do),
        words=last.words,
        meeting=last.meeting,
    )


def _trouble(mail: Undelivered) -> Trouble:
    if mail.bounced:
        return trouble(mail.status, mail.words)
    if mail.attempted is DeliveryState.UNCERTAIN:
        return Trouble.UNCERTAIN
    if mail.attempted is not DeliveryState.FAILED:
        # Given up: the last temporary refusal is worth telling where it says what is wrong with the mailbox.
        said = trouble("", mail.words)
        return said if said in (Trouble.FULL, Trouble.POLICY) else Trouble.TOO_LATE
    if from_a_server(mail.words):
        return trouble("", mail.words)
    return Trouble.OTHER if _can_be_written_to(mail.address) else Trouble.ADDRESS


def _can_be_written_to(address: str) -> bool:
    try:
        checked_address(address)
    except Unsendable:
        return False
    return True
