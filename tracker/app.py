"""The web application: settings and clock in, everything wired."""

from flask import Flask
from flask_wtf import CSRFProtect

from tracker.bundle import bundled
from tracker.clock import Clock
from tracker.config import Settings
from tracker.secret import signing_key
from tracker.web import (
    about,
    account,
    administration,
    calendar,
    committee_editing,
    committees,
    effects,
    exports,
    follow_ups,
    handing_over,
    health,
    language_choice,
    ledger,
    look,
    mailbox,
    measure_details,
    measure_editing,
    measure_ending,
    measures,
    meeting_changes,
    meetings,
    my,
    oidc,
    overview,
    passwords,
    people,
    people_import,
    pictures,
    plan_editing,
    plan_reading,
    plans,
    public,
    reports,
    sign_in,
    stated_tables,
    targets,
)
from tracker.web import clock as clock_pages
from tracker.web.access import check_declared, guard
from tracker.web.current import Wiring, wire
from tracker.web.errors import handle_errors
from tracker.web.filters import FILTERS
from tracker.web.language import listen, speak_languages
from tracker.web.layout import lay_out
from tracker.web.limits import count_attempts
from tracker.web.proxies import believe_proxies
from tracker.web.security import secure
from tracker.web.session import keep_sessions
from tracker.web.shipped import keep_shipped_files
from tracker.web.templates import use_page_templates

BLUEPRINTS = (
    committees.blueprint,
    plans.blueprint,
    public.blueprint,
    measures.blueprint,
    plan_editing.blueprint,
    plan_reading.blueprint,
    measure_editing.blueprint,
    measure_details.blueprint,
    measure_ending.blueprint,
    effects.blueprint,
    stated_tables.blueprint,
    targets.blueprint,
    pictures.blueprint,
    meetings.blueprint,
    meeting_changes.blueprint,
    follow_ups.blueprint,
    exports.blueprint,
    handing_over.blueprint,
    my.blueprint,
    overview.blueprint,
    look.blueprint,
    administration.blueprint,
    committee_editing.blueprint,
    ledger.blueprint,
    people.blueprint,
    people_import.blueprint,
    reports.blueprint,
    calendar.blueprint,
    mailbox.blueprint,
    clock_pages.blueprint,
    sign_in.blueprint,
    passwords.blueprint,
    oidc.blueprint,
    account.blueprint,
    about.blueprint,
    language_choice.blueprint,
    health.blueprint,
)


def create_app(settings: Settings, clock: Clock, *, key: str | None = None) -> Flask:
    """The pages, to be served by a WSGI server. key signs links and sessions; without it, signing_key's is used.

    Raises ConfigError where there is no key and none can be made. The database is opened request by request.
    """
    app = Flask("tracker", template_folder=str(bundled("templates")), static_folder="web/static")
    use_page_templates(app)
    key = key or signing_key(settings)
    wire(app, Wiring(settings, clock, key))
    secure(app, settings, key)
    keep_shipped_files(app)
    keep_sessions(app, settings)
    believe_proxies(app, settings)
    count_attempts(app)
    oidc.know_provider(app, settings)
    guard(app, known=listen)
    CSRFProtect(app)
    app.jinja_env.filters.update(FILTERS)
    handle_errors(app)
    speak_languages(app)
    lay_out(app)
    meetings.know_dates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    check_declared(app)
    return app
