"""The follow-up: what it says, that it is frozen once, and that it stays as it was."""

import json
import re
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.ludvika import JONAS, MATS, MEETINGS, SAMIRA, SLUG, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tests.web.test_english_pages import SWEDISH
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.balance import Gap
from tracker.domain.bridge import StepKind
from tracker.domain.money import Unit
from tracker.domain.summary import Summary
from tracker.errors import Refused
from tracker.language import speaking
from tracker.services.finding import find_meeting, find_plan
from tracker.services.follow_ups import said_in
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.summarising import build_summary
from tracker.services.sums_in_words import gap_change_in_words
from tracker.store import summaries
from tracker.store.opening import opened

REPORTED = date(2019, 5, 29)
DISPATCH = date(2019, 6, 5)
MEMBERS = {
    "anna-greta.nylund@kommun.example",
    "henrik.dahlstrom@kommun.example",
    "leila.karimi@kommun.example",
    MATS,
}


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def report(settings: Settings, email: str, said: Answer, *, on: date = REPORTED, meeting: date = MEETINGS[0]) -> None:
    """Answer all that is due from a person in the same words."""
    with opened(settings.database.path) as db:
        who = holder(db, settings, email, meeting)
        answers = {each.report_id: said for each in due_reports(db, who, on)}
        submit(db, who, answers, now=noon(on).now(), today=on)


def frozen(settings: Settings, meeting: date = MEETINGS[0]) -> Summary:
    with opened(settings.database.path) as db:
        found = summaries.newest(db, find_meeting(db, 1, meeting, settings.meetings.deadline_rule).id)
    assert found is not None
    return found.summary


def test_members_and_secretary_get_the_follow_up_on_the_dispatch_date_once(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1,4 mnkr", "", "Två ungdomar har flyttat in."))
    for day in (DISPATCH, DISPATCH, date(2019, 6, 7)):
        send_due(settings, noon(day))

    follow_ups = [each for each in smtp_sink.taken if b"=?utf-8?q?Uppf=C3=B6ljning" in each.content]
    assert {each.recipient for each in follow_ups} == MEMBERS
    assert len(follow_ups) == len(MEMBERS)


def test_the_mail_says_the_gap_first_then_changes_then_what_is_in_and_missing(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1,4 mnkr", "", "Två ungdomar har flyttat in."))
    send_due(settings, noon(DISPATCH))

    mail = next(each for each in smtp_sink.taken if each.recipient == "leila.karimi@kommun.example")
    message = message_from_bytes(mail.content, policy=policy.default)
    assert message["Subject"].endswith("kvar att täcka 27,0\xa0mnkr")
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        text = part.get_content()
        places = [
            text.index(words)
            for words in (
                "27,0\xa0mnkr",
                "Gapet har minskat med 0,4\xa0mnkr sedan planen beslutades",
                "prognos från 1\xa0mnkr till",
                "Rapporterat (1 av 5)",
                "”Två ungdomar har flyttat in.”",
                "Saknas (4)",
                "/committees/social-och-utbildningsnamnden/meetings/2019-06-12/summary",
            )
        ]
        assert places == sorted(places), kind


def test_a_frozen_follow_up_does_not_change_when_reports_come_in_later(settings: Settings) -> None:
    send_due(settings, noon(DISPATCH))
    before = frozen(settings)
    report(settings, JONAS, Answer("delayed", "0,9 mnkr", "", "Sent."), on=date(2019, 6, 7))
    send_due(settings, noon(date(2019, 6, 10)))

    assert frozen(settings) == before
    assert len(before.plans[0].missing) == 5


def test_what_is_in_a_frozen_follow_up_cannot_be_changed(settings: Settings) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1,4 mnkr", "", "Före"))
    send_due(settings, noon(DISPATCH))
    with pytest.raises(Refused, match="fryst"):
        report(settings, SAMIRA, Answer("in_progress", "1,5 mnkr", "", "Efter"), on=date(2019, 6, 7))


def test_the_second_follow_up_tells_what_changed_since_the_first(settings: Settings) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1,4 mnkr", "", "Vår"))
    send_due(settings, noon(DISPATCH))
    report(
        settings,
        SAMIRA,
        Answer("in_progress", "1,1 mnkr", "0,3 mnkr", "Höst"),
        on=date(2019, 8, 20),
        meeting=MEETINGS[1],
    )
    send_due(settings, noon(date(2019, 8, 29)))

    plan = frozen(settings, MEETINGS[1]).plans[0]
    assert [(each.what, each.before, each.after) for each in plan.changes] == [
        ("prognos", "1,4\xa0mnkr", "1,1\xa0mnkr"),
        ("utfall hittills", "", "0,3\xa0mnkr"),
    ]
    assert plan.gap_change == "Gapet har ökat med 0,3\xa0mnkr sedan sammanträdet 12 juni 2019."


def test_a_summary_comes_back_from_its_json_as_it_was(settings: Settings) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1-1,5", "", "Intervall"))
    with opened(settings.database.path) as db:
        plan = find_plan(db, SLUG)
        meeting = find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)
        built = build_summary(db, settings, meeting, today=DISPATCH, only=plan)
    assert Summary.from_json(json.loads(json.dumps(built.as_json()))) == built
    assert built.plans[0].gap == "26,9–27,4\xa0mnkr"


def test_it_is_in_the_municipalitys_language_whoever_asks_for_it(settings: Settings) -> None:
    report(settings, SAMIRA, Answer("in_progress", "1,4 mnkr", "", "Två ungdomar har flyttat in."))
    site = settings.site.model_copy(update={"languages": ("en", "sv")})
    with opened(settings.database.path) as db:
        meeting = find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)
        with speaking("en"):
            swedish = build_summary(db, settings, meeting, today=DISPATCH)
        english = build_summary(db, settings.model_copy(update={"site": site}), meeting, today=DISPATCH)
    assert (swedish.language, english.language) == ("sv", "en")
    assert swedish.plans[0].gap_change == "Gapet har minskat med 0,4\xa0mnkr sedan planen beslutades."
    assert english.plans[0].gap_change == "The gap has narrowed by 0.4\xa0mnkr since the plan was decided."
    first = english.plans[0].changes[0]
    assert (first.what, first.before, first.after) == ("status", "not started", "in progress")
    assert english.plans[0].bridge[0].label == "Deficit"
    texts = [text for section in said_in(settings, english).sections for text in section.lines]
    assert "That covers 9.7%." in " ".join(texts)
    plan = english.plans[0]
    own = [english.committee, plan.title, "Två ungdomar har flyttat in.", *settings.documents.signatures]
    own += [text for line in plan.lines for text in (line.measure, line.owner) if text]
    own += [each.label for each in plan.bridge if each.kind is StepKind.MEASURE]
    own += [label[1:] for label, _ in plan.presupposed]
    wrong = [text for text in texts if SWEDISH.search(re.sub("|".join(map(re.escape, own)), "", text))]
    assert wrong == []


