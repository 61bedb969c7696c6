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
from tracker.domain.dates import date_and_time
from tracker.domain.delivery import DeliveryState
from tracker.domain.person import Role
from tracker.errors import TrackerError
from tracker.mail.bounces.opening import check_bounce_box
from tracker.mail.checking import check_mail_server
from tracker.services.follow_ups import word_template_fault
from tracker.services.health import LATE_AFTER, Fault, health
from tracker.services.sending import mailbox_folder
from tracker.services.unreached import unreached
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
    """One thing that was looked at. name and words: Swedish; words say what to do where there is something to do."""

    name: str
    level: Level
    words: str

    @property
    def ok(self) -> bool:
        return self.level is not Level.FAILED


def check(settings: Settings, clock: Clock, *, wall: Clock) -> list[Check]:
    """Look at everything, also after something was found wrong. wall: the real time, which the scheduler runs by.

    Takes a few of mail.timeout_seconds at most. Changes nothing.
    """
    path = settings.database.path
    checks = [Check("Inställningar", Level.OK, "lästa och rimliga"), _folder(path)]
    try:
        with opened(path, busy_seconds=settings.database.busy_seconds) as db:
            checks += _database(db, path)
            if checks[-1].ok:
                for look in (_scheduler, _waiting, _failures, _unreached, _owners, _offices):
                    checks += look(db, settings, clock, wall)
    except (TrackerError, sqlite3.Error) as error:
        checks.append(Check("Databas", Level.FAILED, str(error)))
    checks += [_mail(settings), _bounces(settings), *_word_template(settings)]
    if clock.rehearsed:
        words = f"klockan står på {date_and_time(clock.now())}: det är en övning eller ett exempel"
        checks.append(Check("Klocka", Level.WARNING, words))
    return checks


def _word_template(settings: Settings) -> Iterator[Check]:
    name = settings.documents.word_template
    if fault := word_template_fault(settings):
        yield Check("Wordmall", Level.FAILED, fault)
    elif name:
        yield Check("Wordmall", Level.OK, f"{name} går att använda")


def _folder(path: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return Check("Mapp", Level.OK, f"{path.parent} går att skriva i")
    except OSError as error:
        words = f"{path.parent} går inte att skriva i ({error.strerror}). Ändra rättigheterna eller database.path."
        return Check("Mapp", Level.FAILED, words)


def _database(db: Database, path: Path) -> Iterator[Check]:
    if faults := integrity.faults(db):
        yield Check("Databas", Level.FAILED, f"{path} är skadad ({faults[0]}). Ta tillbaka en säkerhetskopia.")
        return
    yield Check("Databas", Level.OK, f"{path} är hel")
    if steps := pending(db):
        words = f"{len(steps)} steg återstår till programmets version. Ta en säkerhetskopia och kör: tracker init"
        yield Check("Version", Level.FAILED, words)
    else:
        yield Check("Version", Level.OK, "programmets")


def _mail(settings: Settings) -> Check:
    if fault := check_mail_server(settings.mail):
        return Check("E-post", Level.FAILED, fault)
    if settings.mail.host:
        return Check("E-post", Level.OK, f"servern {settings.mail.host}:{settings.mail.port} tar emot")
    folder = mailbox_folder(settings)
    words = f"ingen server är angiven (mail.host): breven läggs i {folder} och når ingen"
    return Check("E-post", Level.WARNING, words)


def _bounces(settings: Settings) -> Check:
    bounces = settings.bounces
    if fault := check_bounce_box(bounces, timeout=settings.mail.timeout_seconds):
        return Check("Studsar", Level.FAILED, fault)
    if bounces.configured:
        return Check("Studsar", Level.OK, f"läses ur {bounces.maildir or bounces.imap_host}")
    return Check("Studsar", Level.OK, "läses inte: ingen brevlåda är angiven i [bounces]")


def _scheduler(db: Database, settings: Settings, clock: Clock, wall: Clock) -> Iterator[Check]:
    found = health(db, settings, now=clock.now(), wall=wall.now())
    name, start = "Schemaläggare", "Starta den med: tracker run, eller tracker schedule"
    if found.last_run is None:
        yield Check(name, Level.WARNING, f"har aldrig gått. {start}")
        return
    seen = date_and_time(found.last_run)
    if Fault.NOT_RUNNING in found.faults:
        yield Check(name, Level.FAILED, f"har inte gått sedan {seen}. {start}")
    elif found.last_error:
        yield Check(name, Level.FAILED, f"gick {seen} och kunde inte slutföra: {found.last_error}")
    else:
        yield Check(name, Level.OK, f"gick senast {seen}")


def _waiting(db: Database, settings: Settings, clock: Clock, wall: Clock) -> Iterator[Check]:
    found = health(db, settings, now=clock.now(), wall=wall.now())
    sent = "inget är skickat än" if found.last_sent is None else f"senast skickat {date_and_time(found.last_sent)}"
    since = found.unsent_since
    if since is not None and clock.now() - since > LATE_AFTER:
        words = f"något har väntat sedan {date_and_time(since)}; {sent}. Se varför med: tracker deliveries"
        yield Check("Utskick som väntar", Level.WARNING, words)
    else:
        yield Check("Utskick som väntar", Level.OK, f"inget är försenat; {sent}")


def _failures(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    failed = [
        each
        for each in deliveries.all_deliveries(db, states=(DeliveryState.FAILED,))
        if each.finished_at is not None and clock.now() - each.finished_at <= _FAILED_LATELY
    ]
    if failed:
        newest = failed[0]
        words = (
            f"{len(failed)} de senaste två veckorna; senast till {newest.address}: {newest.words} "
            "Se alla med: tracker deliveries --state failed"
        )
        yield Check("Utskick som misslyckats", Level.WARNING, words)
    else:
        yield Check("Utskick som misslyckats", Level.OK, "inget de senaste två veckorna")


def _unreached(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    found = unreached(db, None, today=clock.today())
    if found:
        more = f" och {len(found) - 3} till" if len(found) > 3 else ""
        words = (
            f"{', '.join(each.person.name for each in found[:3])}{more}. Se vad som kan göras med: tracker unreached"
        )
        yield Check("Går inte att nå", Level.WARNING, words)
    else:
        yield Check("Går inte att nå", Level.OK, "ingen")


def _owners(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    orphans = list(dict.fromkeys(each.measure for each in reports.outstanding(db, clock.today()) if not each.owner_id))
    if orphans:
        more = f" och {len(orphans) - 3} till" if len(orphans) > 3 else ""
        words = f"saknas för {', '.join(orphans[:3])}{more}. Utse med: tracker assign"
        yield Check("Ansvariga", Level.WARNING, words)
    else:
        yield Check("Ansvariga", Level.OK, "finns för allt som ska återrapporteras")


def _offices(db: Database, _settings: Settings, clock: Clock, _wall: Clock) -> Iterator[Check]:
    missing = [
        f"{committee.name} saknar {plural}"
        for role, plural in ((Role.SECRETARY, "nämndsekreterare"), (Role.MEMBER, "ledamöter"))
        for holders in [people.with_role(db, role)]
        for committee in committees.every(db)
        if not any(
            committee_id in (None, committee.id) and person.is_here(clock.today()) for committee_id, person in holders
        )
    ]
    if missing:
        yield Check("Nämnder", Level.WARNING, f"{'; '.join(missing)}. Läs in dem med: tracker people import")
    else:
        yield Check("Nämnder", Level.OK, "har nämndsekreterare och ledamöter")
