"""A document that was read, as it is looked through before it is saved: what was read, where, what is in doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain.draft import Finding, MeasureDraft, Reading
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.person import Person
from tracker.domain.phasing import Ramp
from tracker.domain.plan import Committee, Plan
from tracker.domain.status import Status
from tracker.domain.words import Sentence
from tracker.language import gettext as _
from tracker.language import told
from tracker.services.detail_months import ramp_in_words
from tracker.services.document_owners import named_owner
from tracker.services.draft_correcting import Typed
from tracker.services.draft_fields import (
    LEFT_OUT,
    MeasureFields,
    field_labels,
    measure_fields,
)
from tracker.services.importing import Correction
from tracker.services.meanwhile import Edit
from tracker.services.sums_in_words import SumsInWords
from tracker.spoken import capital
from tracker.store.uploads import Upload

YEAR, COMMITTEE = "year", "committee_id"
_LAST_REACH = 8
"""How many lines of the document may belong to its last measure: below it much else may stand."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with the form. answers: to the document's questions, its year among them. settled: errors seen to."""

    answers: Mapping[str, str] = field(default_factory=dict)
    edit: Edit = field(default_factory=lambda: Edit({}, {}))
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that is settled by saying so: it is put right in the fields, or what it is about stays out."""

    key: str
    finding: Finding
    settled: bool


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What was read, put right. known: the plan that these very bytes are already, if any.

    url_slug: of the committee that the document was sent to; committee: the one that the plan is saved for.
    fields: of the measures; typed: what stands in every field; problems: what cannot stand there. faults: the errors
    that can be settled by saying so.
    """

    url_slug: str
    committee: Committee
    offered: tuple[Committee, ...]
    upload: Upload
    answers: Mapping[str, str]
    reading: Reading
    sums: SumsInWords
    known: Plan | None
    fields: tuple[MeasureFields, ...]
    typed: Typed
    problems: Mapping[str, str]
    faults: tuple[Fault, ...]
    corrections: tuple[Correction, ...]
    people: tuple[Person, ...]

    @property
    def year(self) -> str:
        """What stands in the field of the year."""
        return self.answers.get(YEAR, str(self.reading.draft.year or ""))

    @property
    def can_be_saved(self) -> bool:
        return not self.reading.errors and not self.problems and self.known is None

    @property
    def is_no_plan(self) -> bool:
        """Nothing that was read is a measure: there is nothing to put right."""
        return not self.fields and not self.reading.draft.measures

    @property
    def unsettled(self) -> tuple[Finding, ...]:
        """What stops saving and has no box to be ticked, nor a question."""
        ticked = {each.finding for each in self.faults}
        return tuple(each for each in self.reading.errors if each not in ticked and each.question is None)

    @property
    def labels(self) -> dict[str, str]:
        """Of every field, with the measure that it is of."""
        labels = field_labels(self.reading.draft, self.fields)
        return {COMMITTEE: _("Nämnd"), f"answer-{YEAR}": _("År"), **_in_words(labels)}

    @property
    def short_labels(self) -> dict[str, str]:
        """Of every field, as it stands among those of its measure."""
        return _in_words(field_labels(self.reading.draft, self.fields, named=False))

    @property
    def presupposed_count(self) -> int:
        return sum(1 for name in self.typed.read if name.startswith("presupposed-") and name.endswith("-label"))

    @property
    def is_plan_touched(self) -> bool:
        """Whether what the plan says of itself has been put right, or has to be."""
        of_measures = {name for each in self.fields for every in each.every for name in every.names}
        own = [name for name in self.labels if name not in of_measures]
        missing = any(each.about is not None for each in self.reading.errors)
        return missing or self.is_touched(own)

    @property
    def committee_options(self) -> list[tuple[str, str]]:
        return [(str(each.id), each.name) for each in self.offered]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that the document can be read as; none where it is the program's own workbook, which says it."""
        return [(each.value, capital(_(each.words.name))) for each in PlanKind] if self.upload.outline else []

    def months_of(self, measure: MeasureDraft) -> list[str]:
        """How its amounts are built up over the months, in words."""
        return [ramp_in_words(shape) for _kind, shape in measure.phasings if isinstance(shape, Ramp)]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        return [(each.value, capital(_(each.swedish))) for each in Status]

    @property
    def units(self) -> list[Unit]:
        return list(Unit)

    def owner_words(self, measure: MeasureDraft) -> str:
        """Who will be the owner, else whom the document names."""
        known = next((each.name for each in self.people if each.email == measure.owner_email), "")
        named = named_owner(measure)
        return known or (_("%(name)s (finns inte här)", name=named) if named else _("ingen"))

    def owner_hint(self, fields: MeasureFields) -> str:
        """Whom the document names, for choosing."""
        named = named_owner(fields.draft)
        return _("I dokumentet: %(name)s", name=named) if named else ""

    def faults_of(self, fields: MeasureFields) -> list[Fault]:
        """The errors that stand where the measure was read, up to where the next begins, and are not settled yet."""
        begins = fields.draft.line
        ends = min((each.draft.line for each in self.fields if each.draft.line > begins), default=begins + _LAST_REACH)
        return [each for each in self.faults if begins <= each.finding.line < ends and not each.settled]

    def is_touched(self, names: Iterator[str] | Sequence[str]) -> bool:
        """Whether one of the fields holds something else than what was read, or something that cannot stand there."""
        return any(self.typed.changed(name) or name in self.problems for name in names)

    def now(self, fields: MeasureFields) -> MeasureDraft | None:
        """The measure as it will be saved; None where it is left out."""
        if self.typed.values.get(fields.name(LEFT_OUT)):
            return None
        found = (each for every in measure_fields(self.reading.draft) for each in every.every)
        return next((each.draft for each in found if each.key == fields.key), fields.draft)


def _in_words(labels: Mapping[str, Sentence]) -> dict[str, str]:
    """Told, each with a capital."""
    return {name: capital(told(label)) for name, label in labels.items()}
