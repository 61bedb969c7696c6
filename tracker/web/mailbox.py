"""The built-in mailbox, shown only while no SMTP server is configured: its letters hold links that open forms."""

from pathlib import Path

from flask import Blueprint, Response, abort, make_response, render_template

from tracker.domain.permission import Permission
from tracker.mail.mailbox import list_mailbox, read_mail
from tracker.web.access import open_in_example
from tracker.web.current import settings
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("mailbox", __name__)
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-top-navigation-by-user-activation"
)
"""A letter styles itself inline, as mail programs need it, and may only be read and have its links followed.

Of the same origin: see ledger.py.
"""


@blueprint.before_request
def _only_without_server() -> None:
    if settings().mail.host:
        abort(404)


@blueprint.get("/mailbox")
@open_in_example(Permission.SEE_LEDGER)
def index() -> Response:
    """The letters, the latest first."""
    return keep_out_of_caches(make_response(render_template("pages/mailbox.html", mails=list_mailbox(_folder()))))


@blueprint.get("/mailbox/<name>")
@open_in_example(Permission.SEE_LEDGER)
def show(name: str) -> Response:
    """One letter, as it looks in a mail program and as text."""
    return keep_out_of_caches(make_response(render_template("pages/mail.html", mail=read_mail(_folder(), name))))


@blueprint.get("/mailbox/<name>/body")
@open_in_example(Permission.SEE_LEDGER)
def body(name: str) -> Response:
    """The letter's HTML alone, for the frame in its page. Its links open in the whole window."""
    html = read_mail(_folder(), name).html.replace("<head>", '<head><base target="_top">', 1)
    response = keep_out_of_caches(make_response(html))
    response.headers["Content-Security-Policy"] = _LETTER_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _folder() -> Path:
    return Path(f"{settings().database.path}.mailbox")
