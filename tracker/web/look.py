"""The municipality's look in the frame round every page: name, logo and accent colour, as files that stay cached."""

import sqlite3

from flask import Blueprint, Response, abort, g

from tracker.errors import TrackerError
from tracker.services.municipality import Look, current_logo, current_style, plain_look
from tracker.services.municipality import look as look_of
from tracker.web.access import open_to_all
from tracker.web.current import database, settings

blueprint = Blueprint("look", __name__)
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG that is opened on its own may style itself, and nothing else."""


def look() -> Look:
    """Read once a request. Without a database the config's own, for error pages stand in the same frame."""
    if "look" not in g:
        try:
            g.look = look_of(database(), settings())
        except (TrackerError, sqlite3.Error):
            g.look = plain_look(settings())
    found: Look = g.look
    return found


@blueprint.get("/look/<name>.css")
@open_to_all
def style(name: str) -> Response:
    """The accent colour. The name is its digest, so that a browser asks once."""
    if f"{name}.css" != look().style:
        abort(404)
    return _kept(current_style(database()).encode(), "text/css; charset=utf-8")


@blueprint.get("/look/<name>.<any(svg,png):kind>")
@open_to_all
def logo(name: str, kind: str) -> Response:
    """The logo, under its digest."""
    content = current_logo(database()) if f"{name}.{kind}" == look().logo else None
    if content is None:
        abort(404)
    response = _kept(content, _TYPES[kind])
    response.headers["Content-Security-Policy"] = _LOGO_POLICY
    return response


def _kept(content: bytes, content_type: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Cache-Control"] = _FOR_EVER
    return response
