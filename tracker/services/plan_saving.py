"""Saving a plan that was read from a document or an example, whole or not at all."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.course import Phasing
from tracker.domain.dates import STOCKHOLM
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.effect import Effect
from tracker.domain.event import Actor, Event
from tracker.domain.indicator import Indicator
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Presupposition, StatedTotal, Target
from tracker.store import (
    committees,
    documents,
    effects,
    events,
    indicators,
    measures,
    meetings,
    people,
    phasings,
    plans,
    reports,
    stated_tables,
    targets,
)

_LONGEST_SLUG = 48


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a plan was read from."""

    name: str
    content: bytes


def save_plan(
    db: Database, draft: PlanDraft, *, slug: str | None = None, source: Source | None, actor: Actor, now: datetime
) -> int:
    """Write the plan with its committee, meetings, targets, measures, effects and reports; returns its id.

    Runs inside the caller's write transaction. slug: its name in addresses, else made from the title. What the draft
    says counts from its newest target's date, else from the beginning of its year, and never later than from today:
    what is reported after it is newer. now: UTC.
    """
    committee = committees.by_name(db, draft.committee)
    committee_id = committee.id if committee else new_committee(db, draft.committee)
    plan = Plan(
        id=0,
        committee_id=committee_id,
        slug=slug or free_slug(db, draft.title),
        title=draft.title,
        reference=draft.reference,
        year=draft.year,
        kind=draft.kind,
        unit=draft.unit,
        summary=draft.summary,
        controller_id=None,
    )
    plan_id = plans.insert(db, plan)
    if source is not None:
        documents.insert(db, plan_id=plan_id, name=source.name, content=source.content, read_at=now)
    _save_targets(db, plan_id, draft, now)
    saved = _Measures(db, plan_id, draft, now)
    ids = saved.save_all()
    for stated in draft.stated_totals:
        of = tuple(ids[number] for number in stated.numbers)
        total = StatedTotal(stated.label, stated.amount, stated.period, stated.kind, of)
        targets.insert_stated_total(db, plan_id, total)
    for presupposed in draft.presuppositions:
        measure_id = ids[presupposed.measure_number] if presupposed.measure_number else None
        targets.insert_presupposition(db, plan_id, Presupposition(presupposed.label, presupposed.amount, measure_id))
    meeting_ids = {day: meetings.ensure(db, committee_id, day) for day in draft.meeting_dates}
    for measure_id, days in saved.reported:
        for day in days:
            reports.insert(db, measure_id=measure_id, meeting_id=meeting_ids[day])
    after = {"slug": plan.slug, "title": plan.title, "measures": len(draft.measures), "reports": draft.report_count}
    events.insert(db, Event("save", "plan", plan_id, after=after), actor=actor, at=now)
    return plan_id


def _save_targets(db: Database, plan_id: int, draft: PlanDraft, now: datetime) -> None:
    for target in draft.targets:
        period = target.period or Period(draft.year)
        targets.insert(db, plan_id, Target(period, target.as_of, target.amount, target.label), recorded_at=now)
    for table in draft.stated_tables:
        stated_tables.insert(db, plan_id, table)


class _Measures:
    """The measures of one draft, saved in the document's order."""

    def __init__(self, db: Database, plan_id: int, draft: PlanDraft, now: datetime) -> None:
        self.db, self.plan_id, self.draft, self.now = db, plan_id, draft, now
        known = [target.as_of for target in draft.targets]
        dated = max(known) if known else date(draft.year, 1, 1)
        self.as_of = min(dated, now.astimezone(STOCKHOLM).date())
        self.position = 0
        self.ids: dict[str, int] = {}
        self.reported: list[tuple[int, tuple[date, ...]]] = []
        self.falling: list[tuple[int, str]] = []

    def save_all(self) -> dict[str, int]:
        """The id of every numbered measure by its number."""
        for measure in self.draft.measures:
            self._save(measure, None)
        for measure_id, number in self.falling:
            measures.set_falls_to(self.db, measure_id, self.ids[number])
        return self.ids

    def _save(self, draft: MeasureDraft, parent_id: int | None) -> None:
        self.position += 1
        measure_id = measures.insert(
            self.db,
            Measure(
                id=0,
                plan_id=self.plan_id,
                parent_id=parent_id,
                position=self.position,
                number=draft.number,
                title=draft.title,
                description=draft.description,
                owner_id=self._owner(draft),
                unit=draft.unit,
                form=draft.form,
            ),
        )
        if draft.number:
            self.ids[draft.number] = measure_id
        if draft.falls_to is not None:
            self.falling.append((measure_id, draft.falls_to))
        self.reported.append((measure_id, draft.report_dates))
        measures.add_status(self.db, measure_id, draft.status, as_of=self.as_of, recorded_at=self.now)
        for each in draft.effects:
            effect = Effect(0, measure_id, each.kind, each.period, each.amount, self.as_of, each.label)
            effects.insert(self.db, effect, recorded_at=self.now)
        for kind, shape in draft.phasings:
            phasing = Phasing(measure_id, kind, self.draft.year, shape, self.as_of)
            phasings.insert(self.db, phasing, recorded_at=self.now)
        self._save_indicator(draft, measure_id)
        for part in draft.sub_measures:
            self._save(part, measure_id)

    def _save_indicator(self, draft: MeasureDraft, measure_id: int) -> None:
        read = draft.indicator
        if read is None:
            return
        indicators.insert(
            self.db, Indicator(measure_id, read.measured, read.better, read.followed_up, read.measured_from)
        )
        for said, year, value in read.values:
            indicators.insert_value(self.db, measure_id, said, year, value, as_of=self.as_of, recorded_at=self.now)

    def _owner(self, draft: MeasureDraft) -> int | None:
        if draft.owner_email is None:
            return None
        # Somebody whom the document names and nobody has entered yet: the measure has no owner until she is.
        person = people.by_email(self.db, draft.owner_email)
        return person.id if person else None


def slug_of(title: str) -> str:
    """A title as it can stand in an address, cut between words.

    >>> slug_of("Åtgärdsplan för Äldreomsorgen, 2019")
    'atgardsplan-for-aldreomsorgen-2019'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _LONGEST_SLUG:
            break
        slug += f"-{word}" if slug else word
    return slug or "plan"


def free_slug(db: Database, title: str) -> str:
    """A name in addresses that no plan has, made from the title."""
    base, number = slug_of(title), 1
    slug = base
    while plans.slug_taken(db, slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def new_committee(db: Database, name: str) -> int:
    """Its id. Runs inside the caller's write transaction."""
    slug = slug_of(name)
    while committees.by_slug(db, slug):
        slug += "-2"
    return committees.insert(db, slug=slug, name=name)
