"""What a change of a meeting does to the e-mails: made in a transaction that is taken back, and compared."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import MessageKind
from tracker.domain.meeting import Meeting
from tracker.services.foretelling import foretell_within
from tracker.services.rehearsing import Foretold
from tracker.store import meetings
from tracker.store.opening import trying

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class MailChange:
    """E-mails of one kind whose day (Stockholm) changes in one way. before None: they come; after None: they go.

    names: whose, in order.
    """

    message: MessageKind
    before: date | None
    after: date | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingPreview:
    """The meeting as it would be, and the e-mails that would go, come or move."""

    meeting: Meeting
    changes: tuple[MailChange, ...]


def preview_change(
    db: Database, settings: Settings, meeting: Meeting, change: Callable[[], None], *, now: datetime
) -> MeetingPreview:
    """What the change would do; nothing of it stays. now: UTC. change: called inside a transaction. Raises Refused."""
    until = max(now.astimezone(STOCKHOLM).date(), meeting.held_on) + _A_YEAR
    with trying(db):
        before = foretell_within(db, settings, now=now, until=until)
        change()
        after = foretell_within(db, settings, now=now, until=until)
        changed = meetings.by_id(db, meeting.id, settings.meetings.deadline_rule)
    assert changed is not None
    return MeetingPreview(changed, tuple(mail_changes(before, after)))


def mail_changes(before: Iterable[Foretold], after: Iterable[Foretold]) -> list[MailChange]:
    """How the one list differs from the other, in order of day: a person's e-mails of a kind are paired in order."""
    days: dict[tuple[MessageKind, str, str], tuple[list[date], list[date]]] = defaultdict(lambda: ([], []))
    for which, mails in enumerate((before, after)):
        for each in mails:
            days[each.message, each.name, each.address][which].append(each.at.astimezone(STOCKHOLM).date())
    found: dict[tuple[MessageKind, date | None, date | None], list[str]] = defaultdict(list)
    for (message, name, _), (was, becomes) in days.items():
        gone = sorted(set(was) - set(becomes))
        come = sorted(set(becomes) - set(was))
        for one, other in zip_longest(gone, come):
            found[message, one, other].append(name)
    changes = [
        MailChange(message, was, becomes, tuple(sorted(names))) for (message, was, becomes), names in found.items()
    ]
    return sorted(changes, key=lambda each: (each.before or each.after or date.max, each.message, each.names))
