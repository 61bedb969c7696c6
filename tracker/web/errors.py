"""Pages for what went wrong. They need no database, so that they can say that it is the database."""

import sqlite3
import traceback
from pathlib import Path

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.words import said
from tracker.errors import DatabaseUnusable, NotFound, TrackerError
from tracker.language import gettext as _
from tracker.services.finding import MeetingMoved
from tracker.services.report_links import LinkRefused
from tracker.services.sessions import SignInRefused
from tracker.store.opening import speaking_plainly
from tracker.web.current import settings
from tracker.web.language import listen

Page = tuple[str, int]

_PAGES = {
    400: (
        said("Det gick inte att läsa"),
        said("Webbläsaren skickade något som inte går att förstå. Gå tillbaka och försök igen."),
    ),
    404: (said("Sidan finns inte"), said("Adressen är fel, eller så har sidan flyttat. Börja om från första sidan.")),
    405: (
        said("Det går inte att göra här"),
        said("Sidan tar inte emot det som skickades. Gå tillbaka och försök igen."),
    ),
    429: (
        said("För många försök"),
        said("Vänta en stund och försök igen. Det som redan är skickat till dig gäller fortfarande."),
    ),
    413: (said("För mycket på en gång"), said("Det som skickades är för stort. Korta texterna och försök igen.")),
    500: (said("Något gick fel"), said("Felet är vårt och står i programmets logg. Försök igen om en stund.")),
}


def handle_errors(app: Flask) -> None:
    """Show every error as a page with the right status and something to do."""
    app.register_error_handler(TrackerError, _ours)
    app.register_error_handler(MeetingMoved, _moved)
    app.register_error_handler(sqlite3.DatabaseError, _of_the_database)
    app.register_error_handler(OverflowError, _too_large)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, title: str, message: str) -> Page:
    """title and message: marked where they stand, or in the reader's language already."""
    listen()
    return render_template("errors/error.html", status=status, title=_(title), message=_(message)), status


def _ours(error: TrackerError) -> Page:
    if isinstance(error, NotFound):
        return error_page(404, said("Det finns inte"), str(error))
    if isinstance(error, LinkRefused):
        return error_page(410, said("Länken går inte att använda"), str(error))
    if isinstance(error, SignInRefused):
        return render_template("errors/sign_in.html", message=str(error)), 403 if error.known_elsewhere else 409
    if isinstance(error, DatabaseUnusable):
        # The words name files: they are for the log, and for whoever runs the program.
        current_app.logger.error("%s", error)
        message = said("Databasen går inte att nå just nu. Inget har gått förlorat. Försök igen om en stund.")
        return error_page(503, said("Återrapport är stängd en stund"), message)
    return error_page(409, said("Det går inte att göra så"), str(error))


def _moved(error: MeetingMoved) -> Page | AnyResponse:
    """An address that was mailed before the meeting was moved leads to the same page of the day that it has now."""
    if request.method not in ("GET", "HEAD") or request.endpoint is None:
        return _ours(error)
    return redirect(url_for(request.endpoint, **{**(request.view_args or {}), "held_on": error.held_on}))


def _of_the_database(error: sqlite3.DatabaseError) -> Page:
    try:
        with speaking_plainly(Path(settings().database.path)):
            raise error
    except DatabaseUnusable as plain:
        return _ours(plain)
    except sqlite3.DatabaseError as unknown:
        current_app.logger.error("%s", _place(unknown))
        return error_page(500, *_PAGES[500])


def _unexpected(error: Exception) -> Page:
    """Flask itself would log the address, which may hold a token, and the error's words, which may hold anything."""
    current_app.logger.error("%s", _place(error))
    return error_page(500, *_PAGES[500])


def _place(error: Exception) -> str:
    """What went wrong and where, innermost last."""
    places = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{each.filename}:{each.lineno}" for each in reversed(places[-5:]))
    return f"endpoint={request.endpoint} error={type(error).__name__} at {way}"


def _too_large(_error: OverflowError) -> Page:
    """A number in an address or a form that is no id: the database has none so large."""
    return error_page(404, *_PAGES[404])


def _forged(_error: CSRFError) -> Page:
    message = said(
        "Formuläret är från en tidigare session, eller så tar webbläsaren inte emot kakor. Gå tillbaka och kopiera det "
        "som du har skrivit, ladda om sidan och skicka igen."
    )
    return error_page(400, said("Formuläret gick inte att ta emot"), message)


def _of_http(error: HTTPException) -> Response | HTTPException:
    """The page, with what the error says in headers: which methods are taken, when to try again."""
    status = error.code or 500
    if status < 400:
        return error
    response = make_response(error_page(status, *_PAGES.get(status, _PAGES[400 if status < 500 else 500])))
    for name, value in error.get_headers():
        response.headers.setdefault(name, value)
    return response
