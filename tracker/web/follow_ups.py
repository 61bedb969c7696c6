"""The secretary's follow-up of a meeting: remind, introduce, freeze and send. What cannot be undone is shown first."""

from datetime import date

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.language import ngettext
from tracker.services.finding import find_committee, find_meeting
from tracker.services.follow_up_pages import freezing_page, introduction_page, sending_page
from tracker.services.follow_ups import said_in
from tracker.services.form_reading import FieldProblems
from tracker.services.freezing import LONGEST_REASON, freeze, freeze_anew, send_follow_up
from tracker.services.introducing import LONGEST_INTRODUCTION, write_introduction
from tracker.services.remind_now import remind_now, reminded_in_words
from tracker.web.access import current_actor, current_person, needs
from tracker.web.current import database, now, settings, today

blueprint = Blueprint("follow_ups", __name__)


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/remind")
@needs(Permission.REMIND_NOW)
def remind(slug: str, held_on: date) -> AnyResponse:
    """A reminder to each who owes something and gets none today."""
    meeting = find_meeting(database(), find_committee(database(), slug).id, held_on, settings().meetings.deadline_rule)
    reminded = remind_now(database(), settings(), meeting, actor=current_actor(), now=now())
    flash(reminded_in_words(reminded))
    return _to_meeting(slug, held_on)


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/introduction")
@needs(Permission.FREEZE_SUMMARY)
def introduction(slug: str, held_on: date) -> Response:
    """The text, and what it has been."""
    return _introduction_page(slug, held_on)


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/introduction")
@needs(Permission.FREEZE_SUMMARY)
def write(slug: str, held_on: date) -> AnyResponse:
    """Save the text as a new version."""
    page = introduction_page(database(), settings(), slug, held_on)
    text, seen = request.form.get("text", ""), request.form.get("seen", 0, type=int)
    try:
        new = write_introduction(database(), page.meeting, text, seen=seen, author=current_person(), now=now())
    except FieldProblems as error:
        return _introduction_page(slug, held_on, text=text, problems=error.problems)
    flash(_("Inledningen är sparad.") if new else _("Inledningen var redan så."))
    return _to_meeting(slug, held_on)


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/freeze")
@needs(Permission.FREEZE_SUMMARY)
def show_freeze(slug: str, held_on: date) -> Response:
    """The follow-up as it would be frozen."""
    return _freeze_page(slug, held_on)


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/freeze")
@needs(Permission.FREEZE_SUMMARY)
def freeze_it(slug: str, held_on: date) -> AnyResponse:
    """Freeze it; where it is frozen, as a new version with its reason."""
    page = freezing_page(database(), settings(), slug, held_on, today=today())
    if page.newest is None:
        freeze(database(), settings(), page.meeting, actor=current_actor(), now=now())
    else:
        reason = request.form.get("reason", "")
        try:
            freeze_anew(database(), settings(), page.meeting, reason=reason, actor=current_actor(), now=now())
        except FieldProblems as error:
            return _freeze_page(slug, held_on, reason=reason, problems=error.problems)
    flash(_("Uppföljningen är fryst."))
    return _to_meeting(slug, held_on)


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/send")
@needs(Permission.SEND_SUMMARY)
def show_send(slug: str, held_on: date) -> str:
    """Who would get it."""
    return render_template(
        "pages/follow_up_send.html", page=sending_page(database(), settings(), slug, held_on, today=today())
    )


@blueprint.post("/committees/<slug>/meetings/<date:held_on>/send")
@needs(Permission.SEND_SUMMARY)
def send(slug: str, held_on: date) -> AnyResponse:
    """Send it to the committee."""
    meeting = find_meeting(database(), find_committee(database(), slug).id, held_on, settings().meetings.deadline_rule)
    count = send_follow_up(database(), settings(), meeting, actor=current_actor(), now=now())
    flash(ngettext("Uppföljningen går ut till %(num)s person.", "Uppföljningen går ut till %(num)s personer.", count))
    return _to_meeting(slug, held_on)


def _to_meeting(slug: str, held_on: date) -> AnyResponse:
    return redirect(url_for("meetings.show", slug=slug, held_on=held_on), code=303)


def _introduction_page(
    slug: str, held_on: date, *, text: str | None = None, problems: dict[str, str] | None = None
) -> Response:
    page = introduction_page(database(), settings(), slug, held_on)
    shown = page.text if text is None else text
    html = render_template(
        "pages/introduction.html", page=page, text=shown, problems=problems or {}, longest=LONGEST_INTRODUCTION
    )
    return make_response(html, 422 if problems else 200)


def _freeze_page(slug: str, held_on: date, *, reason: str = "", problems: dict[str, str] | None = None) -> Response:
    page = freezing_page(database(), settings(), slug, held_on, today=today())
    html = render_template(
        "pages/follow_up_freeze.html",
        page=page,
        said=said_in(settings(), page.summary),
        reason=reason,
        problems=problems or {},
        longest=LONGEST_REASON,
    )
    return make_response(html, 422 if problems else 200)
