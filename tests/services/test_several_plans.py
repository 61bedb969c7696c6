"""Several plans of one committee, of several kinds, in one meeting: one reminder, one form, one follow-up."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.running import Tracker
from tests.drafts import example
from tests.ludvika import noon, settings_for
from tracker.config import Settings, load_settings
from tracker.documents.writing.follow_up import follow_up
from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.event import PROGRAM
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.person import Role
from tracker.domain.status import Status
from tracker.domain.summary import Summary
from tracker.secret import signing_key
from tracker.services.finding import find_plan
from tracker.services.overview import committee_overview, municipality_overview
from tracker.services.plan_saving import save_plan
from tracker.services.rehearsing import foretell
from tracker.services.report_form import report_form
from tracker.services.report_links import LinkHolder, link_holder
from tracker.services.reporting import Answer, submit
from tracker.services.sending import mailbox_folder, send_due
from tracker.services.summarising import build_summary
from tracker.store import effects, measures, meetings, people, summaries
from tracker.store.opening import opened, writing

REPORTED = {"lund-2021": ("1",), "lund-2022": ("U1", "I5"), "eskilstuna-2024": ("1",), "ludvika-2019": ("3",)}
NAMES = tuple(REPORTED)
MEETING = date(2021, 4, 21)
NOW = datetime(2021, 3, 20, 8, tzinfo=UTC)
TODAY = NOW.date()
SAYS = {
    "ludvika-2019": ("Åtgärderna väntas ge", "Kvar att täcka", "Från underskottet till gapet", "För varje åtgärd"),
    "lund-2021": ("Posterna är tilldelade 24", "av ramen.", "Från ramen till det ofördelade", "För varje post"),
    "eskilstuna-2024": ("Inget är beslutat än: 9 väntar på beslut.", "Inte beviljat", "För varje behov", "äskat"),
    "lund-2022": ("För varje aktivitet och indikator", "0 av 15 indikatorer når sitt mål."),
}
EVA = "eva@kommun.example"


@pytest.fixture
def settings(database: Path) -> Settings:
    """A plan of each kind in one committee, all reported to one meeting by one person."""
    settings = settings_for(database)
    with opened(database) as db, writing(db):
        person_id = people.insert(db, name="Eva Ek", email=EVA)
        people.add_role(db, person_id, Role.CONTROLLER, None)
        for name in NAMES:
            draft = example(name)
            measures = tuple(by_eva(each, REPORTED[name]) for each in draft.measures)
            draft = replace(draft, committee="Socialnämnden", measures=measures, stated_totals=())
            save_plan(db, draft, slug=name, source=None, actor=PROGRAM, now=NOW)
    return settings


def by_eva(draft: MeasureDraft, reported: tuple[str, ...]) -> MeasureDraft:
    """Hers, with all that stands under it; to the meeting those with these numbers are reported."""
    return replace(
        draft,
        owner_email=EVA,
        report_dates=(MEETING,) if draft.number in reported else (),
        sub_measures=tuple(by_eva(each, reported) for each in draft.sub_measures),
    )


def holder(settings: Settings) -> LinkHolder:
    with opened(settings.database.path) as db:
        person = people.by_email(db, EVA)
        meeting = meetings.on(db, 1, MEETING, settings.meetings.deadline_rule)
    assert person is not None
    assert meeting is not None
    return LinkHolder(person, meeting)


def test_one_reminder_on_each_day(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        mails = foretell(db, settings, now=NOW, until=MEETING)
    to_eva = [each.at for each in mails if each.message.value == "reminder"]
    assert to_eva
    assert len(to_eva) == len(set(to_eva))


def test_one_letter_one_form_and_one_frozen_follow_up_of_a_saving_a_post_a_need_and_an_indicator(
    settings: Settings,
) -> None:
    meeting = holder(settings).meeting
    first_step = settings.reminders.ladder.opens_on(meeting.report_deadline)
    send_due(settings, noon(first_step))
    (letter,) = letters_in_mailbox(settings)
    for each in (
        "I planen: prognos 1 mnkr.",
        "I planen: fördelat 5 000 tkr.",
        "I planen: äskat 0,5 mnkr, inget beslut än.",
        "I planen: mål 270, inte mätt än.",
    ):
        assert each in letter
    (address,) = set(re.findall(r"/reports/(\S+)", letter))
    assert re.search("åtgärden|åtgärderna", letter, re.IGNORECASE) is None

    clock = noon(first_step)
    with opened(settings.database.path) as db:
        to = link_holder(db, signing_key(settings), address, settings=settings, today=first_step)
        form = report_form(db, settings, to, today=first_step)
        given = {item.id: replace(item.shown, status="in_progress", text="Pågår.") for item in form.items}
        (indicator,) = (item.id for item in form.items if item.due.standing.indicator)
        (post,) = (item.id for item in form.items if item.due.plan.slug == "lund-2021")
        given[indicator] = replace(given[indicator], outcome="381")
        given[post] = replace(given[post], outcome="310")
        submit(db, to, given, now=clock.now(), today=first_step)
        thanks = report_form(db, settings, to, today=first_step)
    assert thanks.all_in
    for day in (meeting.report_deadline, meeting.dispatch_on):
        send_due(settings, noon(day))
    assert len(letters_in_mailbox(settings)) == 1, "nobody is asked again for what is in"
    with opened(settings.database.path) as db:
        frozen = summaries.in_force(db, meeting)
    assert frozen is not None
    lines = {line.measure: line for plan in frozen.summary.plans for line in plan.lines}
    assert len(lines) == len(given)
    assert all(line.reported for line in lines.values())
    (followed,) = (line for line in lines.values() if line.target)
    assert (followed.status, followed.target, followed.outcome) == ("pågår, målet är inte nått", "270", "381")
    assert {plan.slug for plan in frozen.summary.plans} == set(NAMES)


def letters_in_mailbox(settings: Settings) -> list[str]:
    """The text of every letter that has been sent, oldest first."""
    files = sorted(mailbox_folder(settings).glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    messages = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]
    bodies = [each.get_body(("plain",)) for each in messages]
    return [each.get_content().replace("\N{NO-BREAK SPACE}", " ") for each in bodies if each is not None]


def test_one_form_and_one_follow_up_with_all_kinds(settings: Settings) -> None:
    to = holder(settings)
    with opened(settings.database.path) as db:
        form = report_form(db, settings, to, today=TODAY)
        assert {item.due.plan.kind for item in form.items} == set(PlanKind)
        answers = {
            item.id: Answer(
                Status.IN_PROGRESS.value,
                item.shown.forecast,
                "381" if item.due.standing.indicator else item.shown.outcome,
                "Pågår.",
            )
            for item in form.items
        }
        assert submit(db, to, answers, now=NOW, today=TODAY) == len(PlanKind) + 1
        summary = build_summary(db, settings, to.meeting, today=TODAY)
    assert {each.slug for each in summary.plans} == set(NAMES)
    assert all(line.reported for plan in summary.plans for line in plan.lines)
    assert Summary.from_json(json.loads(json.dumps(summary.as_json()))) == summary
    said = {each.slug: text_of(replace(summary, plans=(each,))) for each in summary.plans}
    for slug, words in SAYS.items():
        for each in words:
            assert each in said[slug], slug
    for slug in ("lund-2021", "lund-2022", "eskilstuna-2024"):
        assert re.search("åtgärd(?!splan)|underskott|gapet|Kvar att täcka", said[slug]) is None, slug


def test_what_is_granted_in_part_waits_for_the_rest(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        plan = find_plan(db, "eskilstuna-2024")
        need = next(each for each in measures.of_plan(db, plan.id) if each.number == "2")
        granted = Effect(0, need.id, EffectKind.DECIDED, Period(2024), Amount.exact(2_000_000, Unit.MNKR, 1), TODAY)
        with writing(db):
            effects.insert(db, granted, recorded_at=NOW)
        said = text_of(build_summary(db, settings, holder(settings).meeting, today=TODAY, only=plan))
    said = said.replace("\\xa0", " ")
    assert "Beviljat är 2,0 mnkr + 8 utan beslut. Det är 4,8–5,4 % av äskandet." in said
    assert "inget beslut än" in said
    assert "utan belopp" not in said


def text_of(summary: Summary) -> str:
    """Every word of the program's own in the follow-up."""
    wanted = load_settings(environment={}).documents.sections
    return str(follow_up(replace(summary, introduction=""), wanted).sections)


