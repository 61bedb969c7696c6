"""The fields in which a plan that was read is put right: what they are called, and what stands in them as it was read.

A measure is known by the line it was read from, so that a field keeps its name when the document is read again with
another answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.draft import EffectDraft, MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.period import FULL_YEAR, Period
from tracker.domain.words import Sentence, sentence
from tracker.services.report_form import in_full
from tracker.spoken import long_date

MOST_MEASURES = 250
"""More than these are put right when the plan is saved: a form with a field for everything has an end."""

NUMBER, TITLE, OWNER, DAYS, STATUS, LEFT_OUT = "number", "title", "owner_id", "days", "status", "left-out"
_WORDS = {
    NUMBER: sentence("nummer"),
    TITLE: sentence("rubrik"),
    OWNER: sentence("ansvarig"),
    STATUS: sentence("status"),
    DAYS: sentence("återrapporteras"),
    LEFT_OUT: sentence("ta inte med"),
}


@dataclass(frozen=True, slots=True)
class AmountField:
    """An amount of a measure. effect: as it was read, None where the document has none of its kind."""

    name: str
    kind: EffectKind
    period: Period
    effect: EffectDraft | None


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """One measure or part with its fields. key: in their names. draft: as it was read. word: what it is called."""

    key: str
    draft: MeasureDraft
    amounts: tuple[AmountField, ...]
    parts: tuple["MeasureFields", ...]
    is_part: bool = False
    word: str = ""

    @property
    def is_reported(self) -> bool:
        """Whether it has an owner, a status and days of its own: no part and no heading has."""
        return not self.is_part and not self.draft.form.heads

    def name(self, field: str) -> str:
        return f"m{self.key}-{field}"

    @property
    def called(self) -> Sentence:
        """As it was read: "åtgärd 2", "del 2a", "fokusområde F1"."""
        name = self.draft.number or self.draft.title
        if self.is_part and self.draft.form is Form.MEASURE:
            return sentence("del %(name)s", name=name)
        return sentence("%(what)s %(name)s", what=Sentence(self.word), name=name)

    @property
    def names(self) -> Iterator[str]:
        """Of its own fields, its parts' left out."""
        own = (NUMBER, TITLE, OWNER, STATUS, DAYS, LEFT_OUT) if self.is_reported else (NUMBER, TITLE, LEFT_OUT)
        yield from map(self.name, own)
        yield from (each.name for each in self.amounts)

    @property
    def every(self) -> Iterator["MeasureFields"]:
        yield self
        for part in self.parts:
            yield from part.every


def measure_fields(draft: PlanDraft) -> tuple[MeasureFields, ...]:
    """Of every measure, in the document's order; none where there are too many."""
    if sum(1 for _ in draft.every_measure) > MOST_MEASURES:
        return ()
    return tuple(_fields(draft.measures, draft, {}, is_part=False))


def _fields(
    measures: Sequence[MeasureDraft], plan: PlanDraft, used: dict[int, int], *, is_part: bool
) -> Iterator[MeasureFields]:
    for measure in measures:
        used[measure.line] = used.get(measure.line, 0) + 1
        key = f"{measure.line}" + (f"-{used[measure.line]}" if used[measure.line] > 1 else "")
        parts = tuple(_fields(measure.sub_measures, plan, used, is_part=True))
        amounts = [_amount(key, each.kind, each.period, each) for each in measure.effects]
        word = plan.kind.words.measure if measure.form is Form.MEASURE else measure.form.swedish
        if not is_part and measure.form is Form.MEASURE and plan.kind.rules.in_money:
            amounts += _missing(measure, key, plan)
        yield MeasureFields(key, measure, tuple(amounts), parts, is_part, word)


def _missing(measure: MeasureDraft, key: str, plan: PlanDraft) -> Iterator[AmountField]:
    """Where nothing counts in the plan's own year, an empty field for what would."""
    own = Period(plan.year)
    counting = plan.kind.rules.counts
    if not any(each.kind in counting and each.period == own for each in measure.effects):
        yield _amount(key, counting[0], own, None)


