"""People and roles, for administrators."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.domain.person import Role
from tracker.domain.words import said
from tracker.errors import NotFound
from tracker.language import LANGUAGES, pgettext
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems
from tracker.services.people_editing import add_person, edit_person, give_role, let_leave, let_stay, take_role
from tracker.services.people_pages import PeopleWanted, new_person_page, people_page, person_page
from tracker.spoken import full_date
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, today

blueprint = Blueprint("people", __name__)
FIELDS = {
    "name": said("Namn"),
    "email": said("E-postadress"),
    "unit": said("Enhet"),
    "manager": said("Chef"),
    "language": said("Språk"),
}


@blueprint.get("/administration/people")
@needs(Permission.EDIT_PEOPLE)
def index() -> str:
    """Those who fit, in order of name."""
    role = request.args.get("role", "")
    wanted = PeopleWanted(
        words=request.args.get("q", "").strip()[:200],
        role=Role(role) if role in set(Role) else None,
        committee_id=request.args.get("committee", type=int),
        gone="gone" in request.args,
    )
    page = people_page(database(), wanted, today=today())
    return render_template("pages/people.html", page=page, wanted=wanted, roles=Role, today=today())


@blueprint.get("/administration/people/new")
@needs(Permission.EDIT_PEOPLE)
def new() -> Response:
    """The form, empty."""
    return _new_page({})


@blueprint.post("/administration/people/new")
@needs(Permission.EDIT_PEOPLE)
def add() -> AnyResponse:
    """Add her, and go on to her roles."""
    try:
        person_id = add_person(database(), request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _new_page(error.problems)
    flash(_("Personen är tillagd. Ge henne eller honom en roll."))
    return redirect(url_for("people.show", person_id=person_id), code=303)


@blueprint.get("/administration/people/<int:person_id>")
@needs(Permission.EDIT_PEOPLE)
def show(person_id: int) -> Response:
    """Her details, roles, and leaving."""
    return _page(person_id)


@blueprint.post("/administration/people/<int:person_id>")
@needs(Permission.EDIT_PEOPLE)
def edit(person_id: int) -> AnyResponse:
    """Save her details."""
    try:
        edit_person(database(), person_id, request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _page(person_id, error.problems)
    flash(_("Sparat."))
    return _to(person_id)


@blueprint.post("/administration/people/<int:person_id>/roles")
@needs(Permission.EDIT_PEOPLE)
def give(person_id: int) -> AnyResponse:
    """Give her a role."""
    try:
        give_role(database(), person_id, request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _page(person_id, error.problems)
    flash(_("Rollen är given."))
    return _to(person_id)


@blueprint.post("/administration/people/<int:person_id>/roles/take")
@needs(Permission.EDIT_PEOPLE)
def take(person_id: int) -> AnyResponse:
    """Take one back."""
    role, committee_id = request.form.get("role", ""), request.form.get("committee", type=int)
    if role not in set(Role):
        raise NotFound(_("Rollen finns inte."))
    take_role(database(), person_id, Role(role), committee_id, actor=current_actor(), now=now())
    flash(_("Rollen %(role)s är borttagen.", role=_(Role(role).swedish)))
    return _to(person_id)


@blueprint.post("/administration/people/<int:person_id>/leave")
@needs(Permission.EDIT_PEOPLE)
def go(person_id: int) -> AnyResponse:
    """She leaves."""
    try:
        day = let_leave(database(), person_id, request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _page(person_id, error.problems)
    flash(_("Sista dagen är %(day)s. Nämndsekreteraren får veta vad som blir utan ansvarig.", day=full_date(day)))
    return _to(person_id)


@blueprint.post("/administration/people/<int:person_id>/stay")
@needs(Permission.EDIT_PEOPLE)
def stay(person_id: int) -> AnyResponse:
    """She does not."""
    let_stay(database(), person_id, actor=current_actor(), now=now())
    flash(_("Personen är kvar."))
    return _to(person_id)


def _labels() -> dict[str, str]:
    return {name: _(label) for name, label in FIELDS.items()}


def _to(person_id: int) -> AnyResponse:
    return redirect(url_for("people.show", person_id=person_id), code=303)


def _new_page(problems: dict[str, str]) -> Response:
    page = new_person_page(database(), today=today())
    html = render_template(
        "pages/person_new.html", page=page, typed=request.form, problems=problems, labels=_labels(), languages=LANGUAGES
    )
    return make_response(html, 422 if problems else 200)


def _page(person_id: int, problems: dict[str, str] | None = None) -> Response:
    page = person_page(database(), person_id, today=today())
    person = page.person
    values = {
        "name": person.name,
        "email": person.email,
        "unit": person.unit,
        "manager": str(person.manager_id or ""),
        "language": person.language,
        "role": "",
        "committee": "",
        "last_day": "",
    }
    if problems:
        values |= {name: value for name, value in request.form.items() if name in values}
    html = render_template(
        "pages/person.html",
        page=page,
        values=values,
        problems=problems or {},
        labels=_labels() | {"role": _("Roll"), "committee": _("Nämnd"), "last_day": pgettext("leaving", "Sista dag")},
        roles=Role,
        languages=LANGUAGES,
        today=today(),
    )
    return make_response(html, 422 if problems else 200)
