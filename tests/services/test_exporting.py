"""Files out of the database: a plan back through import, calendars, and the PDF that the committee's mail carries."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from tests.drafts import bare
from tests.ludvika import MATS, MEETINGS, SAMIRA, SLUG, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.documents.reading import read_plan
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.domain.summary import Summary
from tracker.errors import ConfigError, NotFound
from tracker.services.checking import check
from tracker.services.exporting import (
    PlanForm,
    SummaryForm,
    export_calendar_of_plan,
    export_plan,
    export_summary,
    plan_summary_at,
)
from tracker.services.finding import find_plan
from tracker.services.follow_ups import summary_docx, summary_pdf, word_template_fault
from tracker.services.importing import import_document
from tracker.services.plan_books import plan_book
from tracker.services.plan_saving import Source
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import people
from tracker.store.opening import opened, writing

NOW = datetime(2019, 6, 5, 10, tzinfo=UTC)
TODAY = date(2019, 6, 5)
REPORTED = date(2019, 5, 29)
COMMITTEE = "social-och-utbildningsnamnden"


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    settings = settings_for(database, smtp_port=smtp_sink.port)
    with opened(database) as db:
        who = holder(db, settings, SAMIRA, MEETINGS[0])
        said = Answer("in_progress", "1,2-1,4 mnkr", "0,3 mnkr", "Två ungdomar har flyttat in.")
        answers = {each.report_id: said for each in due_reports(db, who, REPORTED)}
        submit(db, who, answers, now=noon(REPORTED).now(), today=REPORTED)
    return settings


def test_a_plan_with_reports_comes_back_through_import_as_it_stands(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        plan = find_plan(db, SLUG)
        before = plan_book(db, settings, plan, today=TODAY)
        exported = export_plan(db, settings, SLUG, PlanForm.XLSX, now=NOW)
        source = Source(exported.name, exported.content)
        imported = import_document(
            db, source, read_plan(source.content, source.name), dry_run=False, actor=PROGRAM, now=NOW
        )
        assert imported.slug is not None
        after = plan_book(db, settings, find_plan(db, imported.slug), today=TODAY)
    assert exported.name == f"{SLUG}.xlsx"
    assert bare(imported.reading.draft) == bare(before.draft)
    assert after.draft == before.draft
    assert any(effect.amount.is_interval for measure in after.draft.measures for effect in measure.effects)


def test_what_was_reported_is_in_the_book(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        book = plan_book(db, settings, find_plan(db, SLUG), today=TODAY)
        before = plan_book(db, settings, find_plan(db, SLUG), today=date(2019, 5, 20))
    (said,) = [each for each in book.reports if each.submitted_on]
    assert (said.text, said.author, said.submitted_on) == ("Två ungdomar har flyttat in.", "Samira Haddad", REPORTED)
    assert len(book.reports) == 25
    assert len(book.effects) > len(before.effects)


@pytest.mark.parametrize("form", list(PlanForm))
def test_every_form_of_a_plan_is_written(settings: Settings, form: PlanForm) -> None:
    with opened(settings.database.path) as db:
        changes = db.execute("SELECT total_changes()").fetchone()[0]
        exported = export_plan(db, settings, SLUG, form, now=NOW)
        assert db.execute("SELECT total_changes()").fetchone()[0] == changes
    assert exported.name == f"{SLUG}.{form}"
    if form in (PlanForm.DOCX, PlanForm.PDF):
        draft = read_plan(exported.content, exported.name).draft
        assert [each.number for each in draft.measures] == ["1", "2", "3", "4", "5", "6"]


def test_the_calendar_has_each_meeting_with_its_deadline_and_dispatch(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        calendar = Calendar.from_ical(export_calendar_of_plan(db, settings, SLUG, now=NOW).content)
    events = {str(each["UID"]): each for each in calendar.walk("VEVENT")}
    assert len(events) == 3 * len(MEETINGS)
    june = [each for each in events.values() if "12 juni 2019" in str(each["SUMMARY"])]
    days = {str(each["SUMMARY"]).split()[0]: str(each.decoded("DTSTART")) for each in june}
    assert days == {"Manusstopp": "2019-05-31", "Utskick": "2019-06-05"}


def test_a_follow_up_that_is_not_frozen_is_no_file(settings: Settings) -> None:
    with opened(settings.database.path) as db, pytest.raises(NotFound, match="inte klar än"):
        export_summary(db, settings, COMMITTEE, MEETINGS[0], SummaryForm.PDF)


def test_the_mail_carries_the_pdf_that_is_made_once(
    settings: Settings, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def counted(of: Settings, summary: Summary, *, stamp: datetime) -> bytes:
        made.append(summary)
        with opened(of.database.path, busy_seconds=0) as db, writing(db):
            pass  # it raises where a write transaction is open meanwhile
        return summary_pdf(of, summary, stamp=stamp)

    monkeypatch.setattr("tracker.services.summary_letters.summary_pdf", counted)
    with opened(settings.database.path) as db, writing(db):
        for number in range(40):
            person_id = people.insert(db, name=f"Ledamot {number}", email=f"ledamot{number}@kommun.example")
            people.add_role(db, person_id, Role.MEMBER, None)
    send_due(settings, noon(TODAY))

    mails = [message_from_bytes(each.content, policy=policy.default) for each in smtp_sink.taken]
    attached = [part for mail in mails for part in mail.iter_attachments() if str(part.get_filename()).endswith(".pdf")]
    assert len(attached) >= 44
    assert len(made) == 1
    contents = {part.get_content() for part in attached}
    assert len(contents) == 1
    assert attached[0].get_filename() == "uppfoljning-2019-06-12.pdf"
    (content,) = contents
    assert "27,0–27,2\xa0mnkr" in "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    with opened(settings.database.path) as db:
        assert export_summary(db, settings, COMMITTEE, MEETINGS[0], SummaryForm.PDF).content == content


def test_the_mail_goes_without_a_pdf_that_cannot_be_made(
    settings: Settings, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_values: object, **_named: object) -> bytes:
        raise RuntimeError("hemlig text")

    monkeypatch.setattr("tracker.services.summary_letters.summary_pdf", broken)
    send_due(settings, noon(TODAY))
    to_mats = [each for each in smtp_sink.taken if each.recipient == MATS]
    assert any(b"Uppf=C3=B6ljning" in each.content for each in to_mats)
    assert "could not be made: RuntimeError" in caplog.text
    assert "hemlig" not in caplog.text


def test_a_frozen_follow_up_is_shown_as_it_was_frozen(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        assert plan_summary_at(db, settings, SLUG, MEETINGS[0], today=TODAY).frozen_at is None
    send_due(settings, noon(TODAY))
    with opened(settings.database.path) as db:
        frozen = plan_summary_at(db, settings, SLUG, MEETINGS[0], today=date(2019, 6, 10))
    assert frozen.frozen_at is not None
    assert frozen.summary.as_of == TODAY


def test_a_word_template_that_is_missing_or_broken_is_told_by_check(settings: Settings, tmp_path: Path) -> None:
    def with_template(name: str) -> Settings:
        return settings.model_copy(update={"documents": settings.documents.model_copy(update={"word_template": name})})

    broken = tmp_path / "mall.docx"
    broken.write_bytes(b"no document")
    assert word_template_fault(settings) == ""
    assert "går inte att läsa" in word_template_fault(with_template(str(tmp_path / "borta.docx")))
    assert "ingen hel .docx-fil" in word_template_fault(with_template(str(broken)))
    found = {each.name: each for each in check(with_template(str(broken)), noon(TODAY), wall=noon(TODAY))}
    assert not found["Wordmall"].ok
    with opened(settings.database.path) as db:
        summary = plan_summary_at(db, settings, SLUG, MEETINGS[0], today=TODAY).summary
    with pytest.raises(ConfigError):
        summary_docx(with_template(str(tmp_path / "borta.docx")), summary, stamp=NOW)
