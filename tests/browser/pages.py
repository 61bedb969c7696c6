"""How to see every page of the full town: an address for each route, who looks, and what stands in the addresses."""

from tests.browser.full_town import COMMITTEE_URL, JUNE, OTHER_KINDS, SEPTEMBER, FullTown
from tests.ludvika import JONAS, MEETINGS, SLUG, holder
from tests.services.editing import measure_id
from tests.signing_in import ADMINISTRATOR
from tracker.services.finding import find_measure, find_plan
from tracker.services.report_links import report_token
from tracker.services.sign_in import make_sign_in_link
from tracker.store.opening import opened

FILES = {
    "/calendar/<token>.ics",
    "/committees/<slug>/meetings.ics",
    "/committees/<slug>/meetings/<date:held_on>/summary.<any(docx, pdf):form>",
    "/committees/<slug>/meetings/<date:held_on>/summary/<int:version>.<any(docx, pdf):form>",
    "/health",
    "/look/<name>.<any(svg,png):kind>",
    "/look/<name>.css",
    "/plans/<slug>/export.<any(xlsx, csv, docx, pdf):form>",
    "/robots.txt",
    "/static/<path:filename>",
}
ELSEWHERE = {
    "/language/<code>": "leads back to where one was",
    "/administration/ledger/<int:delivery_id>/body": "a letter: test_letters.py",
    "/mailbox/<name>/body": "a letter: test_letters.py",
    "/sign-in/oidc": "leads to the provider",
    "/sign-in/oidc/back": "test_sign_in.py",
}
PLAN, EDIT = f"/plans/{SLUG}", f"/plans/{SLUG}/edit"
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/",),
    "/accessibility": ("/accessibility",),
    "/account": ("/account",),
    "/account/password": ("/account/password",),
    "/administration": ("/administration",),
    "/administration/checks": ("/administration/checks",),
    "/administration/committees": ("/administration/committees",),
    "/administration/committees/<int:committee_id>": ("/administration/committees/1",),
    "/administration/ledger": ("/administration/ledger", "/administration/ledger?q=finns+inte"),
    "/administration/ledger/<int:delivery_id>": ("/administration/ledger/1",),
    "/administration/people": ("/administration/people", "/administration/people?q=finns+inte"),
    "/administration/people/<int:person_id>": ("/administration/people/2",),
    "/administration/people/import": ("/administration/people/import",),
    "/administration/people/new": ("/administration/people/new",),
    "/administration/site": ("/administration/site",),
    "/clock": ("/clock",),
    "/committees/<slug>": (COMMITTEE_URL, "/committees/byggnadsnamnden"),
    "/committees/<slug>/meetings/<date:held_on>": (JUNE, SEPTEMBER, "{december}"),
    "/committees/<slug>/meetings/<date:held_on>/cancel": (f"{SEPTEMBER}/cancel",),
    "/committees/<slug>/meetings/<date:held_on>/edit": (f"{SEPTEMBER}/edit",),
    "/committees/<slug>/meetings/<date:held_on>/freeze": (f"{JUNE}/freeze",),
    "/committees/<slug>/meetings/<date:held_on>/introduction": (f"{JUNE}/introduction",),
    "/committees/<slug>/meetings/<date:held_on>/send": (f"{JUNE}/send",),
    "/committees/<slug>/meetings/<date:held_on>/summary": (f"{JUNE}/summary",),
    "/committees/<slug>/meetings/<date:held_on>/summary/<int:version>": (f"{JUNE}/summary/1",),
    "/committees/<slug>/meetings/new": (f"{COMMITTEE_URL}/meetings/new",),
    "/committees/<slug>/plans/new": (f"{COMMITTEE_URL}/plans/new",),
    "/committees/<slug>/plans/read": (f"{COMMITTEE_URL}/plans/read",),
    "/committees/<slug>/plans/read/<int:upload_id>": ("{upload}",),
    "/glossary": ("/glossary",),
    "/mailbox": ("/mailbox",),
    "/mailbox/<name>": ("/mailbox/{letter}",),
    "/my": ("/my",),
    "/my/absence": ("/my/absence",),
    "/my/calendar": ("/my/calendar",),
    "/my/reports/<slug>/<date:held_on>": ("/my/reports/social-och-utbildningsnamnden/2019-09-04",),
    "/overview": ("/overview",),
    "/plans/<slug>": (PLAN, "/plans/stor", "/plans/lang", "/plans/tom", *(f"/plans/{each}" for each in OTHER_KINDS)),
    "/plans/<slug>/edit": (EDIT, "/plans/lang/edit"),
    "/plans/<slug>/edit/measures": (
        f"{EDIT}/measures",
        "/plans/lang/edit/measures",
        "/plans/tom/edit/measures",
        "/plans/lund-2022/edit/measures",
    ),
    "/plans/<slug>/edit/measures/<int:measure_id>": (
        f"{EDIT}/measures/{{two}}",
        f"{EDIT}/measures/{{part}}",
        "/plans/lund-2022/edit/measures/{indicator}",
        "/plans/lund-2022/edit/measures/{goal}",
    ),
    "/plans/<slug>/edit/measures/<int:measure_id>/cancel": (f"{EDIT}/measures/{{two}}/cancel",),
    "/plans/<slug>/edit/measures/<int:measure_id>/confirm": (f"{EDIT}/measures/{{two}}/confirm",),
    "/plans/<slug>/edit/measures/<int:measure_id>/effects": (
        f"{EDIT}/measures/{{two}}/effects",
        "/plans/lund-2021/edit/measures/{ramp}/effects?period=2021full",
    ),
    "/plans/<slug>/edit/measures/<int:measure_id>/end": (f"{EDIT}/measures/{{two}}/end",),
    "/plans/<slug>/edit/measures/<int:measure_id>/months": ("/plans/lund-2021/edit/measures/{ramp}/months",),
    "/plans/<slug>/edit/measures/<int:measure_id>/reserve": ("/plans/lund-2021/edit/measures/{ramp}/reserve",),
    "/plans/<slug>/edit/measures/<int:measure_id>/values": ("/plans/lund-2022/edit/measures/{indicator}/values",),
    "/plans/<slug>/edit/measures/<int:measure_id>/replace": (f"{EDIT}/measures/{{two}}/replace",),
    "/plans/<slug>/edit/measures/new": (
        f"{EDIT}/measures/new",
        "/plans/lund-2022/edit/measures/new?form=indicator",
    ),
    "/plans/<slug>/edit/presuppositions": (f"{EDIT}/presuppositions", "/plans/tom/edit/presuppositions"),
    "/plans/<slug>/edit/presuppositions/<int:presupposition_id>": (f"{EDIT}/presuppositions/1",),
    "/plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": (f"{EDIT}/presuppositions/1/end",),
    "/plans/<slug>/edit/presuppositions/new": (f"{EDIT}/presuppositions/new",),
    "/plans/<slug>/edit/tables": (f"{EDIT}/tables", "/plans/lund-2022/edit/tables"),
    "/plans/<slug>/edit/tables/<int:table_id>": ("/plans/lund-2022/edit/tables/1",),
    "/plans/<slug>/edit/targets": (f"{EDIT}/targets", "/plans/tom/edit/targets"),
    "/plans/<slug>/measures/<number>": (
        f"{PLAN}/measures/2",
        f"{PLAN}/measures/4",
        "/plans/lang/measures/1",
        "/plans/lund-2022/measures/I5",
    ),
    "/plans/<slug>/measures/<number>/hand-over": (f"{PLAN}/measures/2/hand-over",),
    "/plans/<slug>/pictures": (
        f"{PLAN}/pictures",
        "/plans/stor/pictures",
        "/plans/tom/pictures",
        "/plans/lund-2022/pictures",
    ),
    "/public/plans/<slug>": (f"/public/plans/{SLUG}",),
    "/public/plans/<slug>/<date:held_on>": (f"/public/plans/{SLUG}/2019-06-12",),
    "/reports/<token>": ("/reports/{report}", "/reports/{reported}", "/reports/{reported}?change=1"),
    "/sign-in": ("/sign-in",),
    "/sign-in/<token>": ("{sign_in}",),
    "/sign-in/password": ("/sign-in/password",),
    "/sign-in/sent": ("/sign-in/sent",),
}
EVERYBODY = (ADMINISTRATOR, JONAS, "")
WHO = {
    "/my": JONAS,
    "/public": "",
    "/reports": "",
    "/sign-in": "",
    "/glossary": "",
    "/accessibility": "",
    "{sign_in}": "",
}
"""By the beginning of the address; the rest is seen by the administrator."""


def who_sees(address: str) -> str:
    """Her e-mail address; "" for a stranger."""
    return next((who for begins, who in WHO.items() if address.startswith(begins)), ADMINISTRATOR)


def values_of(full: FullTown) -> dict[str, str]:
    """What stands in the addresses."""
    town = full.town
    with opened(town.settings.database.path) as db:
        june, september = (holder(db, town.settings, JONAS, day) for day in MEETINGS[:2])
        tokens = [
            report_token(db, town.settings.secret, person_id=each.person.id, meeting_id=each.meeting.id)
            for each in (june, september)
        ]
        return {
            "two": str(measure_id(db, "2")),
            "part": str(measure_id(db, "2a")),
            "ramp": str(find_measure(db, find_plan(db, "lund-2021"), "1").id),
            "indicator": str(find_measure(db, find_plan(db, "lund-2022"), "I1").id),
            "goal": str(find_measure(db, find_plan(db, "lund-2022"), "M1").id),
            "december": f"{COMMITTEE_URL}/meetings/{MEETINGS[-1]}",
            "upload": full.upload,
            "letter": full.letter,
            "reported": tokens[0],
            "report": tokens[1],
            "sign_in": make_sign_in_link(db, june.person.id, base_url="", now=town.at),
        }