def test_one_frozen_before_follow_ups_had_a_language_is_in_swedish(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        meeting = find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)
        content = build_summary(db, settings, meeting, today=DISPATCH).as_json()
    del content["language"]
    assert Summary.from_json(content).language == "sv"


def test_a_gap_that_moves_at_its_lower_end_only_is_not_called_unchanged() -> None:
    words = gap_change_in_words(
        Unit.MNKR, Gap(27_400_000, 27_400_000), Gap(19_400_000, 27_400_000), "sedan planen beslutades", "gapet"
    )
    assert words == "Gapet är nu 19,4–27,4\xa0mnkr; det var 27,4\xa0mnkr sedan planen beslutades."


def test_a_follow_up_frozen_in_the_night_leaves_at_the_days_time(settings: Settings, smtp_sink: SmtpSink) -> None:
    night = standing_clock(datetime(2019, 6, 6, 22, 10, tzinfo=UTC))  # 7 June 00.10 in Stockholm
    assert send_due(settings, night).frozen == 1
    assert not {each.recipient for each in smtp_sink.taken} & MEMBERS

    send_due(settings, noon(date(2019, 6, 7)))
    assert {each.recipient for each in smtp_sink.taken} >= MEMBERS


def test_without_a_deficit_the_subject_promises_no_gap(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        db.execute("DROP TRIGGER target_keeps_delete")
        db.execute("DELETE FROM target")
    send_due(settings, noon(DISPATCH))
    mail = next(each for each in smtp_sink.taken if each.recipient == "leila.karimi@kommun.example")
    subject = message_from_bytes(mail.content, policy=policy.default)["Subject"]
    assert subject == "Uppföljning till Social- och utbildningsnämnden 12 juni"


def test_a_provisional_forecast_is_marked_in_the_follow_up(settings: Settings) -> None:
    send_due(settings, noon(DISPATCH))
    (line,) = [each for each in frozen(settings).plans[0].lines if each.measure.startswith("5.")]
    assert line.forecast == "ca 0,3\xa0mnkr"
