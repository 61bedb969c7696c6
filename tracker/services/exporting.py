"""Every document that the program hands out: its bytes, what the file is called, and what it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlite_utils import Database

from tracker.config import Settings
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.measures_csv import measures_csv
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.word import letter_docx
from tracker.documents.writing.workbook import plan_xlsx
from tracker.domain.dates import STOCKHOLM
from tracker.domain.meeting import Meeting
from tracker.domain.plan import Committee, Plan
from tracker.domain.summary import Summary
from tracker.services.committee_calendar import committee_calendar
from tracker.services.finding import find_meeting, find_plan
from tracker.services.follow_ups import summary_docx, summary_pdf
from tracker.services.meeting_page import summary_page
from tracker.services.municipality import with_own_name
from tracker.services.plan_books import plan_book
from tracker.services.summarising import build_summary
from tracker.store import committees, summaries
from tracker.store.opening import reading

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


class PlanForm(StrEnum):
    """What a plan can be written out as."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"


class SummaryForm(StrEnum):
    """What a follow-up can be written out as."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: name is ASCII and has its extension."""

    name: str
    content_type: str
    content: bytes


def export_plan(db: Database, settings: Settings, name: str, form: PlanForm, *, now: datetime) -> Exported:
    """A plan as it stands. name: as find_plan takes it. now: UTC. Changes nothing. Raises NotFound."""
    with reading(db):
        plan = find_plan(db, name)
        book = plan_book(db, settings, plan, today=now.astimezone(STOCKHOLM).date())
        municipality = with_own_name(db, settings).site.municipality
    return _file(plan.slug, form, _PLAN_WRITERS[form](book, municipality, now))


def _as_csv(book: PlanBook, _municipality: str, _now: datetime) -> bytes:
    return measures_csv(book)


_PLAN_WRITERS: dict[PlanForm, Callable[[PlanBook, str, datetime], bytes]] = {
    PlanForm.XLSX: lambda book, municipality, now: plan_xlsx(book, municipality=municipality, stamp=now),
    PlanForm.CSV: _as_csv,
    PlanForm.DOCX: lambda book, municipality, now: letter_docx(plan_letter(book, municipality), stamp=now),
    PlanForm.PDF: lambda book, municipality, now: letter_pdf(plan_letter(book, municipality), stamp=now),
}


def export_summary(
    db: Database, settings: Settings, slug: str, held_on: date, form: SummaryForm, *, version: int | None = None
) -> Exported:
    """The frozen follow-up to the committee's meeting: that version, else the newest.

    Raises NotFound where it is not frozen, TemplateRefused and ConfigError.
    """
    frozen = summary_page(db, settings, slug, held_on, version=version).frozen
    own = with_own_name(db, settings)
    return summary_file(own, frozen.summary, form, stamp=frozen.frozen_at, version=version)


def summary_file(
    settings: Settings, summary: Summary, form: SummaryForm, *, stamp: datetime, version: int | None = None
) -> Exported:
    """A follow-up as a file. stamp: when it was frozen, else now (UTC). version: to stand in the file's name.

    Raises TemplateRefused and ConfigError.
    """
    write = summary_pdf if form is SummaryForm.PDF else summary_docx
    stem = f"uppfoljning-{summary.held_on}" + (f"-version-{version}" if version else "")
    return _file(stem, form, write(settings, summary, stamp=stamp))


@dataclass(frozen=True, slots=True)
class PlanSummaryAt:
    """One plan's follow-up to a meeting; frozen_at: UTC, None where it is shown as it would be frozen now."""

    summary: Summary
    frozen_at: datetime | None


def plan_summary_at(db: Database, settings: Settings, name: str, held_on: date, *, today: date) -> PlanSummaryAt:
    """The plan's part of what was frozen for the meeting, else as it stands today (Stockholm). Raises NotFound."""
    with reading(db):
        plan = find_plan(db, name)
        meeting = find_meeting(db, plan.committee_id, held_on, settings.meetings.deadline_rule)
        kept = _frozen_of(db, plan, meeting)
        return kept or PlanSummaryAt(build_summary(db, settings, meeting, today=today, only=plan), None)


def _frozen_of(db: Database, plan: Plan, meeting: Meeting) -> PlanSummaryAt | None:
    frozen = summaries.in_force(db, meeting)
    mine = tuple(each for each in frozen.summary.plans if each.slug == plan.slug) if frozen else ()
    if frozen is None or not mine:
        return None
    return PlanSummaryAt(replace(frozen.summary, plans=mine), frozen.frozen_at)


def export_calendar(db: Database, settings: Settings, committee: Committee, *, now: datetime) -> Exported:
    """The committee's meetings with their deadlines and dispatch dates. now: UTC."""
    today = now.astimezone(STOCKHOLM).date()
    return _file(committee.slug, "ics", committee_calendar(db, settings, committee, today=today))


def export_calendar_of_plan(db: Database, settings: Settings, name: str, *, now: datetime) -> Exported:
    """The calendar of the plan's committee. Raises NotFound."""
    plan = find_plan(db, name)
    return export_calendar(db, settings, committees.by_id(db, plan.committee_id), now=now)


def _file(stem: str, form: str, content: bytes) -> Exported:
    return Exported(f"{stem}.{form}", _TYPES[str(form)], content)
