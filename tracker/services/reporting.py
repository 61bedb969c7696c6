"""The owner's report: what is due from one person to one meeting, and submitting it (DESIGN 1 and 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.indicator import IndicatorStanding, Said, Value
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.personal_number import holds_personal_number
from tracker.domain.plan import Plan
from tracker.domain.report import ReportVersion
from tracker.domain.status import Status
from tracker.domain.written_amount import UnreadableAmount, parse_amount
from tracker.domain.written_value import UnreadableValue, parse_value
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.language import spoken, told
from tracker.services.balances import standings
from tracker.services.offices import Offices
from tracker.services.report_links import LinkHolder
from tracker.store import effects, events, indicators, measures, people, plans, reports, summaries
from tracker.store.opening import writing

LONGEST_TEXT = 4000
OFFERED_STATUSES = (
    Status.NOT_STARTED,
    Status.IN_PROGRESS,
    Status.DONE,
    Status.DELAYED,
    Status.PAUSED,
    Status.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class DueReport:
    """One measure on the form: how it stands, what was last said of it and when, and what is in for this meeting."""

    report_id: int
    plan: Plan
    standing: Standing
    last_said: tuple[date, ReportVersion] | None
    submitted: ReportVersion | None

    @property
    def measure(self) -> Measure:
        return self.standing.measure


@dataclass(frozen=True, slots=True)
class Answer:
    """What the owner wrote for one report, as she wrote it. unchanged: nothing new, and the rest is ignored."""

    status: str = ""
    forecast: str = ""
    outcome: str = ""
    text: str = ""
    unchanged: bool = False


class AnswerProblems(Exception):
    """Answers that cannot be saved. problems: by report id and field ("forecast"), what to do about it in Swedish."""

    def __init__(self, problems: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__("some answers cannot be saved")
        self.problems = problems


def due_reports(db: Database, holder: LinkHolder, today: date) -> list[DueReport]:
    """Everything that the person answers for to the meeting, plan by plan in the document's order."""
    offices = Offices(db, people.every(db), today)
    owed = {report.measure_id: report.id for report in reports.of_meeting(db, holder.meeting.id)}
    newest = reports.newest_versions(db, holder.meeting.id)
    due: list[DueReport] = []
    for plan in plans.of_committee(db, holder.meeting.committee_id):
        mine = [
            standing
            for standing in standings(db, plan, today)
            if standing.measure.id in owed
            and offices.may_report(
                holder.person.id,
                owner_id=standing.measure.owner_id,
                controller_id=plan.controller_id,
                committee_id=plan.committee_id,
            )
        ]
        said = reports.last_said(db, [each.measure.id for each in mine], holder.meeting.held_on)
        due.extend(
            DueReport(owed[s.measure.id], plan, s, said.get(s.measure.id), newest.get(s.measure.id))
            for s in mine
            if s.status.counts or s.measure.id in newest
        )
    return due


def submit(db: Database, holder: LinkHolder, answers: Mapping[int, Answer], *, now: datetime, today: date) -> int:
    """Save a version of each answered report, with new effects where amounts are new; returns how many are in.

    answers: by report id. All are saved or none; one that says what is in already adds nothing. now: UTC, today:
    Stockholm. Raises AnswerProblems with what is wrong at each field, and Refused where a report is not hers or is
    frozen in the follow-up already.
    """
    with writing(db):
        due = {each.report_id: each for each in due_reports(db, holder, today)}
        strangers = set(answers) - set(due)
        if strangers:
            raise Refused(
                _("Något av det här har fått en ny ansvarig och kan inte rapporteras härifrån. Ladda om sidan.")
            )
        if summaries.in_force(db, holder.meeting) and any(due[report_id].submitted for report_id in answers):
            raise Refused(
                _("Uppföljningen till sammanträdet är redan fryst, så det som är rapporterat kan inte ändras.")
            )
        understood = _understand(due, answers)
        for report_id, answer in understood.items():
            _save(db, due[report_id], answer, holder=holder, now=now, today=today)
    return len(understood)


@dataclass(frozen=True, slots=True)
class _Understood:
    status: Status
    forecast: Amount | None
    outcome: Amount | None
    text: str
    unchanged: bool
    value: Value | None = None


def _understand(due: Mapping[int, DueReport], answers: Mapping[int, Answer]) -> dict[int, _Understood]:
    problems: dict[int, dict[str, str]] = {}
    understood: dict[int, _Understood] = {}
    for report_id, answer in answers.items():
        standing, wrong = due[report_id].standing, problems.setdefault(report_id, {})
        if answer.unchanged:
            said = standing.indicator.outcome if standing.indicator else None
            understood[report_id] = _Understood(standing.status, standing.forecast, standing.outcome, "", True, said)
            continue
        plan = due[report_id].plan
        forecast = outcome = value = None
        if standing.indicator is not None:
            value = _value(answer.outcome, standing.indicator, wrong)
        else:
            forecast = _amount(answer.forecast, standing.expected, plan, "forecast", wrong)
            outcome = _amount(answer.outcome, standing.outcome, plan, "outcome", wrong)
        text = answer.text.replace("\r\n", "\n").strip()
        if len(text) > LONGEST_TEXT:
            wrong["text"] = _(
                "Texten är %(length)s tecken lång. Korta den till högst %(longest)s.",
                length=len(text),
                longest=LONGEST_TEXT,
            )
        if holds_personal_number(text):
            wrong["text"] = _(
                "Texten ser ut att innehålla ett personnummer. Ta bort det: rapporten är en allmän handling."
            )
        if answer.status not in {each.value for each in OFFERED_STATUSES}:
            wrong["status"] = _("Välj hur långt det har kommit.")
        if not wrong:
            understood[report_id] = _Understood(Status(answer.status), forecast, outcome, text, False, value)
    if any(problems.values()):
        raise AnswerProblems({report_id: wrong for report_id, wrong in problems.items() if wrong})
    return understood


