"""The mark of a report: where it stands, with its text (DESIGN 9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.ladder import Ladder
from tracker.domain.meeting import Meeting
from tracker.domain.report import ReportState, report_state
from tracker.language import pgettext
from tracker.spoken import long_date


@dataclass(frozen=True, slots=True)
class Mark:
    """text: which meeting, and where the report to it stands."""

    state: ReportState
    text: str


class MeetingMarks:
    """The marks that reports to these meetings can have on a (Stockholm) day: two for each meeting, made once."""

    def __init__(self, meetings: Iterable[Meeting], ladder: Ladder, today: date) -> None:
        self._marks = {
            (meeting.id, submitted): _mark(meeting, ladder, submitted=submitted, today=today)
            for meeting in meetings
            for submitted in (False, True)
        }

    def mark(self, meeting_id: int, submitted: bool) -> Mark:
        return self._marks[meeting_id, submitted]


def _mark(meeting: Meeting, ladder: Ladder, *, submitted: bool, today: date) -> Mark:
    state = report_state(
        submitted=submitted,
        deadline=meeting.report_deadline,
        held_on=meeting.held_on,
        opens_on=ladder.opens_on(meeting.report_deadline),
        today=today,
    )
    word = pgettext("report", state.swedish)
    return Mark(state, f"{long_date(meeting.held_on)}: {word}")
