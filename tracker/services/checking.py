"""Whether the installation is sound: one line for each thing that can be wrong, and what to do about it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.domain.person import Role
from tracker.errors import TrackerError
from tracker.language import gettext as _
from tracker.language import ngettext, pgettext
from tracker.mail.bounces.opening import check_bounce_box
from tracker.mail.checking import check_mail_server
from tracker.services.follow_ups import word_template_fault
from tracker.services.health import LATE_AFTER, Fault, health
from tracker.services.sending import mailbox_folder
from tracker.services.unreached import unreached
from tracker.spoken import date_and_time
from tracker.store import committees, deliveries, integrity, people, reports
from tracker.store.migrating import pending
from tracker.store.opening import opened

_FAILED_LATELY = timedelta(days=14)


class Level(StrEnum):
    """A warning is something to know of; only a failure says that the installation is not sound."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. words say what to do where there is something to do.

    about: whom or what, as the municipality or the mail server calls it; "" where that is clear.
    """

    name: str
    level: Level
    words: str
    about: str = ""

    @property
    def ok(self) -> bool:
        return self.level is not Level.FAILED


def check(settings: Settings, clock: Clock, *, wall: Clock) -> list[Check]:
    """Look at everything, also after something was found wrong. wall: the real time, which the scheduler runs by.

    Takes a few of mail.timeout_seconds at most. Changes nothing.
    """
    path = settings.database.path
    checks = [Check(_("Inställningar"), Level.OK, _("lästa och rimliga")), _folder(path)]
    try:
        with opened(path, busy_seconds=settings.database.busy_seconds) as db:
            checks += _database(db, path)
            if checks[-1].ok:
                for look in (_scheduler, _waiting, _failures, _unreached, _owners, _offices):
                    checks += look(db, settings, clock, wall)
    except (TrackerError, sqlite3.Error) as error:
        checks.append(Check(_("Databas"), Level.FAILED, str(error)))
    checks += [_mail(settings), _bounces(settings), *_word_template(settings)]
    if clock.rehearsed:
        words = _("klockan står på %(now)s: det är en övning eller ett exempel", now=date_and_time(clock.now()))
        checks.append(Check(_("Klocka"), Level.WARNING, words))
    return checks


def _word_template(settings: Settings) -> Iterator[Check]:
    name = settings.documents.word_template
    if fault := word_template_fault(settings):
        yield Check(_("Wordmall"), Level.FAILED, fault)
    elif name:
        yield Check(_("Wordmall"), Level.OK, _("%(name)s går att använda", name=name))


def _folder(path: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return Check(_("Mapp"), Level.OK, _("%(parent)s går att skriva i", parent=path.parent))
    except OSError as error:
        words = _(
            "%(parent)s går inte att skriva i (%(strerror)s). Ändra rättigheterna eller database.path.",
            parent=path.parent,
            strerror=error.strerror,
        )
        return Check(_("Mapp"), Level.FAILED, words)


def _database(db: Database, path: Path) -> Iterator[Check]:
    if faults := integrity.faults(db):
        yield Check(
            _("Databas"),
            Level.FAILED,
            _("%(path)s är skadad (%(fault)s). Ta tillbaka en säkerhetskopia.", path=path, fault=faults[0]),
        )
        return
    yield Check(_("Databas"), Level.OK, _("%(path)s är hel", path=path))
    if steps := pending(db):
        words = _(
            "%(steps)s steg återstår till programmets version. Ta en säkerhetskopia och kör: tracker init",
            steps=len(steps),
        )
        yield Check(_("Version"), Level.FAILED, words)
    else:
        yield Check(_("Version"), Level.OK, _("programmets"))


def _mail(settings: Settings) -> Check:
    if fault := check_mail_server(settings.mail):
        return Check(_("E-post"), Level.FAILED, fault)
    if settings.mail.host:
        return Check(
            _("E-post"),
            Level.OK,
            _("servern %(host)s:%(port)s tar emot", host=settings.mail.host, port=settings.mail.port),
        )
    folder = mailbox_folder(settings)
    words = _("ingen server är angiven (mail.host): breven läggs i %(folder)s och når ingen", folder=folder)
    return Check(_("E-post"), Level.WARNING, words)


def _bounces(settings: Settings) -> Check:
    bounces = settings.bounces
    if fault := check_bounce_box(bounces, timeout=settings.mail.timeout_seconds):
        return Check(_("Studsar"), Level.FAILED, fault)
    if bounces.configured:
        return Check(_("Studsar"), Level.OK, _("läses ur %(box)s", box=bounces.maildir or bounces.imap_host))
    return Check(_("Studsar"), Level.OK, _("läses inte: ingen brevlåda är angiven i [bounces]"))


def _scheduler(db: Database, settings: Settings, clock: Clock, wall: Clock) -> Iterator[Check]:
    found = health(db, settings, now=clock.now(), wall=wall.now())
    name, start = _("Schemaläggare"), _("Starta den med: tracker run, eller tracker schedule")
    if found.last_run is None:
        yield Check(name, Level.WARNING, _("har aldrig gått. %(start)s", start=start))
        return
    seen = date_and_time(found.last_run)
    if Fault.NOT_RUNNING in found.faults:
        yield Check(name, Level.FAILED, _("har inte gått sedan %(seen)s. %(start)s", seen=seen, start=start))
    elif found.last_error:
        yield Check(
            name,
            Level.FAILED,
            _("gick %(seen)s och kunde inte slutföra: %(last_error)s", seen=seen, last_error=found.last_error),
        )
    else:
        yield Check(name, Level.OK, _("gick senast %(seen)s", seen=seen))


def _waiting(db: Database, settings: Settings, clock: Clock, wall: Clock) -> Iterator[Check]:
    found = health(db, settings, now=clock.now(), wall=wall.now())
    sent = (
        _("inget är skickat än")
        if found.last_sent is None
        else _("senast skickat %(last_sent)s", last_sent=date_and_time(found.last_sent))
    )
    since = found.unsent_since
    if since is not None and clock.now() - since > LATE_AFTER:
        words = _(
            "något har väntat sedan %(since)s; %(sent)s. Se varför med: tracker deliveries",
            since=date_and_time(since),
            sent=sent,
        )
        yield Check(_("Utskick som väntar"), Level.WARNING, words)
    else:
        yield Check(_("Utskick som väntar"), Level.OK, _("inget är försenat; %(sent)s", sent=sent))


def _failures(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    failed = [
        each
        for each in deliveries.all_deliveries(db, states=(DeliveryState.FAILED,))
        if each.finished_at is not None and clock.now() - each.finished_at <= _FAILED_LATELY
    ]
    if failed:
        newest = failed[0]
        words = _(
            "%(count)s de senaste två veckorna, senast till %(address)s. "
            "Se alla med: tracker deliveries --state failed",
            count=len(failed),
            address=newest.address,
        )
        yield Check(_("Utskick som misslyckats"), Level.WARNING, words, newest.words)
    else:
        yield Check(_("Utskick som misslyckats"), Level.OK, _("inget de senaste två veckorna"))


def _unreached(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    found = unreached(db, None, today=clock.today())
    if found:
        more = _(" och %(count)s till", count=len(found) - 3) if len(found) > 3 else ""
        words = _(
            "%(names)s%(more)s. Se vad som kan göras med: tracker unreached",
            names=", ".join(each.person.name for each in found[:3]),
            more=more,
        )
        yield Check(_("Går inte att nå"), Level.WARNING, words)
    else:
        yield Check(_("Går inte att nå"), Level.OK, pgettext("nobody", "ingen"))


def _owners(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    orphans = list(dict.fromkeys(each.measure for each in reports.outstanding(db, clock.today()) if not each.owner_id))
    if orphans:
        words = ngettext(
            "saknas för %(num)s åtgärd. Utse med: tracker assign",
            "saknas för %(num)s åtgärder. Utse med: tracker assign",
            len(orphans),
        )
        yield Check(_("Ansvariga"), Level.WARNING, words, ", ".join(orphans[:3]) + (" …" if len(orphans) > 3 else ""))
    else:
        yield Check(_("Ansvariga"), Level.OK, _("finns för allt som ska återrapporteras"))


def _offices(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    every = committees.every(db)
    sound = True
    for role, words in (
        (Role.SECRETARY, _("nämndsekreterare saknas. Läs in dem med: tracker people import")),
        (Role.MEMBER, _("ledamöter saknas. Läs in dem med: tracker people import")),
    ):
        here = {committee_id for committee_id, person in people.with_role(db, role) if person.is_here(clock.today())}
        if missing := [each.name for each in every if not here & {None, each.id}]:
            sound = False
            yield Check(_("Nämnder"), Level.WARNING, words, ", ".join(missing))
    if sound:
        yield Check(_("Nämnder"), Level.OK, _("har nämndsekreterare och ledamöter"))