def test_one_follow_up_with_all_kinds_in_english(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        site = settings.site.model_copy(update={"languages": ("en", "sv")})
        spoken = settings.model_copy(update={"site": site})
        summary = build_summary(db, spoken, holder(settings).meeting, today=TODAY)
    said = {each.slug: text_of(replace(summary, plans=(each,))) for each in summary.plans}
    assert "Left to allocate" in said["lund-2021"]
    assert "Not granted" in said["eskilstuna-2024"]


def test_the_committee_and_the_municipality_together(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(settings.database.path) as db:
        committee = committee_overview(db, "socialnamnden", today=TODAY)
        whole = municipality_overview(db, today=TODAY)
        assert municipality_overview(db, today=TODAY, only=()).sums == ()
        assert [each.year for each in municipality_overview(db, today=TODAY, year=2021).sums] == [2021]
    assert {(each.year, each.kind) for each in committee.sums} == {
        (2024, PlanKind.NEEDS),
        (2022, PlanKind.OPERATIONAL_PLAN),
        (2021, PlanKind.ALLOCATION),
        (2019, PlanKind.ACTION_PLAN),
    }
    assert whole.sums == committee.sums
    tracker = Tracker(capsys, settings.database.path)
    found = tracker.done("overview", "--json", now="2021-03-20").json
    assert {each["kind"]: each["gap"] and each["gap"]["low_kr"] for each in found["sums"]} == {
        "needs": 36_800_000,
        "operational_plan": None,
        "allocation": 0,
        "action_plan": 29_900_000 - 2_500_000,
    }
    said = tracker.done("overview", "--committee", "socialnamnden", "--year", "2021", now="2021-03-20").out
    assert "fördelning" in said
    assert "åtgärdsplan" not in said
