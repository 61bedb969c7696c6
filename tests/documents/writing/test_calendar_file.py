"""Calendar files, parsed back by the library's own reader and by the letter of RFC 5545."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from tracker.documents.writing.calendar_file import (
    Method,
    Occasion,
    Sender,
    calendar_file,
    deadline_occasion,
    meeting_occasion,
)

SENDER = Sender("Återrapport", "aterrapport@kommun.example")
STAMP = datetime(2019, 5, 16, 5, 30, tzinfo=UTC)
URL = "https://kommun.example/reports/WzEsMiwxXQ.abc_def-ghi"
HELD_ON, DEADLINE = date(2019, 6, 12), date(2019, 5, 31)


def deadline(committee: str = "Vård- och omsorgsnämnden", *, cancelled: bool = False, sequence: int = 0) -> Occasion:
    return deadline_occasion(
        sender=SENDER,
        person_id=7,
        meeting_id=3,
        sequence=sequence,
        committee=committee,
        held_on=HELD_ON,
        report_deadline=DEADLINE,
        url=URL,
        cancelled=cancelled,
    )


def written(*occasions: Occasion, method: Method = Method.PUBLISH, sender: Sender = SENDER, name: str = "") -> bytes:
    return calendar_file(occasions, method=method, sender=sender, stamp=STAMP, name=name)


def events(content: bytes) -> list[Component]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_last_day_is_an_all_day_event_that_says_what_is_due_and_where() -> None:
    content = written(deadline())
    calendar, (event,) = Calendar.from_ical(content), events(content)

    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    assert event["SUMMARY"] == "Återrapport till Vård- och omsorgsnämnden 12 juni 2019"
    assert event["DESCRIPTION"] == (
        "Sista dag att återrapportera till Vård- och omsorgsnämnden, som sammanträder onsdag 12 juni 2019.\n"
        f"Rapportera här, utan lösenord: {URL}"
    )
    assert (event["URL"], event["UID"], event["SEQUENCE"]) == (URL, "aterrapport-3-7@kommun.example", 0)
    assert b"DTSTART;VALUE=DATE:20190531\r\n" in content
    assert b"DTEND;VALUE=DATE:20190601\r\n" in content
    assert b"DTSTAMP:20190516T053000Z\r\n" in content
    assert b"LAST-MODIFIED:20190516T053000Z\r\n" in content
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == ("CONFIRMED", "TRANSPARENT", "PRIVATE")
    assert event["ORGANIZER"] == "mailto:aterrapport@kommun.example"


@pytest.mark.parametrize(
    ("last_day", "rings"),
    [
        (date(2019, 5, 29), date(2019, 5, 28)),  # A Wednesday.
        (date(2019, 5, 31), date(2019, 5, 29)),  # The Friday after Ascension Day.
        (date(2019, 6, 3), date(2019, 5, 31)),  # A Monday.
    ],
)
def test_one_alarm_rings_at_nine_on_the_working_day_before(last_day: date, rings: date) -> None:
    occasion = deadline_occasion(
        sender=SENDER,
        person_id=7,
        meeting_id=3,
        sequence=0,
        committee="N",
        held_on=HELD_ON,
        report_deadline=last_day,
        url=URL,
    )
    (alarm,) = Calendar.from_ical(written(occasion)).walk("VALARM")
    assert alarm.decoded("TRIGGER") == rings - last_day + timedelta(hours=9)


def test_a_cancelled_one_cancels_the_same_event_and_rings_no_more() -> None:
    content = written(deadline(cancelled=True, sequence=2), method=Method.CANCEL)
    (event,) = events(content)
    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"]) == ("aterrapport-3-7@kommun.example", 2)
    assert event["STATUS"] == "CANCELLED"
    assert not event.walk("VALARM")


def test_a_subscribed_calendar_has_a_name_and_holds_meetings_with_their_dates() -> None:
    meeting = meeting_occasion(
        sender=SENDER,
        meeting_id=3,
        sequence=1,
        committee="Socialnämnden",
        held_on=HELD_ON,
        report_deadline=DEADLINE,
        dispatch_on=date(2019, 6, 5),
        url=URL,
    )
    content = written(deadline(), meeting, name="Återrapport, Exempelkommunen")
    assert "X-WR-CALNAME:Återrapport\\, Exempelkommunen\r\n".encode() in content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in content
    event = events(content)[1]
    assert event["SUMMARY"] == "Sammanträde Socialnämnden"
    assert (event["UID"], event["SEQUENCE"], event.decoded("DTSTART")) == ("sammantrade-3@kommun.example", 1, HELD_ON)
    assert event["DESCRIPTION"] == "Återrapporter senast fredag 31 maj 2019.\nUtskick onsdag 5 juni 2019."


def test_the_same_values_give_the_same_bytes() -> None:
    assert written(deadline()) == written(deadline())


hostile = st.text(
    st.one_of(
        st.sampled_from(",;:\\\"\n\r\tNnåäö^'=\x00\x0b\x0c\x1c\x85\u2028\u2029\ud800"),
        st.characters(max_codepoint=0x1F600),
    ),
    max_size=200,
)


def as_kept(text: str) -> str:
    """What a calendar can hold of a text, said in another way than the code says it."""
    kept = text.replace("\\N", "/N").replace("\r\n", "\n").replace("\r", "\n")
    for gone in [
        *map(chr, range(0x0A)),
        *map(chr, range(0x0B, 0x20)),
        *map(chr, range(0x7F, 0xA0)),
        "\u2028",
        "\u2029",
    ]:
        kept = kept.replace(gone, "")
    return kept.encode("utf-8", "ignore").decode("utf-8")


@given(committee=hostile, sender=hostile)
@example(committee="Nämnden\r\nATTENDEE:mailto:x@y.example\nEND:VEVENT", sender='"\r\nMETHOD:REQUEST')
@example(committee="C:\\Nämnd; \\n, \\\\N", sender="a^nb")
def test_no_name_gets_out_of_its_property(committee: str, sender: str) -> None:
    content = written(deadline(committee), sender=Sender(sender, SENDER.address), name=f"K {committee}")
    plain = written(deadline("N"), name="K")

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    content.decode("utf-8")
    unfolded = content.replace(b"\r\n ", b"").split(b"\r\n")
    names = [line.replace(b";", b":").split(b":")[0] for line in unfolded]
    assert names == [line.replace(b";", b":").split(b":")[0] for line in plain.replace(b"\r\n ", b"").split(b"\r\n")]

    (event,) = events(content)
    assert event["SUMMARY"] == f"Återrapport till {as_kept(committee)} 12 juni 2019"
    assert str(event["DESCRIPTION"]).startswith(
        f"Sista dag att återrapportera till {as_kept(committee)}, som sammanträder"
    )
    assert event["URL"] == URL
    assert event["STATUS"] == "CONFIRMED"
