"""Who may come to which address. Every view says so itself; one that does not is refused at start-up.

@open_to_all        anybody: sign-in, links that carry their own token, what is published
@signed_in          whoever is signed in, to what is her own
@needs(Permission)  whoever may, in the committee that the address is of: /committees/<slug>… or /plans/<slug>…
@open_in_example    anybody in an example, else as @needs says

Stand below @blueprint.get or .post. What belongs to a committee in which one has no role is not found, as what is not
there at all; where one may read but not do it, the answer is 403 and says who can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from tracker.domain.event import Actor
from tracker.domain.permission import Permission
from tracker.domain.person import Person
from tracker.domain.words import said
from tracker.errors import TrackerError
from tracker.language import gettext as _
from tracker.services.access import Access, access_of, readable_committee, readable_plan, who_may
from tracker.services.example import is_example
from tracker.services.sessions import Session
from tracker.web.current import database, settings, today
from tracker.web.next_page import this_page
from tracker.web.security import bound_request
from tracker.web.session import load_session

View = TypeVar("View", bound=Callable[..., Any])
CommitteeOf = Callable[[Access, dict[str, Any]], int]
_DECLARED = "tracker_access"
_SHOWN = 5
_TOO_LATE = said(
    "Du är inte inloggad längre, så det som du skickade är inte sparat. Gå tillbaka och kopiera det du har skrivit, "
    "logga in, och skicka det igen."
)


class NotAllowed(TrackerError):
    """Signed in, and without the right to do it. committee_id None: in the whole installation."""

    def __init__(self, permission: Permission, committee_id: int | None) -> None:
        self.permission, self.committee_id = permission, committee_id
        super().__init__(_("Du har inte rätt att %(do)s.", do=_(permission.swedish)))


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a view says. sign_in: somebody must be signed in; committee_of: where the address does not say it itself."""

    sign_in: bool
    permission: Permission | None = None
    committee_of: CommitteeOf | None = None
    open_in_example: bool = False


def open_to_all(view: View) -> View:
    """Anybody may come."""
    return _declare(view, _Declared(sign_in=False))


def signed_in(view: View) -> View:
    """Whoever is signed in may come: the view shows and changes only what is hers."""
    return _declare(view, _Declared(sign_in=True))


def needs(permission: Permission, *, committee_of: CommitteeOf | None = None) -> Callable[[View], View]:
    """Whoever has the permission may come: in the committee of the address; where it is of none, in some committee.

    committee_of: for addresses with values in them that begin in neither way; it is given the Access and the values,
    returns the committee's id, and raises NotFound. An installation-wide permission needs none.
    """
    return lambda view: _declare(view, _Declared(sign_in=True, permission=permission, committee_of=committee_of))


def open_in_example(permission: Permission) -> Callable[[View], View]:
    """Anybody may come while the program shows an example and sends no mail; else whoever has the permission."""
    return lambda view: _declare(view, _Declared(sign_in=True, permission=permission, open_in_example=True))


def current_person() -> Person:
    """Who is signed in. Raises Unauthorized, which leads to the sign-in page, where nobody is."""
    return current_access().person


def current_access() -> Access:
    """What whoever is signed in may do. Raises Unauthorized where nobody is."""
    access = visitor()
    if access is None:
        raise Unauthorized
    return access


def current_session() -> Session:
    """The session of whoever is signed in. Raises Unauthorized where nobody is."""
    current_access()
    found: Session = g.session
    return found


def current_actor() -> Actor:
    """Who is signed in, as events name her."""
    person = current_person()
    return Actor(person.id, person.name)


def visitor() -> Access | None:
    """What whoever is signed in may do; None for a stranger, and where an error came before it was known."""
    found: Access | None = g.get("access")
    return found


def may(permission: Permission | str, committee_id: int | None = None) -> bool:
    """Whether whoever is signed in may, for showing a button or not; templates name it: may("edit_plan", id)."""
    access = visitor()
    return access is not None and access.may(Permission(permission), committee_id)


def in_example() -> bool:
    """Whether the program shows an example and sends no mail."""
    if "in_example" not in g:
        g.in_example = is_example(database(), settings())
    found: bool = g.in_example
    return found


def guard(app: Flask, known: Callable[[], None]) -> None:
    """Ask before every view. Called before CSRFProtect, so that a stranger is told to sign in first.

    known: called as soon as it is known who asks, before she can be refused.
    """
    app.register_error_handler(Unauthorized, _to_sign_in)
    app.register_error_handler(NotAllowed, _forbidden)
    app.view_functions["static"] = open_to_all(app.view_functions["static"])
    app.before_request(_recognise)
    app.before_request(known)
    app.before_request(_admit)


def check_declared(app: Flask) -> None:
    """Refuse to start where an address does not say who may come, or not of which committee it is."""
    for rule in app.url_map.iter_rules():
        declared = _declared(app.view_functions[rule.endpoint])
        if declared is None:
            raise RuntimeError(f"{rule.rule} ({rule.endpoint}) does not say who may come: see tracker/web/access.py")
        permission = declared.permission
        if permission is None or permission.everywhere or declared.committee_of or not rule.arguments:
            continue
        if not rule.rule.startswith(("/committees/<slug>", "/plans/<slug>")):
            raise RuntimeError(f"{rule.rule} ({rule.endpoint}) does not say of which committee it is")


def _recognise() -> None:
    if request.endpoint == "static":
        return
    session = load_session()
    g.session = session
    g.access = None if session is None else access_of(database(), session.person, today=today())
    bound_request(may_upload=g.access is not None)


def _admit() -> None:
    if request.endpoint == "static" or request.url_rule is None or request.endpoint is None:
        return
    declared = _declared(current_app.view_functions[request.endpoint])
    if declared is None:
        raise RuntimeError(f"{request.endpoint} does not say who may come")
    if not declared.sign_in or (declared.open_in_example and in_example()):
        return
    access = current_access()
    if declared.permission is not None:
        _check(access, declared.permission, declared.committee_of)


def _to_sign_in(_error: Unauthorized) -> Response | tuple[str, int]:
    """A page that can be fetched again is come back to; for what was sent there is no way back but the browser's."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("sign_in.show", next=this_page() or None), code=303)
    return render_template("errors/sign_in.html", message=_(_TOO_LATE)), 401


def _forbidden(error: NotAllowed) -> tuple[str, int]:
    able = who_may(database(), error.permission, error.committee_id, today=today())
    return render_template("errors/not_allowed.html", permission=error.permission, able=able[:_SHOWN]), 403


def _check(access: Access, permission: Permission, committee_of: CommitteeOf | None) -> None:
    committee_id = _committee_id(access, committee_of)
    if not access.may(permission, committee_id):
        raise NotAllowed(permission, None if permission.everywhere else committee_id)


def _committee_id(access: Access, committee_of: CommitteeOf | None) -> int | None:
    """Of the committee that the address is of; None where it is of none. Raises NotFound where it is not hers."""
    assert request.url_rule is not None
    values = request.view_args or {}
    if committee_of is not None:
        return committee_of(access, values)
    if request.url_rule.rule.startswith("/committees/<slug>"):
        return readable_committee(database(), access, values["slug"]).id
    if request.url_rule.rule.startswith("/plans/<slug>"):
        return readable_plan(database(), access, values["slug"]).committee_id
    return None


def _declare(view: View, declared: _Declared) -> View:
    view.__dict__[_DECLARED] = declared
    return view


def _declared(view: Callable[..., Any]) -> _Declared | None:
    declared: _Declared | None = getattr(view, _DECLARED, None)
    return declared
