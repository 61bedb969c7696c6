"""The ledger of e-mails, for administrators."""

from flask import Blueprint, Response, make_response, render_template, request

from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.permission import Permission
from tracker.services.ledger import LedgerWanted, delivery_page, ledger_page, sent_html
from tracker.web.access import needs
from tracker.web.current import database
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("ledger", __name__)
_COPY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""A letter styles itself inline, as mail programs need it, and may only be looked at.

Of the same origin: no script can run in it, and a browser starts no process of its own for it (40 ms).
"""


@blueprint.get("/administration/ledger")
@needs(Permission.SEE_LEDGER)
def index() -> str:
    """The newest e-mails that fit."""
    state, message = request.args.get("state", ""), request.args.get("kind", "")
    wanted = LedgerWanted(
        words=request.args.get("q", "").strip()[:200],
        state=DeliveryState(state) if state in set(DeliveryState) else None,
        message=MessageKind(message) if message in set(MessageKind) else None,
        page=max(1, min(request.args.get("page", 1, type=int), 10_000)),
    )
    page = ledger_page(database(), wanted)
    return render_template("pages/ledger.html", page=page, wanted=wanted, states=DeliveryState, kinds=MessageKind)


@blueprint.get("/administration/ledger/<int:delivery_id>")
@needs(Permission.SEE_LEDGER)
def show(delivery_id: int) -> str:
    """One e-mail: its attempts, what was said, and the copy."""
    return render_template("pages/delivery.html", page=delivery_page(database(), delivery_id))


@blueprint.get("/administration/ledger/<int:delivery_id>/body")
@needs(Permission.SEE_LEDGER)
def body(delivery_id: int) -> Response:
    """The sent HTML alone, for the frame in its page."""
    response = keep_out_of_caches(make_response(sent_html(database(), delivery_id)))
    response.headers["Content-Security-Policy"] = _COPY_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
