"""The controller's pages of the tables that a plan's document states: pasting one in, putting right, taking away."""

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.stated_table_editing import remove_table, review_table, save_table, tables_page
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now
from tracker.web.editing import FormState, answered, form_page, fresh, sent

blueprint = Blueprint("stated_tables", __name__)
_LABELS = {"title": said("Rubrik"), "table": said("Tabellen")}


@blueprint.get("/plans/<slug>/edit/tables")
@needs(Permission.EDIT_PLAN)
def show(slug: str) -> Response:
    """Every table of the plan, and a form for one more."""
    return _drawn(slug, None, fresh({}))


@blueprint.post("/plans/<slug>/edit/tables")
@needs(Permission.EDIT_PLAN)
def add(slug: str) -> AnyResponse:
    """Show which of its sums hold, or add it."""
    return _save(slug, None)


@blueprint.get("/plans/<slug>/edit/tables/<int:table_id>")
@needs(Permission.EDIT_PLAN)
def edit(slug: str, table_id: int) -> Response:
    """The table as text, to be put right."""
    return _drawn(slug, table_id, fresh(tables_page(database(), slug, table_id).values))


@blueprint.post("/plans/<slug>/edit/tables/<int:table_id>")
@needs(Permission.EDIT_PLAN)
def change(slug: str, table_id: int) -> AnyResponse:
    """Show which of its sums hold, or save it in the place of the old one."""
    return _save(slug, table_id)


@blueprint.post("/plans/<slug>/edit/tables/<int:table_id>/remove")
@needs(Permission.EDIT_PLAN)
def remove(slug: str, table_id: int) -> AnyResponse:
    """Out of the plan."""
    table = remove_table(database(), slug, table_id, actor=current_actor(), now=now())
    flash(_("%(table)s är borttagen ur planen.", table=table.title))
    return redirect(url_for("stated_tables.show", slug=slug), code=303)


def _save(slug: str, table_id: int | None) -> AnyResponse:
    edit, who = sent(_LABELS), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn(slug, table_id, form),
        review=lambda: review_table(database(), slug, edit, table_id=table_id, actor=who, now=now()),
        save=lambda: save_table(database(), slug, edit, table_id=table_id, actor=who, now=now()),
        done=lambda _saved: _done(slug),
    )


def _done(slug: str) -> AnyResponse:
    flash(_("Tabellen är sparad."))
    return redirect(url_for("stated_tables.show", slug=slug), code=303)


def _drawn(slug: str, table_id: int | None, form: FormState) -> Response:
    return form_page("pages/stated_tables.html", form, page=tables_page(database(), slug, table_id), labels=_LABELS)
