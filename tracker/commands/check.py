"""tracker check: is the installation sound?"""

import click

from tracker.clock import system_clock
from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.errors import ConfigError, TrackerError
from tracker.services.checking import Check, Level, check

_MARKS = {Level.OK: "bra", Level.WARNING: "obs", Level.FAILED: "FEL"}


@click.command(
    cls=Command,
    help="Se om installationen är i ordning: inställningar, databas, version, e-postserver, schemaläggare och det som "
    "väntar. Slutstatus är 0 när inget är fel; det som är märkt obs räknas inte som fel.",
    example="  tracker check\n  tracker check --json",
)
@json_option
@with_session
def command(session: Session, *, as_json: bool) -> int:
    """Exit status 1 where something is wrong."""
    checks = _looked(session)
    sound = all(each.ok for each in checks)
    if as_json:
        listed = [
            {"name": each.name, "ok": each.ok, "level": each.level.value, "words": each.words, "about": each.about}
            for each in checks
        ]
        print_json({"ok": sound, "checks": listed})
    else:
        print_table(
            None,
            [
                (_MARKS[each.level], each.name, f"{each.words} ({each.about})" if each.about else each.words)
                for each in checks
            ],
        )
    return 0 if sound else 1


def _looked(session: Session) -> list[Check]:
    try:
        settings = session.settings
    except ConfigError as error:
        return [Check("Inställningar", Level.FAILED, str(error))]
    try:
        clock = session.clock
    except TrackerError:
        # The database that could hold an example's clock cannot be read: the check of it says why.
        clock = system_clock()
    return check(settings, clock, wall=system_clock())
