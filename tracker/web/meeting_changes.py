"""The secretary's changes of meetings: a year's at once, moving, cancelling; each says first what it does."""

from dataclasses import astuple
from datetime import date

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.meeting import Meeting
from tracker.domain.permission import Permission
from tracker.domain.plan import Committee
from tracker.language import gettext as _
from tracker.language import ngettext
from tracker.services.adding_meetings import MeetingList, add_meetings, read_meetings
from tracker.services.finding import find_committee, find_meeting
from tracker.services.form_reading import FieldProblems
from tracker.services.meeting_changes import cancel, cancel_within, reinstate
from tracker.services.meeting_form import WrittenMeeting, refuse_over, save_dates, understand_dates, written_dates_of
from tracker.services.meeting_previews import MeetingPreview, preview_change
from tracker.spoken import full_date
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, settings, today

blueprint = Blueprint("meeting_changes", __name__)


@blueprint.get("/committees/<slug>/meetings/new")
@needs(Permission.EDIT_MEETINGS)
def new(slug: str) -> Response:
    """The list, empty."""
    return _new_page(find_committee(database(), slug), "", str(today().year))


@blueprint.post("/committees/<slug>/meetings/new")
@needs(Permission.EDIT_MEETINGS)
def add(slug: str) -> AnyResponse:
    """Show how the list was understood, or save it."""
    committee = find_committee(database(), slug)
    text, year = request.form.get("dates", ""), request.form.get("year", "")
    read = None
    try:
        read = read_meetings(database(), settings(), committee, text, year=year, today=today())
        if not _saves(text, year):
            return _new_page(committee, text, year, read=read)
        saved = add_meetings(database(), settings(), committee, text, year=year, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _new_page(committee, text, year, read=read, problems=error.problems)
    flash(ngettext("%(num)s sammanträde är inlagt.", "%(num)s sammanträden är inlagda.", len(saved.new)))
    return redirect(url_for("committees.show", slug=slug, _anchor="meetings"), code=303)


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/edit")
@needs(Permission.EDIT_MEETINGS)
def edit(slug: str, held_on: date) -> Response:
    """The meeting's three dates."""
    committee, meeting = _found(slug, held_on)
    return _edit_page(committee, meeting, written_dates_of(database(), meeting))


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/edit")
@needs(Permission.EDIT_MEETINGS)
def change(slug: str, held_on: date) -> AnyResponse:
    """Show what other dates would do, or save them."""
    committee, meeting = _found(slug, held_on)
    written = WrittenMeeting(*(request.form.get(name, "") for name in WrittenMeeting.__dataclass_fields__))
    try:
        dates = understand_dates(database(), settings(), meeting, written, today=today())
    except FieldProblems as error:
        return _edit_page(committee, meeting, written, problems=error.problems)
    if not _saves(*astuple(written)):
        act = dates.change(database(), meeting, actor=current_actor(), now=now())
        preview = preview_change(database(), settings(), meeting, act, now=now())
        return _edit_page(committee, meeting, written, preview=preview)
    save_dates(database(), meeting, dates, actor=current_actor(), now=now())
    flash(_("Sparat. Sammanträdet hålls %(day)s.", day=full_date(dates.held_on)))
    return redirect(url_for("meetings.show", slug=slug, held_on=dates.held_on), code=303)


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/cancel")
@needs(Permission.EDIT_MEETINGS)
def show_cancel(slug: str, held_on: date) -> str:
    """What cancelling the meeting would do."""
    committee, meeting = _found(slug, held_on)

    def act() -> None:
        cancel_within(database(), meeting, actor=current_actor(), now=now())

    preview = preview_change(database(), settings(), meeting, act, now=now())
    return render_template("pages/meeting_cancel.html", committee=committee, meeting=meeting, preview=preview)


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/cancel")
@needs(Permission.EDIT_MEETINGS)
def cancel_it(slug: str, held_on: date) -> AnyResponse:
    """Cancel the meeting; its page has the way back."""
    cancel(database(), _found(slug, held_on)[1], actor=current_actor(), now=now())
    flash(_("Sammanträdet är inställt."))
    return redirect(url_for("meetings.show", slug=slug, held_on=held_on), code=303)


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/reinstate")
@needs(Permission.EDIT_MEETINGS)
def reinstate_it(slug: str, held_on: date) -> AnyResponse:
    """Hold the meeting after all."""
    reinstate(database(), _found(slug, held_on)[1], actor=current_actor(), now=now())
    flash(_("Sammanträdet är återställt."))
    return redirect(url_for("meetings.show", slug=slug, held_on=held_on), code=303)


def _saves(*typed: str) -> bool:
    """Whether the button that saves was pressed, and what is typed is what was shown: nothing is saved unseen."""
    seen = [each.split() for each in request.form.getlist("seen")]
    return request.form.get("action") == "save" and seen == [each.split() for each in typed]


def _found(slug: str, held_on: date) -> tuple[Committee, Meeting]:
    committee = find_committee(database(), slug)
    meeting = find_meeting(database(), committee.id, held_on, settings().meetings.deadline_rule)
    refuse_over(meeting, today())
    return committee, meeting


def _new_page(
    committee: Committee,
    dates: str,
    year: str,
    *,
    read: MeetingList | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    wrong = problems or {}
    if read and read.faults and not wrong:
        wrong = {
            "dates": ngettext(
                "%(num)s gick inte att läsa. Den står i listan nedanför.",
                "%(num)s gick inte att läsa. De står i listan nedanför.",
                len(read.faults),
            )
        }
    page = render_template(
        "pages/meetings_new.html", committee=committee, dates=dates, year=year, read=read, problems=wrong
    )
    return make_response(page, 422 if wrong else 200)


def _edit_page(
    committee: Committee,
    meeting: Meeting,
    written: WrittenMeeting,
    *,
    preview: MeetingPreview | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    page = render_template(
        "pages/meeting_edit.html",
        committee=committee,
        meeting=meeting,
        written=written,
        preview=preview,
        problems=problems or {},
        rule=settings().meetings.deadline_rule,
        today=today(),
    )
    return make_response(page, 422 if problems else 200)
