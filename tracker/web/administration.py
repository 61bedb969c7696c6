"""The administrator's pages of the installation: where to go, is it sound, does mail get out, name and look."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import LANGUAGES
from tracker.language import gettext as _
from tracker.services.checking import check
from tracker.services.form_reading import FieldProblems
from tracker.services.mail_testing import send_trial
from tracker.services.municipality import UploadedLogo, look, save_municipality, site_values, with_own_name
from tracker.spoken_html import swedish
from tracker.web.access import current_actor, current_person, needs
from tracker.web.current import database, now, settings, wiring

blueprint = Blueprint("administration", __name__)


@blueprint.get("/administration")
@needs(Permission.EDIT_PEOPLE)
def show() -> str:
    """What there is."""
    return render_template("pages/administration.html", mail=settings().mail)


@blueprint.get("/administration/checks")
@needs(Permission.EDIT_SITE)
def checks() -> str:
    """Whether the installation is sound. Asks the mail server too, so that it may take a while."""
    found = check(settings(), wiring().clock, wall=wiring().wall)
    return render_template("pages/checks.html", checks=found)


@blueprint.post("/administration/mail-test")
@needs(Permission.TEST_MAIL)
def try_mail() -> AnyResponse:
    """A letter to oneself; what the mail server said of it is shown in the ledger."""
    trial = send_trial(database(), with_own_name(database(), settings()), current_person(), clock=wiring().clock)
    told = (
        _("Testbrevet till %(email)s är taget emot: %(words)s")
        if trial.sent
        else _("Testbrevet gick inte iväg: %(words)s")
    )
    # What the ledger keeps is Swedish, whoever reads it.
    flash(Markup(told) % {"email": current_person().email, "words": swedish(trial.words)})  # noqa: S704
    return redirect(url_for("ledger.show", delivery_id=trial.delivery_id), code=303)


@blueprint.get("/administration/site")
@needs(Permission.EDIT_SITE)
def site() -> Response:
    """Name, languages, logo and colour."""
    return _site_page()


@blueprint.post("/administration/site")
@needs(Permission.EDIT_SITE)
def save_site() -> AnyResponse:
    """Save them."""
    file = request.files.get("logo")
    logo = UploadedLogo(file.read() if file else b"", "remove_logo" in request.form)
    languages = tuple(each for each in LANGUAGES if each in request.form.getlist("languages"))
    try:
        save_municipality(
            database(), settings(), request.form, languages=languages, logo=logo, actor=current_actor(), now=now()
        )
    except FieldProblems as error:
        return _site_page(error.problems)
    flash(_("Sparat."))
    return redirect(url_for("administration.site"), code=303)


def _site_page(problems: dict[str, str] | None = None) -> Response:
    stands = look(database(), settings())
    values = dict(site_values(database())) | {"name": stands.name, "language": stands.languages[0]}
    chosen = stands.languages
    if problems:
        values |= {name: request.form.get(name, "") for name in values}
        chosen = tuple(request.form.getlist("languages"))
    html = render_template(
        "pages/site.html",
        values=values,
        chosen=chosen,
        languages=LANGUAGES,
        stands=stands,
        problems=problems or {},
    )
    return make_response(html, 422 if problems else 200)
