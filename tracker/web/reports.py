"""The owner's form, behind a reminder's link or signed in. GET changes nothing: scanners follow links (DESIGN 5)."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.report_form import ReportForm, report_form
from tracker.services.report_links import LinkHolder, link_holder
from tracker.services.reporting import LONGEST_TEXT, OFFERED_STATUSES, Answer, AnswerProblems, submit
from tracker.services.withdrawing import withdraw
from tracker.web.access import open_to_all
from tracker.web.current import database, now, settings, today, wiring
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("reports", __name__)
_FIELDS = {"status": said("Status"), "text": said("Kommentar")}
"""The fields that every measure has, whatever its plan."""


@blueprint.get("/reports/<token>")
@open_to_all
def show(token: str) -> Response:
    """The form behind a link."""
    return show_form(_holder(token), url_for("reports.show", token=token))


@blueprint.post("/reports/<token>")
@open_to_all
def send(token: str) -> AnyResponse:
    """What was pressed in it."""
    return take_form(_holder(token), url_for("reports.show", token=token))


def show_form(holder: LinkHolder, address: str) -> Response:
    """The form at that address; when all is in, thanks and what was saved, until ?change=1 asks for the form again."""
    form = report_form(database(), settings(), holder, today=today())
    if form.all_in and (form.frozen or "change" not in request.args):
        return _page("pages/report_thanks.html", form, address)
    return _form_page(form, address, {item.id: item.shown for item in form.open_items})


def take_form(holder: LinkHolder, address: str) -> AnyResponse:
    """Save what was filled in, or that nothing has changed; or take back what was saved."""
    form = report_form(database(), settings(), holder, today=today())
    action, answers = request.form.get("action"), _answers()
    if action == "withdraw":
        withdraw(database(), holder, form.taken_back(), now=now(), today=today())
        flash(_("Återrapporten är tillbakatagen. Den väntas igen."))
        return redirect(address, code=303)
    try:
        given = form.unchanged() if action == "unchanged" else form.changed(answers)
        submit(database(), holder, given, now=now(), today=today())
    except AnswerProblems as error:
        shown = {item.id: item.shown for item in form.open_items}
        return _form_page(form, address, shown | answers, error.problems)
    return redirect(address, code=303)


def _holder(token: str) -> LinkHolder:
    return link_holder(database(), wiring().key, token, settings=settings(), today=today())


def _answers() -> dict[int, Answer]:
    """What was filled in, by report."""
    fields = request.form
    return {
        report_id: Answer(
            status=fields.get(f"status-{report_id}", ""),
            forecast=fields.get(f"forecast-{report_id}", ""),
            outcome=fields.get(f"outcome-{report_id}", ""),
            text=fields.get(f"text-{report_id}", ""),
        )
        for report_id in fields.getlist("report", type=int)
    }


def _form_page(
    form: ReportForm,
    address: str,
    answers: Mapping[int, Answer],
    problems: Mapping[int, Mapping[str, str]] | None = None,
) -> Response:
    """The form with what was typed in it. problems: by report and field, what to do."""
    response = _page(
        "pages/report_form.html",
        form,
        address,
        answers=answers,
        problems=problems or {},
        fields=_FIELDS,
        statuses=OFFERED_STATUSES,
        longest_text=LONGEST_TEXT,
    )
    response.status_code = 422 if problems else 200
    return response


def _page(template: str, form: ReportForm, address: str, **values: object) -> Response:
    page = render_template(template, form=form, address=address, today=today(), **values)
    return keep_out_of_caches(make_response(page))
