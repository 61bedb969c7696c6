"""A plan in a database file, for tests of pages: Ludvika's figures and dates, owners and sentences of our own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.draft import (
    EffectDraft,
    MeasureDraft,
    PlanDraft,
    PresuppositionDraft,
    StatedTotalDraft,
    TargetDraft,
)
from tracker.domain.effect import EffectKind
from tracker.domain.event import PROGRAM
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.services.plan_saving import save_plan
from tracker.services.report_links import LinkHolder, report_token
from tracker.services.reporting import Answer, due_reports, submit
from tracker.store import meetings, people, plans
from tracker.store.opening import opened, writing

MEETINGS = tuple(date(2019, *day) for day in ((6, 12), (9, 4), (10, 9), (11, 6), (12, 11)))
SLUG = "social-valfard-2019"
COMMITTEE = "Social- och utbildningsnämnden"
COMMITTEE_SLUG = "social-och-utbildningsnamnden"
SAVED_AT = datetime(2019, 5, 20, 6, 0, tzinfo=UTC)
DECIDED_ON = date(2019, 3, 31)
ALLOWANCE = "Rätten till ekonomiskt bistånd och övriga insatser för att minska biståndet"
ORGANISATION = ("Renodlade enheter", "Två team", "En ny tjänst", "Uppföljning av barn- och ungdomsvården")
ALLOWANCE_PARTS = (
    "Rättssäker handläggning",
    "Krav på daglig sysselsättning",
    "Projekt mot långvarigt bistånd",
    "Externa medel",
    "Utbildning med grannkommunen",
    "Automatiserad handläggning",
)
CHILDREN_PARTS = (MeasureDraft("", "Öppenvården", "Ett team för unga byggs upp."), MeasureDraft("", "IFO och skola"))
ANNA, BO, EVA = "anna.berg@kommun.example", "bo.ek@kommun.example", "eva.lind@kommun.example"


@dataclass(frozen=True, slots=True)
class PlanOnFile:
    """Where the plan is, and the ids of the people in it by address."""

    path: Path
    people: dict[str, int]


def save_example(path: Path, draft: PlanDraft | None = None, *, slug: str = SLUG) -> PlanOnFile:
    """Save the plan (else Ludvika's) into a migrated file, with its owners: Anna has 2 and 3, Bo 4 and 5, Eva 6."""
    with opened(path) as db, writing(db):
        ids = {
            email: known.id if (known := people.by_email(db, email)) else _person(db, name, email, unit)
            for email, name, unit in (
                (ANNA, "Anna Berg", "Ekonomiskt bistånd"),
                (BO, "Bo Ek", "Utredning och placering"),
                (EVA, "Eva Lind", "Arbetsmarknad"),
            )
        }
        plan_id = save_plan(db, draft or ludvika(), slug=slug, source=None, actor=PROGRAM, now=SAVED_AT)
        plans.set_controller(db, plan_id, ids[EVA])
    return PlanOnFile(path, ids)


def report(plan: PlanOnFile, settings: Settings, email: str, on: datetime, **said: str) -> None:
    """Let the owner answer all that is due from her to the next meeting: as said, else that nothing has changed.

    on: UTC.
    """
    with opened(plan.path) as db:
        person = people.by_id(db, plan.people[email])
        meeting = meetings.from_date(db, on.date(), settings.meetings.deadline_rule)[0]
        assert person is not None
        holder = LinkHolder(person, meeting)
        due = due_reports(db, holder, on.date())
        answer = Answer(**said) if said else Answer(unchanged=True)  # type: ignore[arg-type]
        submit(db, holder, {each.report_id: answer for each in due}, now=on, today=on.date())


def token_of(plan: PlanOnFile, key: str, email: str, meeting_id: int = 1) -> str:
    """The token of the owner's link to the meeting."""
    with opened(plan.path) as db:
        return report_token(db, key, person_id=plan.people[email], meeting_id=meeting_id)


def _person(db: Database, name: str, email: str, unit: str) -> int:
    return people.insert(db, name=name, email=email, unit=unit)


def ludvika() -> PlanDraft:
    """Six measures, parts a-d and a-f and two without number, five meetings, 25 reports, 29,9 mnkr short."""
    return PlanDraft(
        title="Åtgärdsplan 2019, Social välfärd",
        committee=COMMITTEE,
        year=2019,
        reference="SUN 2019/117",
        summary="Planen samlar det som ska minska underskottet under året.\n\nDen följs upp på varje sammanträde.",
        targets=(TargetDraft(_mnkr(29_900_000), DECIDED_ON, "Underskott per sista mars"),),
        presuppositions=(
            PresuppositionDraft("Ludvikamodellen", _mnkr(5_500_000), "6"),
            PresuppositionDraft("besparingskrav i strukturplanen", _mnkr(3_600_000)),
        ),
        measures=(
            MeasureDraft("1", "Organisationsförändringar", sub_measures=_parts("1", ORGANISATION)),
            _measure("2", ALLOWANCE, _mnkr(1_200_000), ANNA, parts=_parts("2", ALLOWANCE_PARTS)),
            _measure("3", "Stödboendeverksamheten", _mnkr(1_000_000, 0), ANNA),
            _measure("4", "Vuxenplaceringar", Amount.unknown("Summa ges efter analysen"), BO),
            _measure(
                "5", "Barn- och ungdomsplaceringar", _mnkr(300_000).marked_provisional(), BO, parts=CHILDREN_PARTS
            ),
            _measure("6", "Ludvikamodellen", _mnkr(5_500_000), EVA, kind=EffectKind.DECIDED),
        ),
        stated_totals=(StatedTotalDraft("Summa utan Ludvikamodellen", _mnkr(2_300_000), MEETINGS),),
    )


def large(measures: int = 25, *, reports: int = 5) -> PlanDraft:
    """A plan of many measures with two parts each, each reported to the first meetings of the year."""
    return PlanDraft(
        title="Åtgärdsplan med många åtgärder",
        committee=COMMITTEE,
        year=2019,
        targets=(TargetDraft(_mnkr(80_000_000), DECIDED_ON, "Underskott"),),
        measures=tuple(
            MeasureDraft(
                number=str(number),
                title=f"Åtgärd om verksamhetsområdesövergripande lokalförsörjning, del {number}",
                description="En mening om vad som görs.",
                effects=(EffectDraft(EffectKind.FORECAST, Period(2019), _mnkr(number * 100_000)),),
                report_dates=MEETINGS[:reports],
                sub_measures=_parts(str(number), ("Första delen", "Andra delen")),
                owner_email=(ANNA, BO, EVA)[number % 3],
                status=tuple(Status)[number % 6],
            )
            for number in range(1, measures + 1)
        ),
    )


def _mnkr(kr: int, decimals: int = 1) -> Amount:
    return Amount.exact(kr, Unit.MNKR, decimals)


def _parts(number: str, titles: Iterable[str]) -> tuple[MeasureDraft, ...]:
    return tuple(MeasureDraft(f"{number}{letter}", title) for letter, title in zip("abcdef", titles, strict=False))


def _measure(
    number: str,
    title: str,
    amount: Amount,
    owner: str,
    *,
    parts: tuple[MeasureDraft, ...] = (),
    kind: EffectKind = EffectKind.FORECAST,
) -> MeasureDraft:
    return MeasureDraft(
        number=number,
        title=title,
        description=f"Det som görs inom {title.lower()} beskrivs här.",
        effects=(EffectDraft(kind, Period(2019), amount),),
        report_dates=MEETINGS,
        sub_measures=parts,
        owner_email=owner,
    )
