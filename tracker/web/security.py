"""Headers that every answer carries, and what the session cookie may do."""

from flask import Flask, Response, g, request

from tracker.config import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline and nothing from elsewhere: text that somebody wrote can at most be text."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LARGEST_REQUEST = 20_000_000
"""Bytes: an uploaded document with pictures in it."""
_LARGEST_FORM = 1_000_000
"""Bytes of typed text. Sixty reports of the longest text fit."""


def secure(app: Flask, settings: Settings, key: str) -> None:
    """Sign sessions with the key, keep the cookie to ourselves, bound requests, and add the headers."""
    https = settings.site.base_url.startswith("https:")
    app.config.update(
        SECRET_KEY=key,
        # The prefix keeps other sites of the same domain from setting it; browsers want it to be Secure for that.
        SESSION_COOKIE_NAME="__Host-tracker" if https else "tracker",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,  # a form that has lain open over lunch still counts
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, and no-referrer keeps tokens in addresses to ourselves
    )
    app.after_request(_add_headers)


def bound_request(*, may_upload: bool) -> None:
    """Let only files be large, and only from those who may send some; called before anything of it is read."""
    if not may_upload or request.mimetype != "multipart/form-data":
        request.max_content_length = _LARGEST_FORM


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if g.get("session") is not None:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def keep_out_of_caches(response: Response) -> Response:
    """For pages that belong to one person: no copy stays in a browser or a proxy, and none in a search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
