"""What a person has put right in a plan that was read, before it is saved. What she left alone stays as it was read."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft, MeasureDraft, PlanDraft, PresuppositionDraft, TargetDraft
from tracker.domain.money import Unit
from tracker.domain.person import Person
from tracker.domain.status import Status
from tracker.language import gettext as _
from tracker.services.draft_fields import (
    DAYS,
    LEFT_OUT,
    NUMBER,
    OWNER,
    STATUS,
    TITLE,
    AmountField,
    MeasureFields,
)
from tracker.services.form_reading import FormReading
from tracker.services.measure_fields import NUMBER_FORM
from tracker.services.written_days import read_days

_LONGEST_REFERENCE = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """The form. values: what stands in its fields; read: what stood in them as the document was read."""

    values: Mapping[str, str]
    read: Mapping[str, str]

    def changed(self, name: str) -> bool:
        """Whether the field holds something else than what was read; line breaks and spaces do not count."""
        return self.values.get(name, "").split() != self.read.get(name, "").split()

    @property
    def changes(self) -> list[str]:
        """The names of the fields that do, in the order of the form."""
        return [name for name in self.read if self.changed(name)]


def corrected(draft: PlanDraft, fields: Sequence[MeasureFields], typed: Typed, people: Collection[Person]) -> PlanDraft:
    """The draft with what was put right. fields: of its measures. people: who can be chosen as owners.

    Raises FieldProblems.
    """
    form = FormReading(typed.values)
    title = form.line("title", needed=_("Skriv vad planen heter.")) if typed.changed("title") else draft.title
    if not title:
        form.fail("title", _("Skriv vad planen heter, till exempel Åtgärdsplan 2019, Social välfärd."))
    reference = draft.reference
    if typed.changed("reference"):
        reference = form.line("reference", longest=_LONGEST_REFERENCE)
    unit = draft.unit
    if typed.changed("unit"):
        if form.raw("unit") in set(Unit):
            unit = Unit(form.raw("unit"))
        else:
            form.fail("unit", _("Välj den enhet som planens summor visas i."))
    plan = replace(draft, title=title, reference=reference, unit=unit)
    targets = _targets(plan, form, typed)
    presuppositions = _presuppositions(plan, form, typed)
    reader = _Measures(plan, form, typed, {str(each.id): each for each in people})
    measures = tuple(reader.read(each) for each in fields if not typed.values.get(each.name(LEFT_OUT)))
    if fields:
        plan = replace(plan, measures=measures)
        if not measures:
            form.fail(fields[0].name(LEFT_OUT), _("Minst en åtgärd behövs. Låt en stå kvar."))
    form.finish()
    return _joined(replace(plan, targets=targets, presuppositions=presuppositions), draft, reader.numbers)


def _targets(plan: PlanDraft, form: FormReading, typed: Typed) -> tuple[TargetDraft, ...]:
    read = plan.targets or (None,)
    found = []
    for position, target in enumerate(read):
        amount_name, day_name = f"target-{position}-amount", f"target-{position}-as-of"
        if not (typed.changed(amount_name) or typed.changed(day_name)):
            found += [target] if target is not None else []
            continue
        if not form.raw(amount_name) and not form.raw(day_name):
            continue
        amount = form.amount(amount_name, plan.unit, needed=_("Skriv hur stort det är, till exempel 29,9 mnkr."))
        if target is not None and not typed.changed(amount_name):
            amount = target.amount
        needed = _("Skriv vilken dag uppgiften är från, till exempel 31 mars.")
        day = form.day(day_name, plan.year, needed=needed)
        if amount is not None and day is not None:
            before = target or TargetDraft(amount, day, "")
            found.append(replace(before, amount=amount, as_of=day))
    return tuple(found)


def _presuppositions(plan: PlanDraft, form: FormReading, typed: Typed) -> tuple[PresuppositionDraft, ...]:
    found = []
    for position, each in enumerate(plan.presuppositions):
        name = f"presupposed-{position}"
        if typed.values.get(f"{name}-{LEFT_OUT}"):
            continue
        label, amount = each.label, each.amount
        if typed.changed(f"{name}-label"):
            label = form.line(f"{name}-label", needed=_("Skriv vad som är förutsatt."))
        if typed.changed(f"{name}-amount"):
            needed = _("Skriv beloppet, eller kryssa i att det inte ska med.")
            amount = form.amount(f"{name}-amount", plan.unit, needed=needed) or amount
        found.append(replace(each, label=label, amount=amount))
    return tuple(found)


class _Measures:
    """The measures of one form. numbers: what those that were read with a number have now."""

    def __init__(self, plan: PlanDraft, form: FormReading, typed: Typed, people: Mapping[str, Person]) -> None:
        self.plan, self.form, self.typed, self.people = plan, form, typed, people
        self.numbers: dict[str, str] = {}
        self.taken: set[str] = set()

    def read(self, fields: MeasureFields) -> MeasureDraft:
        measure = fields.draft
        number = self._number(fields)
        title = measure.title
        if self.typed.changed(fields.name(TITLE)):
            title = self.form.line(fields.name(TITLE), needed=_("Skriv vad åtgärden heter."))
        effects = [found for each in fields.amounts if (found := self._effect(each)) is not None]
        parts = [self.read(part) for part in fields.parts if not self.typed.values.get(part.name(LEFT_OUT))]
        measure = replace(measure, number=number, title=title, effects=tuple(effects), sub_measures=tuple(parts))
        return measure if fields.is_part else self._of_the_whole(measure, fields)

    def _of_the_whole(self, measure: MeasureDraft, fields: MeasureFields) -> MeasureDraft:
        """What only a whole measure has: its owner, status and meetings."""
        owner, status, days = map(fields.name, (OWNER, STATUS, DAYS))
        if self.typed.changed(owner):
            person = self.people.get(self.form.raw(owner))
            if person is None and self.form.raw(owner):
                self.form.fail(owner, _("Välj någon i listan."))
            # Chosen, even where nobody is: what the document says of it has been seen.
            measure = replace(
                measure, owner=person.name if person else "", owner_email=person.email if person else None
            )
        if self.typed.changed(status):
            if self.form.raw(status) in set(Status):
                measure = replace(measure, status=Status(self.form.raw(status)))
            else:
                self.form.fail(status, _("Välj en av statusarna."))
        if self.typed.changed(days):
            measure = replace(measure, report_dates=self._days(days))
        return measure

    def _number(self, fields: MeasureFields) -> str:
        name, read = fields.name(NUMBER), fields.draft.number
        optional = fields.is_part or fields.draft.form.heads
        needed = "" if optional else _("Skriv åtgärdens nummer, till exempel 7.")
        number = self.form.line(name, needed=needed) if self.typed.changed(name) else read
        if number and self.typed.changed(name) and not NUMBER_FORM.fullmatch(number):
            self.form.fail(name, _("Skriv numret kort och utan mellanrum, till exempel 7 eller 2f."))
        if not number and not optional:
            self.form.fail(name, _("Skriv åtgärdens nummer, till exempel 7."))
        if number and number in self.taken:
            self.form.fail(name, _("Åtgärd %(number)s finns två gånger. Ge den ena ett annat nummer.", number=number))
        self.taken.add(number)
        if read:
            self.numbers[read] = number
        return number

    def _effect(self, field: AmountField) -> EffectDraft | None:
        if not self.typed.changed(field.name):
            return field.effect
        amount: Amount | None = self.form.amount(field.name, self.plan.unit)
        if amount is None:
            return None
        before = field.effect or EffectDraft(field.kind, field.period, amount)
        return replace(before, amount=amount)

    def _days(self, name: str) -> tuple[date, ...]:
        read = read_days(self.form.line(name, longest=2000), self.plan.year)
        for each in read:
            if each.day is None:
                self.form.fail(name, f"”{each.written[:60]}”: {each.fault}")
        return tuple(sorted({each.day for each in read if each.day is not None}))


def _joined(plan: PlanDraft, read: PlanDraft, numbers: Mapping[str, str]) -> PlanDraft:
    """The draft where what points at a measure points at the number that it has now; at none where it is left out."""
    if plan.measures is read.measures:
        return plan
    left = {each.number for each in plan.every_measure if each.number}

    def now(number: str) -> str:
        return numbers.get(number, "")

    presuppositions = tuple(
        replace(each, measure_number=now(each.measure_number or "") or None) for each in plan.presuppositions
    )
    measures = tuple(_falling(each, now) for each in plan.measures)
    totals = tuple(
        replace(each, numbers=tuple(now(number) for number in each.numbers))
        for each in plan.stated_totals
        if all(now(number) in left for number in each.numbers)
    )
    return replace(plan, measures=measures, presuppositions=presuppositions, stated_totals=totals)


def _falling(measure: MeasureDraft, now: Callable[[str], str]) -> MeasureDraft:
    parts = tuple(_falling(each, now) for each in measure.sub_measures)
    falls_to = now(measure.falls_to) or None if measure.falls_to is not None else None
    return replace(measure, sub_measures=parts, falls_to=falls_to)
