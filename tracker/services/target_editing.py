"""A new forecast of what a plan is summed against: a new row with its date. The older ones stay."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain import dates
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.period import Period
from tracker.domain.plan import Committee, Plan, Target
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.finding import find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.review import Review, reviewed, understood
from tracker.spoken import amount as spoken_amount
from tracker.spoken import capital, long_date
from tracker.store import committees, events, targets
from tracker.store.opening import reading, writing

_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that was set. recorded_at: UTC. who: wrote it down, "" where it came with a document or an example."""

    target: Target
    counts: bool
    recorded_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """Every target of the plan's year, the newest first. shown: see target_values."""

    plan: Plan
    committee: Committee
    lines: tuple[TargetLine, ...]
    shown: dict[str, str]


def targets_page(db: Database, slug: str, *, now: datetime) -> TargetsPage:
    """now: UTC. Raises NotFound, and Refused where the target is computed."""
    today = now.astimezone(STOCKHOLM).date()
    with reading(db):
        plan = find_plan(db, slug)
        _check_given(plan)
        rows = targets.of_plan(db, plan.id, Period(plan.year))
        counting = next((each.id for each in rows if each.target.as_of <= today), None)
        lines = tuple(
            TargetLine(each.target, each.id == counting, each.recorded_at, _who(db, each.id)) for each in rows
        )
        return TargetsPage(plan, committees.by_id(db, plan.committee_id), lines, target_values(db, plan))


def _who(db: Database, target_id: int) -> str:
    said = events.about(db, {"target": [target_id]})
    return said[0].actor if said else ""


def target_values(db: Database, plan: Plan) -> dict[str, str]:
    """What a form for a new target has shown: the one that was written down last."""
    rows = targets.of_plan(db, plan.id, Period(plan.year))
    newest = max(rows, key=lambda each: each.id, default=None)
    return {"target": "" if newest is None else _spoken_words(newest.target)}


def review_target(db: Database, slug: str, edit: Edit, *, actor: Actor, now: datetime) -> Review:
    """How it is understood, and what it would do to the plan's sums. Raises as add_target does."""
    plan = find_plan(db, slug)
    target = _read(db, plan, edit, now)
    counting = _counting(db, plan, now)
    note = ""
    if counting is not None and counting.as_of > target.as_of:
        note = _("En nyare uppgift finns, per %(day)s, och det är den som räknas.", day=long_date(counting.as_of))
    elif counting is not None and counting.as_of == target.as_of:
        note = _(
            "Det finns redan en uppgift per %(day)s. Den står kvar, men den nya räknas.", day=long_date(target.as_of)
        )
    label = _("%(target)s per %(day)s", target=capital(_(plan.kind.target_word)), day=long_date(target.as_of))
    return reviewed(
        db,
        plan,
        lambda: _add(db, plan, target, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
        amounts=(understood(label, target.amount, absent=""),),
        notes=(note,) if note else (),
    )


def add_target(db: Database, slug: str, edit: Edit, *, actor: Actor, now: datetime) -> Target:
    """now: UTC. Raises NotFound, FieldProblems, and ChangedMeanwhile where somebody has added another."""
    with writing(db):
        plan = find_plan(db, slug)
        target = _read(db, plan, edit, now)
        _add(db, plan, target, actor=actor, now=now)
    return target


def _check_given(plan: Plan) -> None:
    rules, kind = plan.kind.rules, plan.kind.words
    if rules.target_from is not None:
        raise Refused(
            _(
                "%(the_target)s räknas fram ur det som %(the_measures)s anger. Ändra beloppen där i stället.",
                the_target=capital(_(kind.the_target)),
                the_measures=_(kind.the_measures),
            )
        )
    if not rules.in_money:
        raise Refused(_("Planen summeras inte i pengar. Mål anges för varje indikator."))


def _read(db: Database, plan: Plan, edit: Edit, now: datetime) -> Target:
    _check_given(plan)
    current = target_values(db, plan)
    ids = [each.id for each in targets.of_plan(db, plan.id, Period(plan.year))]
    refuse_unseen(db, edit, current, things={"target": ids}, words=_in_words)
    form = FormReading(edit.typed)
    amount = form.amount(
        "amount", plan.unit, needed=_("Skriv beloppet för %(the_target)s.", the_target=_(plan.kind.the_target))
    )
    as_of = form.day("as_of", plan.year, needed=_("Skriv vilken dag uppgiften gäller."))
    if as_of is not None and as_of > now.astimezone(STOCKHOLM).date():
        form.fail("as_of", _("Datumet ligger framåt i tiden. Skriv den dag som uppgiften gällde."))
    if as_of is not None and abs(as_of.year - plan.year) > 2:
        form.fail("as_of", _("Datumet ligger långt från planens år, %(year)s. Kontrollera årtalet.", year=plan.year))
    label = form.line("label", longest=_LONGEST_LABEL) or _name(plan)
    form.finish()
    assert amount is not None
    assert as_of is not None
    return Target(Period(plan.year), as_of, amount, label)


def _add(db: Database, plan: Plan, target: Target, *, actor: Actor, now: datetime) -> None:
    before = _counting(db, plan, now)
    target_id = targets.insert(db, plan.id, target, recorded_at=now)
    change = Event(
        "add",
        "target",
        target_id,
        {"target": _words(before) if before else None},
        {"target": _words(target), "label": target.label},
    )
    events.insert(db, change, actor=actor, at=now)


def _counting(db: Database, plan: Plan, now: datetime) -> Target | None:
    return targets.newest(db, plan.id, Period(plan.year), now.astimezone(STOCKHOLM).date())


def _name(plan: Plan) -> str:
    return plan.kind.target_word.capitalize()


def _words(target: Target) -> str:
    """As the event keeps it."""
    return f"{target.amount} per {dates.long_date(target.as_of)}"


def _spoken_words(target: Target) -> str:
    return _("%(target)s per %(day)s", target=spoken_amount(target.amount), day=long_date(target.as_of))


def _in_words(_field: str, value: str) -> str:
    return value or _("inget")
