"""Why a reminder goes out, in a Swedish sentence that people read in lists of what is sent and what would be."""

from datetime import date
from functools import lru_cache

from tracker.domain.dates import day_and_month
from tracker.domain.ladder import Audience
from tracker.domain.words import in_swedish


@lru_cache(maxsize=4096)
def reminder_reason(count: int, audience: Audience, held_on: date, step: int) -> str:
    """How many reports, for which meeting, at which step (working days from the report deadline).

    >>> reminder_reason(2, Audience.OWNER, date(2019, 6, 12), -10)
    '2 återrapporter väntas till sammanträdet 12 juni (10 arbetsdagar före sista dag)'
    """
    what = in_swedish("återrapport" if count == 1 else "återrapporter")
    verb = in_swedish("väntas" if audience is Audience.OWNER else "saknas")
    return in_swedish(f"{count} {what} {verb} till sammanträdet {day_and_month(held_on)} ({_step(step)})")


def _step(step: int) -> str:
    if step == 0:
        return in_swedish("på sista dag")
    noun = "arbetsdag" if abs(step) == 1 else "arbetsdagar"
    return in_swedish(f"{abs(step)} {noun} {'före' if step < 0 else 'efter'} sista dag")
