"""Who asks, where web servers stand in front: for the rate limits alone. Links are made from site.base_url, never from
what a request says that the host is called."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker.config import Settings


def believe_proxies(app: Flask, settings: Settings) -> None:
    """Take the address from X-Forwarded-For as web.proxies says; without proxies the header is not believed."""
    if settings.web.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.web.proxies, x_proto=0, x_host=0, x_port=0, x_prefix=0
        )
