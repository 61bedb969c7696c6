"""Every page answers, is sound, and says what it is there to say."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, EVA, SLUG, PlanOnFile, large, ludvika, report, save_example
from tests.signing_in import client_of
from tests.web.conftest import Fetch
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.draft import PlanDraft
from tracker.services.summarising import build_summary
from tracker.store import meetings, people, summaries
from tracker.store.opening import opened, writing

PLAN = f"/plans/{SLUG}"
COMMITTEE = f"/committees/{COMMITTEE_SLUG}"
MEETING = f"{COMMITTEE}/meetings/2019-06-12"


def test_an_empty_installation_says_what_to_do_first(fetch: Fetch, app: Flask, database: Path) -> None:
    page = fetch("/")
    assert page.headings[0][1] == "Välkommen! Så kommer ni i gång"
    links = [each["href"] for each in page.all("a")]
    for address in ("/administration/committees", "/administration/people", "/administration/checks"):
        assert address in links
    with opened(database) as db:
        people.insert(db, name="Åsa Ek", email="asa.ek@kommun.example")
    other = check(client_of(app, database, "asa.ek@kommun.example").get("/").text)
    assert other.headings[0][1] == "Här finns ingen nämnd än"
    assert "lägger in nämnder och personer" in other.words


def test_the_first_page_leads_to_the_only_committee(plan: PlanOnFile, client: FlaskClient) -> None:
    assert client.get("/").headers["Location"] == COMMITTEE


def test_several_committees_are_listed(plan: PlanOnFile, database: Path, fetch: Fetch) -> None:
    save_example(database, PlanDraft("En plan", "Byggnadsnämnden", 2019), slug="annan")
    assert "Byggnadsnämnden" in fetch("/").words


def test_the_committees_page_has_gap_next_meeting_and_who_is_missing(plan: PlanOnFile, fetch: Fetch) -> None:
    words = fetch(COMMITTEE).words
    assert "Kvar att täcka 27,4 mnkr" in words
    assert "Onsdag 12 juni 2019 om 9 arbetsdagar" in words
    assert "0 av 5 har kommit in" in words
    assert "Anna Berg" in words


def test_the_plans_page_has_the_gap_and_what_it_rests_on(plan: PlanOnFile, fetch: Fetch) -> None:
    page = fetch(PLAN)
    assert page.headings[0] == (1, "Åtgärdsplan 2019, Social välfärd")
    assert "Kvar att täcka 27,4 mnkr" in page.words
    assert "Underskott per 31 mars 2019: 29,9 mnkr" in page.words
    assert "2,5 mnkr + 1 åtgärd utan belopp, 8,4 % av underskottet" in page.words
    assert "Prognos för åtgärder som inte pågår 2,5 mnkr + 1 åtgärd utan belopp 8,4 %" in page.words


def test_the_plans_table_tells_known_provisional_unknown_absent_and_decided_apart(
    plan: PlanOnFile, fetch: Fetch
) -> None:
    words = fetch(PLAN).words
    assert "ingen besparing angiven" in words
    assert "Prognos 0,3 mnkr preliminär" in words
    assert "Summa ges efter analysen" in words
    assert "5,5 mnkr beslutad förutsatt" in words
    assert "2f Automatiserad handläggning" in words


def test_the_plans_page_says_that_the_documents_total_differs(plan: PlanOnFile, fetch: Fetch) -> None:
    expected = "Summa utan Ludvikamodellen: dokumentet anger 2,3 mnkr, 0,2 mnkr mindre än åtgärderna, som ger 2,5 mnkr."
    assert expected in fetch(PLAN).words


def test_every_report_has_its_mark_with_a_text(plan: PlanOnFile, settings: Settings, fetch: Fetch) -> None:
    report(plan, settings, ANNA, datetime(2019, 5, 27, 8, tzinfo=UTC))
    marks = [each["title"] for each in fetch(PLAN).all("li") if "title" in each]
    assert len(marks) == 25
    assert marks.count("12 juni 2019: inlämnad") == 2
    assert marks.count("12 juni 2019: väntas") == 3
    assert marks.count("4 september 2019: kommer") == 5


def test_what_changed_stands_before_the_table(plan: PlanOnFile, settings: Settings, fetch: Fetch) -> None:
    report(plan, settings, BO, datetime(2019, 5, 27, 8, tzinfo=UTC), status="in_progress", forecast="0,8", text="Mer.")
    words = fetch(PLAN).words
    assert "Ändrat sedan planen beslutades Gapet har minskat med 1,3 mnkr sedan planen beslutades." in words
    assert "Prognos från Summa ges efter analysen till 0,8 mnkr" in words
    assert words.index("Status från ej påbörjad till pågår") < words.index("Återrapport till nämnd")


def test_a_plan_without_anything_says_so(database: Path, fetch: Fetch) -> None:
    save_example(database, PlanDraft("Tom plan", "Byggnadsnämnden", 2019), slug="tom")
    words = fetch("/plans/tom").words
    assert "Inget underskott är angivet" in words
    assert "Planen har inga åtgärder än" in words
    assert "Inget kommande sammanträde är inlagt" in fetch("/committees/byggnadsnamnden").words


def test_a_long_plan_has_its_filter_and_the_sum_of_what_is_shown(database: Path, fetch: Fetch) -> None:
    saved = save_example(database, large(60), slug="stor")
    assert "Ansvarig Alla" in fetch("/plans/stor").words
    shown = fetch(f"/plans/stor?owner={saved.people[ANNA]}&status=delayed").words
    assert "Summa av det som visas" in shown
    assert "Visa alla" in shown
    assert "Inget passar" in fetch("/plans/stor?owner=0").words
    assert "Summa" in fetch("/plans/stor?owner=x&status=nonsense").words


def test_a_short_plan_has_no_filter(plan: PlanOnFile, fetch: Fetch) -> None:
    assert not fetch(PLAN).all("select")


def test_the_measures_page_has_parts_history_and_reports(plan: PlanOnFile, settings: Settings, fetch: Fetch) -> None:
    on = datetime(2019, 5, 27, 8, tzinfo=UTC)
    report(plan, settings, ANNA, on, status="delayed", forecast="0,9", outcome="0,2", text="Rad ett.\n\nRad två.")
    page = fetch(f"{PLAN}/measures/2")
    assert page.headings[0][1].startswith("2. Rätten till ekonomiskt bistånd")
    assert "0,9 mnkr Sämre: 0,3 mnkr lägre än den första prognosen." in page.words
    assert "2a. Rättssäker handläggning" in page.words
    assert "Försenad, prognos 0,9 mnkr, utfall hittills 0,2 mnkr. Rad ett. Rad två." in page.words
    assert "27 maj 2019 försenad 0,9 mnkr 0,2 mnkr" in page.words
    assert "31 mars 2019 ej påbörjad 1,2 mnkr" in page.words


def test_a_presupposed_measure_says_that_it_covers_nothing(plan: PlanOnFile, fetch: Fetch) -> None:
    assert "Planens underskott räknar redan med den här besparingen" in fetch(f"{PLAN}/measures/6").words
    assert "Återrapporteras inte till något sammanträde" in fetch(f"{PLAN}/measures/1").words


def test_a_part_is_shown_on_the_page_of_its_measure(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    response = client.get(f"{PLAN}/measures/2f")
    assert response.headers["Location"] == f"{PLAN}/measures/2#2f"
    assert any(each.get("id") == "2f" for each in fetch(f"{PLAN}/measures/2").all("div"))


def test_the_meetings_page_has_its_dates_and_who_is_missing(plan: PlanOnFile, settings: Settings, fetch: Fetch) -> None:
    report(plan, settings, EVA, datetime(2019, 5, 27, 8, tzinfo=UTC))
    words = fetch(MEETING).words
    assert "Sista dag för återrapporter fredag 31 maj 2019 om 2 arbetsdagar" in words
    assert "Har kommit in 1 av 5" in words
    assert "Har inte kommit in Anna Berg 2. Rätten" in words
    assert "Eva Lind inlämnad 27 maj 2019 kl. 10.00" in words


def test_the_follow_up_is_shown_as_it_was_frozen(plan: PlanOnFile, settings: Settings, fetch: Fetch) -> None:
    assert "inte klar än" in fetch(f"{MEETING}/summary", 404).words
    report(plan, settings, ANNA, datetime(2019, 5, 27, 8, tzinfo=UTC), status="done", forecast="2", text="Klart.")
    with opened(plan.path) as db, writing(db):
        meeting = meetings.by_id(db, 1, settings.meetings.deadline_rule)
        assert meeting is not None
        summary = build_summary(db, settings, meeting, today=date(2019, 6, 5))
        summaries.insert(db, meeting_id=1, summary=summary, frozen_at=datetime(2019, 6, 5, 5, 30, tzinfo=UTC))
    words = fetch(f"{MEETING}/summary").words
    assert "Kvar att täcka 25,6 mnkr" in words
    assert "Genomförd, prognos 2 mnkr" in words
    assert "Läs uppföljningen" in fetch(MEETING).words
    assert "Uppföljning 12 juni" in fetch(COMMITTEE).words


def test_marks_are_late_and_missing_after_their_days(plan: PlanOnFile, settings: Settings) -> None:
    def words_on(month: int, day: int) -> str:
        clock = standing_clock(datetime(2019, month, day, 8, tzinfo=UTC))
        return client_of(create_app(settings, clock, key="k" * 40), plan.path).get(PLAN).text

    assert "12 juni 2019: försenad" in words_on(6, 3)
    assert "12 juni 2019: saknas" in words_on(6, 13)


def test_hostile_text_is_shown_as_text(database: Path, fetch: Fetch, settings: Settings) -> None:
    evil = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>'
    draft = ludvika()
    measures = (dataclasses.replace(draft.measures[1], title=evil, description=evil), *draft.measures[2:])
    plan = save_example(database, dataclasses.replace(draft, title=evil, summary=evil, measures=measures))
    report(plan, settings, ANNA, datetime(2019, 5, 27, 8, tzinfo=UTC), status="done", forecast="1", text=evil)
    for address in (COMMITTEE, PLAN, f"{PLAN}/measures/2", MEETING):
        page = fetch(address)
        assert evil in page.text
        assert not page.all("img")
        assert not page.all("script")


def test_reading_changes_nothing(plan: PlanOnFile, client: FlaskClient) -> None:
    with opened(plan.path) as db:
        before = db.execute("SELECT total_changes()").fetchone()[0], _content(plan.path)
        for address in (COMMITTEE, PLAN, f"{PLAN}/measures/2", MEETING, "/mailbox"):
            client.get(address)
            client.head(address)
        assert _content(plan.path) == before[1]


def test_a_rehearsed_clock_is_shown_on_every_page(plan: PlanOnFile, fetch: Fetch, settings: Settings) -> None:
    assert "Övning: klockan står på 28 maj 2019 kl. 10.00" in fetch(PLAN).words


def test_names_that_lead_nowhere_say_what_there_is(plan: PlanOnFile, fetch: Fetch, app: Flask) -> None:
    assert SLUG in fetch("/plans/nope", 404).words
    assert "ingen åtgärd ”99”" in fetch(f"{PLAN}/measures/99", 404).words
    assert "finns inte" in fetch("/committees/nope", 404).words
    assert "inget sammanträde 2019-06-13" in fetch(f"{COMMITTEE}/meetings/2019-06-13", 404).words
    fetch(f"{COMMITTEE}/meetings/2019-02-30", 404)
    fetch(f"{COMMITTEE}/meetings/june", 404)


def _content(path: Path) -> list[str]:
    with opened(path) as db:
        return list(db.conn.iterdump())