def _amount(written: str, known: Amount | None, plan: Plan, name: str, wrong: dict[str, str]) -> Amount | None:
    """What was written; left as it was shown, it is the amount that is known already, with its marks."""
    if known is not None and " ".join(written.split()) == " ".join(known.as_written.split()):
        return known
    if not written.strip():
        if known is not None:
            wrong[name] = _("Fältet är tomt. Skriv ett belopp, eller ”vet ej” om det inte är känt.")
        return None
    try:
        amount = parse_amount(written, plan.unit, spoken())
    except UnreadableAmount as error:
        wrong[name] = told(error.sentence)
        return None
    if amount.low_kr is not None and amount.low_kr < 0:
        wrong[name] = (
            _("En besparing skrivs utan minustecken. Skriv 0 om åtgärden inte längre väntas ge något.")
            if plan.kind.rules.more_is_better
            else _("Beloppet skrivs utan minustecken. Skriv 0 om inget väntas gå åt.")
        )
    return amount


def _value(written: str, indicator: IndicatorStanding, wrong: dict[str, str]) -> Value | None:
    """What was written of an indicator in the plan's year."""
    if not written.strip():
        wrong["outcome"] = _("Fältet är tomt. Skriv ett värde, eller ”vet ej” om det inte är mätt än.")
        return None
    try:
        return parse_value(written, indicator.indicator.measured, spoken())
    except UnreadableValue as error:
        wrong["outcome"] = told(error.sentence)
        return None


def _save(db: Database, due: DueReport, answer: _Understood, *, holder: LinkHolder, now: datetime, today: date) -> None:
    if _says_nothing_new(due, answer, holder):
        return
    standing, measure = due.standing, due.measure
    recorded = _Recorded(db, measure.id, Period(due.plan.year), now, today)
    forecast_id = recorded.effect(EffectKind.FORECAST, answer.forecast, standing.expected)
    outcome_id = recorded.effect(EffectKind.OUTCOME, answer.outcome, standing.outcome)
    if answer.status is not standing.status:
        measures.add_status(db, measure.id, answer.status, as_of=today, recorded_at=now)
    version_id = reports.insert_version(
        db,
        reports.NewVersion(
            report_id=due.report_id,
            status=answer.status,
            text=answer.text,
            unchanged=answer.unchanged,
            forecast_id=forecast_id,
            outcome_id=outcome_id,
            author_id=holder.person.id,
            submitted_at=now,
            indicator_value_id=_recorded_value(db, due, answer.value, now=now, today=today),
        ),
    )
    before = {
        "status": standing.status.value,
        "forecast": _words(standing.expected),
        "outcome": _words(standing.outcome),
    }
    after = {"status": answer.status.value, "forecast": _words(answer.forecast), "outcome": _words(answer.outcome)}
    event = Event("submit", "report_version", version_id, before=before, after=after)
    events.insert(db, event, actor=Actor(holder.person.id, holder.person.name), at=now)


def _says_nothing_new(due: DueReport, answer: _Understood, holder: LinkHolder) -> bool:
    """Whether what is in for the meeting says the same already: a form that was sent twice is one report."""
    said, standing = due.submitted, due.standing
    return (
        said is not None
        and said.author == holder.person.name
        and (answer.value is None or answer.value.same_as(said.value))
        and (said.unchanged, said.text) == (answer.unchanged, answer.text)
        and said.status is answer.status is standing.status
        and _same(said.forecast, standing.forecast)
        and _same(said.outcome, standing.outcome)
        and (answer.unchanged or _adds_nothing(answer.forecast, standing.expected))
        and (answer.unchanged or _adds_nothing(answer.outcome, standing.outcome))
    )


def _same(one: Amount | None, other: Amount | None) -> bool:
    return one is other if one is None or other is None else one.same_value_as(other)


def _adds_nothing(amount: Amount | None, known: Amount | None) -> bool:
    return amount is None or amount.same_value_as(known)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """New amounts of one measure, written as effects where they differ from what is known."""

    db: Database
    measure_id: int
    period: Period
    now: datetime
    today: date

    def effect(self, kind: EffectKind, amount: Amount | None, known: Amount | None) -> int | None:
        """The id of the effect that counts now: a new one, or the newest there is."""
        if amount is not None and not _adds_nothing(amount, known):
            effect = Effect(0, self.measure_id, kind, self.period, amount, self.today)
            return effects.insert(self.db, effect, recorded_at=self.now)
        rows = effects.rows_of_measure(self.db, self.measure_id, self.period)
        return next((each.effect.id for each in rows if each.effect.kind is kind), None)


def _recorded_value(db: Database, due: DueReport, value: Value | None, *, now: datetime, today: date) -> int | None:
    """The id of the indicator's value that counts now: a new one, or the newest there is."""
    if due.standing.indicator is None:
        return None
    year = due.plan.year
    if value is not None and not value.same_as(due.standing.indicator.outcome):
        return indicators.insert_value(db, due.measure.id, Said.OUTCOME, year, value, as_of=today, recorded_at=now)
    return indicators.newest_outcome_id(db, due.measure.id, year)


def _words(amount: Amount | None) -> str | None:
    return None if amount is None else str(amount)
