"""The fields in which a plan that was read is put right: what they are called, and what stands in them as it was read.

A measure is known by the line it was read from, so that a field keeps its name when the document is read again with
another answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.dates import long_date
from tracker.domain.draft import EffectDraft, MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period

MOST_MEASURES = 250
"""More than these are put right when the plan is saved: a form with a field for everything has an end."""

NUMBER, TITLE, OWNER, DAYS, STATUS, LEFT_OUT = "number", "title", "owner_id", "days", "status", "left-out"


@dataclass(frozen=True, slots=True)
class AmountField:
    """An amount of a measure. effect: as it was read, None where the document has none of its kind."""

    name: str
    kind: EffectKind
    period: Period
    effect: EffectDraft | None


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """One measure or part with its fields. key: in their names. draft: as it was read."""

    key: str
    draft: MeasureDraft
    amounts: tuple[AmountField, ...]
    parts: tuple["MeasureFields", ...]
    is_part: bool = False

    def name(self, field: str) -> str:
        return f"m{self.key}-{field}"

    @property
    def called(self) -> str:
        """As it was read: "åtgärd 2", "del 2a"."""
        what = "del" if self.is_part else "åtgärd"
        return f"{what} {self.draft.number or self.draft.title}"

    @property
    def names(self) -> Iterator[str]:
        """Of its own fields, its parts' left out."""
        own = (NUMBER, TITLE, LEFT_OUT) if self.is_part else (NUMBER, TITLE, OWNER, STATUS, DAYS, LEFT_OUT)
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
        if not is_part:
            amounts += _missing(measure, key, plan)
        yield MeasureFields(key, measure, tuple(amounts), parts, is_part)


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
        values[f"target-{position}-amount"] = target.amount.as_written
        values[f"target-{position}-as-of"] = long_date(target.as_of)
    if not draft.targets:
        values |= {"target-0-amount": "", "target-0-as-of": ""}
    for position, presupposed in enumerate(draft.presuppositions):
        values[f"presupposed-{position}-label"] = presupposed.label
        values[f"presupposed-{position}-amount"] = presupposed.amount.as_written
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
    values |= {each.name: each.effect.amount.as_written if each.effect else "" for each in fields.amounts}
    wanted = set(fields.names)
    return {name: value for name, value in values.items() if name in wanted}


def field_labels(draft: PlanDraft, fields: Sequence[MeasureFields], *, named: bool = True) -> dict[str, str]:
    """What each field is called, in the order of the form. named: with the measure that it is of."""
    labels = {"title": "Rubrik", "reference": "Diarienummer", "year": "År", "unit": "Enhet"}
    target = draft.kind.target_word.capitalize()
    several = len(draft.targets) > 1
    for position in range(max(1, len(draft.targets))):
        which = f" {position + 1}" if several else ""
        labels[f"target-{position}-amount"] = f"{target}{which}"
        labels[f"target-{position}-as-of"] = f"{target}{which}, gäller per"
    for position, presupposed in enumerate(draft.presuppositions):
        of = f"Förutsatt ({presupposed.label}): " if named else ""
        labels[f"presupposed-{position}-label"] = _capital(f"{of}benämning")
        labels[f"presupposed-{position}-amount"] = _capital(f"{of}belopp")
        labels[f"presupposed-{position}-{LEFT_OUT}"] = _capital(f"{of}ta inte med")
    for measure in fields:
        for each in measure.every:
            of = f"{each.called}: " if named else ""
            words = {NUMBER: "nummer", TITLE: "rubrik", OWNER: "ansvarig", STATUS: "status", DAYS: "återrapporteras"}
            words[LEFT_OUT] = "ta inte med"
            own = {each.name(field): word for field, word in words.items()}
            own |= {amount.name: f"{draft.kind.words.effects[amount.kind]} {amount.period}" for amount in each.amounts}
            labels |= {name: _capital(f"{of}{own[name]}") for name in each.names}
    return labels


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
