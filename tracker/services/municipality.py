"""The municipality's name, languages, logo, colour and contact: the config's values, and what is set over them."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.event import Actor, Event
from tracker.language import LANGUAGES, SWEDISH, spoken
from tracker.language import gettext as _
from tracker.services.colour import (
    Colour,
    dark_contrast,
    figure,
    light_contrast,
    lightened,
    parse_colour,
    readable,
)
from tracker.services.form_reading import FormReading
from tracker.services.logo import UnusableLogo, logo_kind
from tracker.store import events
from tracker.store import municipality as stored
from tracker.store.municipality import MunicipalityRow
from tracker.store.opening import writing

_LONGEST_NAME = 80
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")


@dataclass(frozen=True, slots=True)
class Look:
    """What the frame round every page shows. languages: the municipality's own first.

    style, logo: the file's name in its address, "" where there is none.
    """

    name: str
    languages: tuple[str, ...]
    style: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class UploadedLogo:
    """What the form says of the logo: another file, or that there is to be none any more."""

    content: bytes = b""
    remove: bool = False


def look(db: Database, settings: Settings) -> Look:
    """As it stands now."""
    row = stored.read(db)
    sheet = style_sheet(row)
    return Look(
        name=row.name or settings.site.municipality,
        languages=row.languages or settings.site.languages,
        style=f"{hashlib.sha256(sheet.encode()).hexdigest()[:16]}.css" if sheet else "",
        logo=f"{row.logo_sha256[:16]}.{row.logo_kind}" if row.logo_kind else "",
    )


def plain_look(settings: Settings) -> Look:
    """The config's alone, for where there is no database."""
    return Look(settings.site.municipality, settings.site.languages)


def default_language(db: Database, settings: Settings) -> str:
    """The municipality's own: of follow-ups, and of whoever has not chosen."""
    return (stored.read(db).languages or settings.site.languages)[0]


def with_own_name(db: Database, settings: Settings) -> Settings:
    """The settings with the name that mails and documents are to bear."""
    site = settings.site.model_copy(update={"municipality": look(db, settings).name})
    return settings.model_copy(update={"site": site})


def style_sheet(row: MunicipalityRow) -> str:
    """The accent colour as a style sheet after the program's own; "" where none is set."""
    light = parse_colour(row.accent)
    if light is None:
        return ""
    dark = parse_colour(row.accent_dark) or lightened(light)
    on_dark = "#0b1113"
    return (
        f":root{{--accent:{light.hex};--on-accent:#ffffff}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark.hex};--on-accent:{on_dark}}}}}\n"
        f"@media print{{:root{{--accent:{light.hex};--on-accent:#ffffff}}}}\n"
    )


def current_style(db: Database) -> str:
    return style_sheet(stored.read(db))


def current_logo(db: Database) -> bytes | None:
    return stored.logo(db)


def contact(db: Database) -> str:
    """Where readers turn about accessibility: an e-mail address, an address beginning with http, or "" for none."""
    return stored.read(db).contact


def site_values(db: Database) -> dict[str, str]:
    """What stands in the fields of the form; the languages with a space between."""
    row = stored.read(db)
    return {
        "name": row.name,
        "languages": " ".join(row.languages),
        "accent": row.accent,
        "accent_dark": row.accent_dark,
        "contact": row.contact,
    }


def save_municipality(
    db: Database,
    settings: Settings,
    typed: Mapping[str, str],
    *,
    languages: tuple[str, ...],
    logo: UploadedLogo,
    actor: Actor,
    now: datetime,
) -> None:
    """Save the form. languages: those to be offered; "language" in the form is the municipality's own. now: UTC.

    Raises FieldProblems ("name", "languages", "language", "logo", "accent", "accent_dark", "contact").
    """
    form = FormReading(typed)
    name = form.line("name", longest=_LONGEST_NAME)
    light = _colour(form, "accent", light_contrast, on_light=True)
    dark = _colour(form, "accent_dark", dark_contrast, on_light=False)
    if dark is not None and light is None and not form.raw("accent"):
        form.fail("accent", _("Ange också färgen för ljusa sidor."))
    if not set(languages) <= set(LANGUAGES) or "sv" not in languages:
        form.fail("languages", _("Svenska måste finnas med."))
    first = form.raw("language") or SWEDISH
    if first not in languages:
        form.fail("language", _("Välj ett av de språk som finns att läsa på."))
    languages = (first, *(each for each in languages if each != first))
    contact = form.line("contact")
    if contact and not (_EMAIL.fullmatch(contact) or _WEB.fullmatch(contact)):
        form.fail("contact", _("Skriv en e-postadress, eller en webbadress som börjar med https://."))
    kind = _logo_kind(form, logo.content)
    form.finish()
    with writing(db):
        before = stored.read(db)
        after = MunicipalityRow(
            name=name if name != settings.site.municipality else "",
            languages=languages if languages != settings.site.languages else (),
            accent=light.hex if light else "",
            accent_dark=dark.hex if dark else "",
            contact=contact,
        )
        stored.write(db, after)
        if kind:
            stored.write_logo(db, logo.content, kind=kind, sha256=hashlib.sha256(logo.content).hexdigest())
        elif logo.remove:
            stored.write_logo(db, None, kind="", sha256="")
        changed = stored.read(db)
        if changed != before:
            change = Event("set", "municipality", 1, _values(before), _values(changed))
            events.insert(db, change, actor=actor, at=now)


def _colour(form: FormReading, name: str, ratio_of: Callable[[Colour], float], *, on_light: bool) -> Colour | None:
    if not form.raw(name):
        return None
    colour = parse_colour(form.raw(name))
    if colour is None:
        form.fail(name, _("Skriv färgen med sex tecken, till exempel #0b5a6b."))
        return None
    ratio = ratio_of(colour)
    if not readable(ratio):
        form.fail(
            name,
            _(
                "Kontrasten mot ljus bakgrund är %(ratio)s och måste vara minst 4,5:1 för att gå att läsa. "
                "Välj en mörkare färg.",
                ratio=figure(ratio, spoken()),
            )
            if on_light
            else _(
                "Kontrasten mot mörk bakgrund är %(ratio)s och måste vara minst 4,5:1 för att gå att läsa. "
                "Välj en ljusare färg.",
                ratio=figure(ratio, spoken()),
            ),
        )
    return colour


def _logo_kind(form: FormReading, content: bytes) -> str:
    if not content:
        return ""
    try:
        return logo_kind(content)
    except UnusableLogo as refused:
        form.fail("logo", refused.words)
        return ""


def _values(row: MunicipalityRow) -> dict[str, str | list[str]]:
    return {
        "name": row.name,
        "languages": list(row.languages),
        "accent": row.accent,
        "accent_dark": row.accent_dark,
        "contact": row.contact,
        "logo": row.logo_sha256,
    }