def _amount(key: str, kind: EffectKind, period: Period, effect: EffectDraft | None) -> AmountField:
    name = f"m{key}-{kind.value}-{period.year}{'-full' if period.full_year else ''}"
    return AmountField(name, kind, period, effect)


def read_values(draft: PlanDraft, fields: Sequence[MeasureFields], owners: Mapping[str, int]) -> dict[str, str]:
    """What stands in every field as it was read. owners: the ids of known people by their addresses, in lower case."""
    values = {
        "title": draft.title,
        "reference": draft.reference,
        "unit": draft.unit.value,
    }
    for position, target in enumerate(draft.targets):
        values[f"target-{position}-amount"] = in_full(target.amount)
        values[f"target-{position}-as-of"] = long_date(target.as_of)
    if not draft.targets:
        values |= {"target-0-amount": "", "target-0-as-of": ""}
    for position, presupposed in enumerate(draft.presuppositions):
        values[f"presupposed-{position}-label"] = presupposed.label
        values[f"presupposed-{position}-amount"] = in_full(presupposed.amount)
        values[f"presupposed-{position}-{LEFT_OUT}"] = ""
    for measure in fields:
        for each in measure.every:
            values |= _measure_values(each, owners)
    return values


def _measure_values(fields: MeasureFields, owners: Mapping[str, int]) -> dict[str, str]:
    measure = fields.draft
    values = {
        fields.name(NUMBER): measure.number,
        fields.name(TITLE): measure.title,
        fields.name(OWNER): str(owners.get((measure.owner_email or "").lower(), "")),
        fields.name(STATUS): measure.status.value,
        fields.name(DAYS): ", ".join(map(long_date, measure.report_dates)),
        fields.name(LEFT_OUT): "",
    }
    values |= {each.name: in_full(each.effect.amount) if each.effect else "" for each in fields.amounts}
    wanted = set(fields.names)
    return {name: value for name, value in values.items() if name in wanted}


def field_labels(draft: PlanDraft, fields: Sequence[MeasureFields], *, named: bool = True) -> dict[str, Sentence]:
    """What each field is called, in the order of the form. named: with the measure that it is of."""
    labels = {
        "title": sentence("rubrik"),
        "reference": sentence("diarienummer"),
        "year": sentence("år"),
        "unit": sentence("enhet"),
    }
    labels |= _target_labels(draft)
    for position, presupposed in enumerate(draft.presuppositions):
        of = sentence("förutsatt (%(label)s)", label=presupposed.label) if named else None
        labels[f"presupposed-{position}-label"] = _label(of, sentence("benämning"))
        labels[f"presupposed-{position}-amount"] = _label(of, sentence("belopp"))
        labels[f"presupposed-{position}-{LEFT_OUT}"] = _label(of, sentence("ta inte med"))
    for measure in fields:
        for each in measure.every:
            own = {each.name(field): word for field, word in _WORDS.items()}
            own |= {amount.name: _amount_label(draft, amount) for amount in each.amounts}
            labels |= {name: _label(each.called if named else None, own[name]) for name in each.names}
    return labels


def _target_labels(draft: PlanDraft) -> dict[str, Sentence]:
    target, labels = Sentence(draft.kind.target_word), {}
    several = len(draft.targets) > 1
    for position in range(max(1, len(draft.targets))):
        which = sentence("%(target)s %(number)s", target=target, number=position + 1) if several else target
        labels[f"target-{position}-amount"] = which
        labels[f"target-{position}-as-of"] = sentence("%(target)s, gäller per", target=which)
    return labels


def _amount_label(draft: PlanDraft, amount: AmountField) -> Sentence:
    kind = Sentence(draft.kind.words.effects[amount.kind])
    return sentence("%(kind)s %(period)s", kind=kind, period=_period(amount.period))


def _period(period: Period) -> Sentence | int:
    return Sentence(FULL_YEAR, {"year": period.year}) if period.full_year else period.year


def _label(of: Sentence | None, what: Sentence) -> Sentence:
    return what if of is None else sentence("%(of)s: %(what)s", of=of, what=what)
