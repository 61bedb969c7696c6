"""What the one who is signed in owes soonest, for the first page that she comes to."""

from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.person import Person
from tracker.services.my_measures import MyMeeting, my_page


def own_due(db: Database, settings: Settings, person: Person, *, today: date) -> MyMeeting | None:
    """The meeting that waits for something from the person on that (Stockholm) day; else the next that will."""
    page = my_page(db, settings, person, today=today)
    return next(iter((*page.now, *page.later)), None)
