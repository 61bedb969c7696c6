"""Signing in with the municipality's own sign-in (OpenID Connect): there and back, and what can go wrong on the way."""

import time
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import MismatchingStateError, OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, abort, current_app, render_template, request, session
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from tracker.config import Settings
from tracker.errors import TrackerError
from tracker.language import gettext as _
from tracker.services.identities import Identity, sign_in_by_identity
from tracker.web.access import open_to_all
from tracker.web.current import database, settings
from tracker.web.limits import attempted
from tracker.web.next_page import local_path
from tracker.web.session import enter, visit

blueprint = Blueprint("oidc", __name__)
_NAME = "oidc"
_STATE = f"_state_{_NAME}_"
_NEXT = "oidc_next"


class OidcFailed(TrackerError):
    """The sign-in over there did not lead to an identity. status: of the page that says so."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


def _say(error: OidcFailed) -> tuple[str, int]:
    return render_template("errors/sign_in.html", message=str(error)), error.status


def know_provider(app: Flask, settings: Settings) -> None:
    """Make the client where a provider is configured. Nothing is fetched from it until somebody signs in."""
    app.register_error_handler(OidcFailed, _say)
    if not settings.oidc.configured:
        return
    OAuth(app).register(
        _NAME,
        client_id=settings.oidc.client_id,
        client_secret=settings.oidc.client_secret,
        server_metadata_url=f"{settings.oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": settings.oidc.timeout_seconds,
        },
    )


@blueprint.get("/sign-in/oidc")
@open_to_all
def go() -> Response:
    """To the provider. A link and not a form: the policy keeps forms from being answered by another site."""
    client = _client()
    attempted()
    for key in [key for key in session if key.startswith(_STATE)]:
        session.pop(key)  # of attempts that were given up: together they would outgrow the cookie
    session[_NEXT] = local_path(request.args.get("next"))
    try:
        response: Response = client.authorize_redirect(f"{settings().site.base_url}/sign-in/oidc/back")
    except Exception as error:
        raise _failed(error) from error
    return response


@blueprint.get("/sign-in/oidc/back")
@open_to_all
def back() -> Response:
    """From the provider: sign in whose identity it vouches for."""
    client = _client()
    attempted()
    next_path = session.get(_NEXT, "")
    return enter(sign_in_by_identity(database(), _identity(client), visit(), next_path=next_path))


def _identity(client: Any) -> Identity:
    """Whom the provider has vouched for, its token checked. Raises OidcFailed."""
    state = session.get(_STATE + request.args.get("state", ""), {})
    try:
        if "error" not in request.args and state.get("exp", 0) < time.time():
            raise MismatchingStateError
        token = client.authorize_access_token()
        claims = token.get("userinfo")
        if not claims:
            raise OidcFailed(502, _("Inloggningstjänsten svarade utan identitet. Be administratören kontrollera den."))
        subject, issuer = str(claims["sub"]), str(claims["iss"])
        if not claims.get("email"):
            told = client.userinfo(token=token)
            claims = told if told.get("sub") == subject else {}
    except OidcFailed:
        raise
    except Exception as error:
        raise _failed(error) from error
    verified = claims.get("email_verified") is True or settings().oidc.trust_unverified_email
    return Identity(issuer, subject, str(claims.get("email") or "").strip(), verified)


def _failed(error: Exception) -> OidcFailed:
    """What to tell whoever tried, and its status. What went wrong is logged without codes, tokens and addresses."""
    if isinstance(error, MismatchingStateError):
        message = _("Inloggningen påbörjades i ett annat fönster, eller för länge sedan. Börja om.")
        return OidcFailed(400, message)
    if isinstance(error, OAuthError) and error.error == "access_denied":
        return OidcFailed(403, _("Inloggningen avbröts. Börja om, eller logga in med en länk i e-post."))
    current_app.logger.warning("oidc: %s %s", type(error).__name__, getattr(error, "error", "")[:80])
    if isinstance(error, requests.RequestException):
        message = _("Inloggningstjänsten svarar inte. Försök igen om en stund, eller logga in med en länk i e-post.")
        return OidcFailed(503, message)
    if isinstance(error, JoseError):
        return OidcFailed(
            502, _("Inloggningstjänstens svar gick inte att lita på. Börja om, eller logga in med en länk.")
        )
    if isinstance(error, AuthlibBaseError):
        return OidcFailed(502, _("Inloggningstjänsten sade nej. Börja om, eller logga in med en länk i e-post."))
    return OidcFailed(502, _("Inloggningstjänsten svarade inte som den ska. Logga in med en länk i e-post i stället."))


def _client() -> Any:
    """The provider's client. Not found where none is configured."""
    if not settings().oidc.configured:
        abort(404)
    return current_app.extensions["authlib.integrations.flask_client"].create_client(_NAME)
