"""The only source of now. Everything that needs the time is given a Clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tracker.domain.dates import STOCKHOLM
from tracker.errors import Refused

NOON = time(12, 0)


@dataclass(frozen=True, slots=True)
class Clock:
    """now() is aware and in UTC. rehearsed: it is not the real time, and pages and commands say so."""

    read: Callable[[], datetime]
    rehearsed: bool = False

    def now(self) -> datetime:
        """The instant, in UTC, whole seconds."""
        return self.read().astimezone(UTC).replace(microsecond=0)

    def today(self) -> date:
        """The date in Stockholm."""
        return self.now().astimezone(STOCKHOLM).date()


def system_clock() -> Clock:
    """The machine's own time."""
    return Clock(lambda: datetime.now(UTC))


def standing_clock(instant: datetime) -> Clock:
    """A clock that stands still, for rehearsals and examples."""
    return Clock(lambda: instant, rehearsed=True)


def parse_now(text: str) -> datetime:
    """An ISO time; without offset it is Stockholm time, and a date alone means noon that day.

    Raises Refused where it is neither.
    """
    try:
        day = date.fromisoformat(text)
        return datetime.combine(day, NOON, STOCKHOLM)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"”{text}” är ingen tid. Skriv till exempel 2019-05-27 eller 2019-05-27T07:30.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=STOCKHOLM)
