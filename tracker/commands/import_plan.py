"""tracker import: a plan's document into the database."""

from pathlib import Path
from typing import Any

import click

from tracker.commands.figures import balance_json
from tracker.commands.output import counted, json_option, print_json
from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.documents.reading import read_plan
from tracker.documents.reading.as_json import reading_as_json
from tracker.domain.balance import Balance
from tracker.domain.dates import long_date
from tracker.domain.draft import Finding, MeasureDraft, PlanDraft, Severity
from tracker.errors import Refused
from tracker.services.draft_balance import draft_balance, draft_plan
from tracker.services.importing import Import, import_document
from tracker.services.plan_saving import Source
from tracker.services.sums_in_words import sums_in_words

_SEVERITIES = {Severity.ERROR: "Fel", Severity.QUESTION: "Fråga", Severity.WARNING: "Att kontrollera"}
_LARGEST_BYTES = 50_000_000


@click.command(
    cls=Command,
    help="Läs in en plan ur ett dokument (.docx, .pdf, .xlsx, .csv, .txt, .md). Är något fel i dess uppbyggnad sparas "
    "inget. Samma dokument en gång till känns igen.",
    example="  tracker import atgardsplan.txt --dry-run\n  tracker import atgardsplan.txt",
)
@click.argument("file", metavar="FIL")
@click.option("--dry-run", is_flag=True, help="Visa vad som hittas, men spara inget.")
@json_option
@with_session
def command(session: Session, file: str, *, dry_run: bool, as_json: bool) -> int:
    """Exit status 1 where nothing was saved because of errors in the document."""
    source = Source(Path(file).name, read_bytes(Path(file)))
    reading = read_plan(source.content, source.name)
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
        _show(done.reading.draft, balance, done.reading.findings)
        click.echo(_ending(done, dry_run=dry_run))
    if refused:
        first = done.reading.errors[0]
        raise Refused(
            f"{file} har {counted(len(done.reading.errors), 'fel', 'fel')} och sparades inte. "
            f"{_place(first)}{first.message}"
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


def _show(draft: PlanDraft, balance: Balance, findings: tuple[Finding, ...]) -> None:
    words = sums_in_words(draft_plan(draft), balance)
    click.echo(draft.title or "(ingen titel)")
    reference = f", {draft.reference}" if draft.reference else ""
    click.echo(f"{draft.committee or '(ingen nämnd)'}, {draft.year}{reference}")
    for target in draft.targets:
        click.echo(f"{draft.kind.target_word.capitalize()}: {target.amount}, {long_date(target.as_of)}")
    for each in draft.presuppositions:
        whose = f"åtgärd {each.measure_number}" if each.measure_number else "ingen åtgärd"
        click.echo(f"Redan inräknat: {each.amount}, {each.label} ({whose})")
    click.echo(f"{counted(len(draft.measures), 'åtgärd', 'åtgärder')}:")
    for measure in draft.measures:
        click.echo(f"  {_measure_line(measure)}")
    for stated in draft.stated_totals:
        click.echo(f"Angiven summa: {stated.amount}, {stated.name(draft.year)}")
    for table in draft.stated_tables:
        click.echo(f"Tabell: {table.title} ({', '.join(table.columns)}), {counted(len(table.rows), 'rad', 'rader')}")
    click.echo(f"Uträknad summa: {words.additional}")
    click.echo(f"Kvar att täcka: {words.gap}. Täckt: {words.coverage}.")
    days = ", ".join(long_date(day) for day in draft.meeting_dates) or "inga datum"
    click.echo(f"{counted(len(draft.meeting_dates), 'sammanträde', 'sammanträden')}: {days}")
    click.echo(counted(draft.report_count, "återrapport", "återrapporter"))
    for finding in findings:
        click.echo(f"{_SEVERITIES[finding.severity]}: {_place(finding)}{finding.message}")


def _place(finding: Finding) -> str:
    return f"{finding.place[0].upper()}{finding.place[1:]}: " if finding.place else ""


def _measure_line(measure: MeasureDraft) -> str:
    effects = "; ".join(
        f"{each.kind.swedish} {each.amount}{', preliminärt' if each.amount.provisional else ''}"
        for each in measure.effects
    )
    numbers = [part.number or "utan nummer" for part in measure.sub_measures]
    parts = f"; delar: {', '.join(numbers)}" if numbers else ""
    reports = counted(len(measure.report_dates), "återrapport", "återrapporter")
    named = measure.owner or measure.owner_email
    owner = f"; {'ansvarig' if measure.owner_email else 'ansvarig i dokumentet'} {named}" if named else ""
    return f"{measure.number}. {measure.title}: {effects or 'ingen besparing anges'}{parts}{owner}; {reports}"


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
