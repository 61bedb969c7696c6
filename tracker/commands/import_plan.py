"""tracker import: a plan's document into the database."""

from pathlib import Path
from typing import Any

import click

from tracker.commands.figures import balance_json
from tracker.commands.output import counted, json_option, print_json
from tracker.commands.read_plan import place_of, reading_in_words
from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.documents.reading import read_plan
from tracker.documents.reading.as_json import reading_as_json
from tracker.documents.reading.kinds.recognition import KIND_KEY
from tracker.domain.balance import Balance
from tracker.domain.kind import PlanKind
from tracker.errors import Refused
from tracker.services.draft_balance import draft_balance
from tracker.services.importing import Import, import_document
from tracker.services.plan_saving import Source

_LARGEST_BYTES = 50_000_000


@click.command(
    cls=Command,
    help="Läs in en plan ur ett dokument (.docx, .pdf, .xlsx, .csv, .txt, .md). Är något fel i dess uppbyggnad sparas "
    "inget. Samma dokument en gång till känns igen.",
    example="  tracker import atgardsplan.txt --dry-run\n  tracker import atgardsplan.txt",
)
@click.argument("file", metavar="FIL")
@click.option("--dry-run", is_flag=True, help="Visa vad som hittas, men spara inget.")
@click.option(
    "--kind",
    type=click.Choice([each.value for each in PlanKind]),
    help="Planens slag, om dokumentet lästes som fel: åtgärdsplan, fördelning, behov eller verksamhetsplan.",
)
@json_option
@with_session
def command(session: Session, file: str, *, dry_run: bool, kind: str | None, as_json: bool) -> int:
    """Exit status 1 where nothing was saved because of errors in the document."""
    source = Source(Path(file).name, read_bytes(Path(file)))
    reading = read_plan(source.content, source.name, {KIND_KEY: kind} if kind else None)
    if not dry_run and not reading.errors:
        session.migrate()
    if session.up_to_date():
        with session.opened() as db:
            done = import_document(db, source, reading, dry_run=dry_run, actor=ACTOR, now=session.clock.now())
    else:
        done = Import(reading, None, known_already=False)
    balance = draft_balance(done.reading.draft)
    refused = bool(done.reading.errors) and not done.known_already
    if as_json:
        print_json(_as_json(done, balance, dry_run=dry_run))
    else:
        for line in reading_in_words(done.reading, balance):
            click.echo(line)
        click.echo(_ending(done, dry_run=dry_run))
    if refused:
        first = done.reading.errors[0]
        raise Refused(
            f"{file} har {counted(len(done.reading.errors), 'fel', 'fel')} och sparades inte. "
            f"{place_of(first)}{first.message}"
        )
    return 0


def read_bytes(file: Path) -> bytes:
    """The content of a file that a person named. Raises Refused in words."""
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            raise Refused(f"Filen {file} är för stor: högst 50 MB läses.")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Refused(f"Filen {file} finns inte. Kontrollera namnet.") from error
    except IsADirectoryError as error:
        raise Refused(f"{file} är en mapp. Ange en fil.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ogiltigt namn"
        raise Refused(f"Filen {file} går inte att läsa ({reason}). Kontrollera rättigheterna.") from error


def _ending(done: Import, *, dry_run: bool) -> str:
    if done.known_already:
        where = f" som {done.slug}" if done.slug else ""
        return f"Dokumentet är redan inläst{where}. Inget är ändrat."
    if done.reading.errors:
        return "Inget sparades."
    return "Provläsning: inget sparades." if dry_run else f"Sparad som {done.slug}."


def _as_json(done: Import, balance: Balance, *, dry_run: bool) -> dict[str, Any]:
    """The whole reading, what became of it, and the plan's sums. findings are its warnings under their older name."""
    draft = done.reading.draft
    read = reading_as_json(done.reading)
    return {
        **read,
        "plan": done.slug,
        "saved": done.slug is not None and not done.known_already,
        "known_already": done.known_already,
        "dry_run": dry_run,
        **balance_json(balance),
        "measures": [_with_older_names(each) for each in read["measures"]],
        "meetings": [day.isoformat() for day in draft.meeting_dates],
        "reports": draft.report_count,
        "findings": read["warnings"],
    }


def _with_older_names(measure: dict[str, Any]) -> dict[str, Any]:
    """The measure with its parts and dates also under the names that this command gave them first."""
    parts = [_with_older_names(each) for each in measure["sub_measures"]]
    return {**measure, "sub_measures": parts, "parts": parts, "reports": measure["report_dates"]}
