"""Which language a request is answered in.

One's own choice goes first, then what this browser chose with the link in the frame, then what the browser asks for,
then the municipality's.
"""

from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale
from werkzeug.datastructures import LanguageAccept

from tracker.language import LANGUAGES, SWEDISH, speak, spoken
from tracker.spoken_html import html_gettext, html_ngettext, html_pgettext
from tracker.web.access import visitor
from tracker.web.current import settings
from tracker.web.look import look
from tracker.web.next_page import this_page


def speak_languages(app: Flask) -> None:
    """Have each request speak its language, and templates translate: _(), ngettext(), pgettext() give safe HTML."""
    Babel(app, configure_jinja=False, default_locale=SWEDISH, locale_selector=_chosen)
    app.jinja_env.globals.update(
        {"_": html_gettext, "ngettext": html_ngettext, "pgettext": html_pgettext},
        spoken=spoken,
        other_languages=_others,
        this_page=this_page,
    )
    app.after_request(_tell)
    app.teardown_request(lambda _error: speak(SWEDISH))


def listen() -> None:
    """Speak the language of the request from here on. Called once it is known who asks, and by pages for errors."""
    if request.endpoint != "static" and "listened" not in g:
        g.listened = True
        locale = get_locale()
        speak(SWEDISH if locale is None else locale.language)


def _chosen() -> str:
    """Flask-Babel asks once a request."""
    offered = look().languages
    access = visitor()
    wished = (access.person.language if access else "", request.cookies.get(cookie_name(), ""))
    for code in wished:
        if code in offered:
            return code
    asked: LanguageAccept = request.accept_languages
    return asked.best_match(offered) or offered[0]


def _others() -> list[tuple[str, str]]:
    """The languages that the page could be read in instead: code, and name in itself."""
    return [(code, LANGUAGES[code]) for code in look().languages if code != spoken()]


def cookie_name() -> str:
    return "__Host-language" if settings().site.base_url.startswith("https:") else "language"


def _tell(response: Response) -> Response:
    """What caches need to know: the same address says other things to other readers."""
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", spoken())
        response.vary.update(("Accept-Language", "Cookie"))
    return response
