"""What was read of a document, in the words of its kind, line by line."""

from collections.abc import Iterator

from tracker.commands.output import counted
from tracker.documents.reading.details_as_json import phasing_as_json
from tracker.domain.balance import Balance
from tracker.domain.dates import long_date
from tracker.domain.draft import Finding, IndicatorDraft, MeasureDraft, PlanDraft, Reading, Severity
from tracker.domain.form import Form
from tracker.domain.indicator import Said
from tracker.domain.money import Unit, format_number
from tracker.domain.period import Period
from tracker.domain.stated_table import checked_sums
from tracker.services.draft_balance import draft_plan
from tracker.services.sums_in_words import sums_in_words

_SEVERITIES = {Severity.ERROR: "Fel", Severity.QUESTION: "Fråga", Severity.WARNING: "Att kontrollera"}


def reading_in_words(reading: Reading, balance: Balance) -> Iterator[str]:
    """Everything that was read and what is to be settled, in Swedish."""
    draft = reading.draft
    words = draft.kind.words
    yield draft.title or "(ingen titel)"
    reference = f", {draft.reference}" if draft.reference else ""
    yield f"{draft.committee or '(ingen nämnd)'}, {draft.year}{reference}"
    why = "; ".join(f"{each.said}{f' ({each.place})' if each.place else ''}" for each in reading.evidence)
    yield f"Slag: {draft.kind.swedish}{f', därför att {why}' if why else ''}"
    for target in draft.targets:
        yield f"{draft.kind.target_word.capitalize()}: {target.amount}, {long_date(target.as_of)}"
    for each in draft.presuppositions:
        whose = f"åtgärd {each.measure_number}" if each.measure_number else "ingen åtgärd"
        yield f"Redan inräknat: {each.amount}, {each.label} ({whose})"
    yield f"{counted(len(draft.measures), words.measure, words.measures)}:"
    for measure in draft.measures:
        yield from _measure_lines(measure, draft, 1)
    for stated in draft.stated_totals:
        yield f"Angiven summa: {stated.amount}, {stated.name(draft.year)}"
    for table in draft.stated_tables:
        sums = [each.holds for each in checked_sums(table)]
        held = f", {sums.count(True)} av {len(sums)} summor stämmer" if sums else ""
        rows = counted(len(table.rows), "rad", "rader")
        yield f"Tabell: {table.title} ({', '.join(table.columns)}), {rows}{held}"
    if draft.kind.rules.in_money:
        said = sums_in_words(draft_plan(draft), balance)
        yield f"Uträknad summa: {said.additional}"
        if draft.kind.rules.target_from is not None:
            yield f"{words.target.capitalize()}: {said.target}"
        yield f"{words.left}: {said.gap}. {words.covered}: {said.coverage}."
    days = ", ".join(long_date(day) for day in draft.meeting_dates) or "inga datum"
    yield f"{counted(len(draft.meeting_dates), 'sammanträde', 'sammanträden')}: {days}"
    yield counted(draft.report_count, "återrapport", "återrapporter")
    for finding in reading.findings:
        yield f"{_SEVERITIES[finding.severity]}: {place_of(finding)}{finding.message}"


def place_of(finding: Finding) -> str:
    """Where it stands, to be put before it; "" for the whole document."""
    return f"{finding.place[0].upper()}{finding.place[1:]}: " if finding.place else ""


def _measure_lines(measure: MeasureDraft, draft: PlanDraft, depth: int) -> Iterator[str]:
    """A measure on one line with its parts' numbers; under a heading, and where parts have amounts, each part too."""
    yield f"{'  ' * depth}{_measure_line(measure, draft)}"
    if measure.form.heads or any(each.effects or each.form is not Form.MEASURE for each in measure.sub_measures):
        for part in measure.sub_measures:
            yield from _measure_lines(part, draft, depth + 1)


def _measure_line(measure: MeasureDraft, draft: PlanDraft) -> str:
    words = draft.kind.words
    name = f"{measure.number}. {measure.title}" if measure.number else measure.title
    if measure.form.heads:
        return f"{name} ({measure.form.swedish})"
    effects = "; ".join(
        f"{words.effects[each.kind]} {'' if each.period == Period(draft.year) else f'{each.period} '}"
        f"{each.amount}{', preliminärt' if each.amount.provisional else ''}"
        for each in measure.effects
    )
    if measure.indicator is not None:
        said = _indicator(measure.indicator)
    elif effects or draft.kind.rules.in_money:
        said = effects or words.no_amount
    else:
        said = measure.status.swedish if measure.status_words else measure.form.swedish
    falls = f"; det som inte används går till {measure.falls_to}" if measure.falls_to else ""
    numbers = [part.number or "utan nummer" for part in measure.sub_measures]
    parts = f"; delar: {', '.join(numbers)}" if numbers else ""
    reports = counted(len(measure.report_dates), "återrapport", "återrapporter")
    named = measure.owner or measure.owner_email
    owner = f"; {'ansvarig' if measure.owner_email else 'ansvarig i dokumentet'} {named}" if named else ""
    return f"{name}: {said}{_months(measure, draft.unit)}{falls}{parts}{owner}; {reports}"


def _months(measure: MeasureDraft, unit: Unit) -> str:
    """What its ramps come to."""
    said = ""
    for kind, shape in measure.phasings:
        figures = phasing_as_json(kind, shape)
        if "in_year_kr" in figures:
            in_year, full = (
                format_number(kr, unit, unit.exact_decimals(kr))
                for kr in (figures["in_year_kr"], figures["full_year_kr"])
            )
            said += f"; upptrappning {in_year} {unit} under året, {full} {unit} helår"
    return said


def _indicator(indicator: IndicatorDraft) -> str:
    names = {Said.TARGET: "mål", Said.OUTCOME: "utfall"}
    values = ", ".join(
        f"{names[said]} {year} {value.written(indicator.measured)}" for said, year, value in indicator.values
    )
    return f"{indicator.measured.swedish}, {indicator.better.swedish}{f', {values}' if values else ', inga värden än'}"
