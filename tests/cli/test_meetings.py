"""tracker meetings: listing, adding, moving, cancelling; what each does to the e-mails."""

from tests.cli.running import Tracker
from tracker.services.calendars import feed_token
from tracker.services.finding import find_person
from tracker.store import committees
from tracker.store.opening import opened

BEFORE = "2019-05-09"


def _slug(tracker: Tracker) -> str:
    with opened(tracker.database) as db:
        (committee,) = committees.every(db)
    return committee.slug


def _listed(tracker: Tracker) -> dict[str, dict[str, object]]:
    found = tracker.done("meetings", "list", _slug(tracker), "--json").json
    return {each["held_on"]: each for each in found}


def _mails(tracker: Tracker, now: str = BEFORE) -> list[tuple[str, str, str]]:
    found = tracker.done("reminders", "--until", "2020-06-30", "--json", now=now).json["mails"]
    return [(each["at"][:10], each["message"], each["to"]) for each in found]


def test_the_list_says_deadlines_and_how_many_are_in(tracker: Tracker) -> None:
    listed = _listed(tracker)
    assert listed["2019-06-12"]["report_deadline"] == "2019-05-31"
    assert listed["2019-06-12"]["state"] == "planned"
    assert listed["2019-06-12"]["submitted"] == 0
    assert "2019-06-12" in tracker.done("meetings", "list", _slug(tracker)).out
    assert "finns inte" in tracker("meetings", "list", "ingen").refused()


def test_meetings_are_added_once(tracker: Tracker) -> None:
    before = _mails(tracker)
    words = ("meetings", "add", _slug(tracker), "2020-02-12", "2020-04-15")
    assert "onsdag 12 februari 2020: återrapporter senast" in tracker.done(*words, now=BEFORE).out
    assert {"2020-02-12", "2020-04-15"} < set(_listed(tracker))
    known = _listed(tracker)
    assert "oförändrat" in tracker.done(*words, now=BEFORE).out
    assert _listed(tracker) == known
    assert _mails(tracker) == before
    assert "har redan varit" in tracker("meetings", "add", _slug(tracker), "2019-01-02", now=BEFORE).refused()


def test_moving_says_which_mails_move_and_they_do(tracker: Tracker) -> None:
    before = _mails(tracker)
    words = ("meetings", "move", _slug(tracker), "2019-06-12", "2019-06-19")
    said = tracker.done(*words, now=BEFORE).out
    after = _mails(tracker)
    moved = len(set(before) - set(after))
    assert moved
    assert f"{moved} e-brev flyttas." in said
    assert "hålls onsdag 19 juni 2019" in said
    assert len(before) == len(after)
    assert "är flyttat till 2019-06-19" in tracker(*words, now=BEFORE).refused()


def test_deadlines_by_hand_and_back_by_the_rule(tracker: Tracker) -> None:
    words = ("meetings", "move", _slug(tracker), "2019-06-12", "2019-06-12")
    by_hand = (*words, "--report-by", "2019-05-29", "--dispatch", "2019-06-10")
    tracker.done(*by_hand, now=BEFORE)
    meeting = _listed(tracker)["2019-06-12"]
    assert (meeting["report_deadline"], meeting["dispatch_on"]) == ("2019-05-29", "2019-06-10")
    assert "har redan de dagarna" in tracker.done(*by_hand, now=BEFORE).out
    tracker.done(*words, now=BEFORE)
    assert _listed(tracker)["2019-06-12"]["report_deadline"] == "2019-05-31"
    assert "efter sammanträdet" in tracker(*words, "--report-by", "2019-06-13", now=BEFORE).refused()
    assert _listed(tracker)["2019-06-12"]["report_deadline"] == "2019-05-31"


def test_cancelling_and_reinstating(tracker: Tracker) -> None:
    before = _mails(tracker)
    cancel = ("meetings", "cancel", _slug(tracker), "2019-06-12")
    said = tracker.done(*cancel, now=BEFORE).out
    gone = len(before) - len(_mails(tracker))
    assert f"{gone} e-brev utgår" in said
    assert _listed(tracker)["2019-06-12"]["state"] == "cancelled"
    assert "redan inställt" in tracker.done(*cancel, now=BEFORE).out
    said = tracker.done("meetings", "reinstate", _slug(tracker), "2019-06-12", now=BEFORE).out
    assert f"{gone} e-brev tillkommer" in said
    assert _mails(tracker) == before
    assert "inte inställt" in tracker.done("meetings", "reinstate", _slug(tracker), "2019-06-12", now=BEFORE).out


def test_letters_about_a_change_that_wait_are_listed(tracker: Tracker) -> None:
    """Who has the old day in her calendar is written to: foretold from the moment that it is planned."""
    tracker.done("send", now="2019-05-27T08:00")
    tracker.done("meetings", "cancel", _slug(tracker), "2019-06-12", now="2019-05-27T16:00")
    tracker.done("send", now="2019-06-01T12:00")  # a Saturday: planned, and not sent
    listed = _mails(tracker, "2019-06-02")
    assert ("2019-06-03", "calendar", "anna@kommun.example") in listed


def test_links_are_revoked(tracker: Tracker) -> None:
    with opened(tracker.database) as db:
        anna = find_person(db, "anna@kommun.example")
        token = feed_token(db, "key", anna.id)
    assert "gäller inte längre" in tracker.done("revoke", anna.email, "--feed", now=BEFORE).out
    assert "Anna" in tracker.done("revoke", anna.email, "--meeting", "2019-06-12", now=BEFORE).out
    with opened(tracker.database) as db:
        assert feed_token(db, "key", anna.id) != token
        assert db.execute("SELECT generation FROM report_link WHERE person_id = ?", (anna.id,)).fetchone()[0] == 2
        assert db.execute("SELECT count(*) FROM event WHERE action = 'revoke'").fetchone()[0] == 2
    assert "Ingen nämnd" in tracker("revoke", anna.email, "--meeting", "2019-06-13", now=BEFORE).refused()
    assert "antingen" in tracker("revoke", anna.email, now=BEFORE).refused()
