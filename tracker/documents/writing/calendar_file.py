"""Calendar files (RFC 5545 and 5546): a report deadline for one person, and a feed of deadlines and meetings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from icalendar import Alarm, Calendar, Component, Event, vCalAddress, vText

from tracker.domain.workdays import shift_working_days
from tracker.language import gettext as _
from tracker.spoken import full_date, long_date

_PRODUCT = "-//Återrapport//Kalender//SV"
_LONGEST_LINE = 75
# Cc but for the line feed, Cs, Zl and Zp of Unicode.
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_ONE_DAY = timedelta(days=1)
_ALARM_AT = timedelta(hours=9)
_REFRESH = timedelta(hours=6)


class Method(StrEnum):
    """What the file asks a calendar program to do with its occasions."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on a day, all day. uid stays the same for as long as it is the same; sequence rises when it changes.

    alarm_on: the day on which the calendar says so beforehand. private: not to be seen by those who share the calendar.
    """

    uid: str
    sequence: int
    day: date
    summary: str
    description: str
    url: str
    cancelled: bool = False
    alarm_on: date | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the files: the name and the e-mail address (with an ASCII domain) of the program."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def deadline_occasion(
    *,
    sender: Sender,
    person_id: int,
    meeting_id: int,
    sequence: int,
    committee: str,
    held_on: date,
    report_deadline: date,
    url: str,
    cancelled: bool = False,
) -> Occasion:
    """The last day for one person's reports to one meeting, with the link to her form, in the language spoken."""
    day = full_date(held_on)
    if cancelled:
        said = _(
            "Du behöver inte återrapportera till %(committee)s, som sammanträder %(day)s.", committee=committee, day=day
        )
    else:
        said = _(
            "Sista dag att återrapportera till %(committee)s, som sammanträder %(day)s.", committee=committee, day=day
        )
        said += "\n" + _("Rapportera här, utan lösenord: %(url)s", url=url)
    return Occasion(
        uid=f"aterrapport-{meeting_id}-{person_id}@{sender.domain}",
        sequence=sequence,
        day=report_deadline,
        summary=_("Återrapport till %(committee)s %(day)s", committee=committee, day=long_date(held_on)),
        description=said,
        url=url,
        cancelled=cancelled,
        alarm_on=None if cancelled else shift_working_days(report_deadline, -1),
        private=True,
    )


def meeting_occasion(
    *,
    sender: Sender,
    meeting_id: int,
    sequence: int,
    committee: str,
    held_on: date,
    report_deadline: date,
    dispatch_on: date,
    url: str,
    cancelled: bool = False,
) -> Occasion:
    """A committee's meeting, with the dates that lead up to it, in the language spoken."""
    summary = _("Sammanträde %(committee)s", committee=committee)
    deadline = _("Återrapporter senast %(day)s.", day=full_date(report_deadline))
    dispatch = _("Utskick %(day)s.", day=full_date(dispatch_on))
    return Occasion(
        uid=f"sammantrade-{meeting_id}@{sender.domain}",
        sequence=sequence,
        day=held_on,
        summary=_("Inställt: %(meeting)s", meeting=summary) if cancelled else summary,
        description=_("Sammanträdet är inställt.") if cancelled else f"{deadline}\n{dispatch}",
        url=url,
        cancelled=cancelled,
    )


def calendar_file(
    occasions: Sequence[Occasion], *, method: Method, sender: Sender, stamp: datetime, name: str = ""
) -> bytes:
    """The file, in UTF-8 with folded lines. stamp: when it says so (UTC). name: of a calendar that is subscribed to."""
    head, end = _frame(method, name)
    return b"".join((head, *(_event(each, sender, stamp) for each in occasions), end))


@lru_cache(maxsize=8)
def _frame(method: Method, name: str) -> tuple[bytes, bytes]:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("METHOD", method.value)
    if name:
        calendar["X-WR-CALNAME"] = vText(_clean(name))
        calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT6H")
    return _without_end(calendar)


def _event(occasion: Occasion, sender: Sender, stamp: datetime) -> bytes:
    """What is the same for everybody is written once: whole files from the library made a letter take twice as long."""
    begin, end, alarm = _shared(
        occasion.day,
        sequence=occasion.sequence,
        cancelled=occasion.cancelled,
        private=occasion.private,
        alarm_on=occasion.alarm_on,
        sender=sender,
        stamp=stamp,
    )
    summary = _text(occasion.summary)
    lines = [
        begin,
        _line("UID", occasion.uid),
        _line("URL", occasion.url),
        _line("SUMMARY", summary),
        _line("DESCRIPTION", _text(occasion.description)),
    ]
    if alarm is not None:
        lines += [alarm[0], _line("DESCRIPTION", summary), alarm[1]]
    return b"".join((*lines, end))


@lru_cache(maxsize=256)
def _shared(
    day: date,
    *,
    sequence: int,
    cancelled: bool,
    private: bool,
    alarm_on: date | None,
    sender: Sender,
    stamp: datetime,
) -> tuple[bytes, bytes, tuple[bytes, bytes] | None]:
    """The event but for its UID, URL, summary and description, and its end; apart, the same of its alarm."""
    event = Event()
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("DTSTART", day)
    event.add("DTEND", day + _ONE_DAY)
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if private:
        event.add("CLASS", "PRIVATE")
    organizer = vCalAddress(f"mailto:{sender.address}")
    organizer.params["CN"] = _clean(sender.name)
    event["ORGANIZER"] = organizer
    begin, end = _without_end(event)
    if alarm_on is None:
        return begin, end, None
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", alarm_on - day + _ALARM_AT)
    return begin, end, _without_end(alarm)


def _without_end(component: Component) -> tuple[bytes, bytes]:
    """A component as the library writes it, and its last line apart."""
    content: bytes = component.to_ical(sorted=False)
    end = f"END:{component.name}\r\n".encode()
    assert content.endswith(end)
    return content[: -len(end)], end


def _text(text: str) -> str:
    """A text as it stands in a line."""
    return vText(_clean(text)).to_ical().decode()


def _line(name: str, value: str) -> bytes:
    """One line, folded at 75 octets and never within a character (RFC 5545 3.1).

    By hand: the library looks at each character of each line, and thousands of letters carry a file of their own.
    """
    octets = f"{name}:{value}".encode()
    parts, start, room = [], 0, _LONGEST_LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, _LONGEST_LINE - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def _clean(text: str) -> str:
    """The text as a calendar can hold it: no control characters but line feeds, and no halves of surrogate pairs.

    The library turns a backslash before an N into a line feed; the N keeps a slash.
    """
    return _UNFIT.sub("", text.replace("\\N", "/N").replace("\r\n", "\n").replace("\r", "\n"))
