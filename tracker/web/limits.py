"""How many attempts to sign in are taken, counted in the memory of each worker process (docs/sign-in.md)."""

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from tracker.web.current import settings

_NAME = "tracker_limits"


def count_attempts(app: Flask) -> None:
    """Give the app counters of its own."""
    app.extensions[_NAME] = Limiter(
        get_remote_address,
        app=app,
        storage_uri="memory://",
        strategy="moving-window",
        headers_enabled=False,
    )


def link_asked_for(address: str) -> None:
    """Count it, on the address and on who asks. Raises TooManyRequests, whether anybody has the address or not."""
    _from_here()
    _count("link", address.strip().casefold(), settings().sign_in.links_per_address)


def attempted(address: str = "") -> None:
    """Count an attempt to sign in, on who attempts it and on the address where one is given. Raises TooManyRequests."""
    _from_here()
    if address:
        _count("attempt", address.strip().casefold(), settings().sign_in.attempts_per_address)


def _from_here() -> None:
    _count("ip", request.remote_addr or "", settings().sign_in.attempts_per_ip)


def _count(what: str, of: str, most: int) -> None:
    counters: Limiter = current_app.extensions[_NAME]
    minutes = settings().sign_in.window_minutes
    if not counters.limiter.hit(RateLimitItemPerMinute(most, minutes), what, of):
        raise TooManyRequests(retry_after=minutes * 60)
