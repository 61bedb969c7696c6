"""Reading a document that was sent with what a person has answered and put right: what is shown, and what is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from tracker.documents.reading import read_plan
from tracker.domain.draft import PlanDraft
from tracker.domain.person import Person
from tracker.domain.plan import Committee
from tracker.domain.status import Status
from tracker.domain.words import Sentence, sentence
from tracker.language import gettext as _
from tracker.services.document_owners import with_known_owners, with_owners
from tracker.services.draft_balance import draft_balance, draft_plan
from tracker.services.draft_correcting import Typed, corrected
from tracker.services.draft_fields import (
    LEFT_OUT,
    OWNER,
    STATUS,
    MeasureFields,
    field_labels,
    measure_fields,
    read_values,
)
from tracker.services.form_reading import FieldProblems
from tracker.services.importing import Correction
from tracker.services.meanwhile import Edit
from tracker.services.plan_editing import here
from tracker.services.sums_in_words import sums_in_words
from tracker.services.upload_findings import of_committee, personal_numbers, settled_findings
from tracker.services.upload_page import COMMITTEE, YEAR, Sent, UploadPreview
from tracker.store import documents, plans
from tracker.store.uploads import Upload


def preview_of(
    db: Database, upload: Upload, sent: Sent, *, committee: Committee, offered: Sequence[Committee], today: date
) -> UploadPreview:
    """The document read with the answers, and what was typed put in. today: Stockholm."""
    people = here(db, today)
    problems: dict[str, str] = {}
    url_slug = committee.slug
    committee = _chosen(sent.edit, committee, offered, problems)
    raw = read_plan(upload.content, upload.name, sent.answers, outlined=upload.outline)
    read = with_owners(_of_year(raw.draft, sent.answers, problems), people)
    fields = measure_fields(read)
    values = read_values(read, fields, {each.email.lower(): each.id for each in people})
    typed = Typed({**values, **{name: sent.edit.typed[name] for name in values if _is_typed(sent.edit, name)}}, values)
    draft = read
    try:
        draft = corrected(read, fields, typed, people)
    except FieldProblems as error:
        problems |= error.problems
    findings, faults = settled_findings(raw.findings, draft, sent.settled)
    findings += [*of_committee(draft.committee, committee), *personal_numbers(draft)]
    reading = replace(raw, draft=replace(draft, committee=committee.name), findings=tuple(findings))
    reading = with_known_owners(db, reading, today=today)
    known = documents.plan_read_from(db, upload.content)
    return UploadPreview(
        url_slug=url_slug,
        committee=committee,
        offered=tuple(offered),
        upload=upload,
        answers=sent.answers,
        reading=reading,
        sums=sums_in_words(draft_plan(reading.draft), draft_balance(reading.draft)),
        known=None if known is None else plans.by_id(db, known),
        fields=fields,
        typed=typed,
        problems=problems,
        faults=tuple(faults),
        corrections=tuple(_corrections(read, fields, typed, people)),
        people=tuple(people),
    )


def _is_typed(edit: Edit, name: str) -> bool:
    return name in edit.typed and edit.touched(name)


def _chosen(edit: Edit, committee: Committee, offered: Sequence[Committee], problems: dict[str, str]) -> Committee:
    wanted = edit.typed.get(COMMITTEE, "")
    found = next((each for each in offered if str(each.id) == wanted), None)
    if wanted and found is None:
        problems[COMMITTEE] = _("Välj en nämnd ur listan.")
    return found or committee


def _of_year(draft: PlanDraft, answers: Mapping[str, str], problems: dict[str, str]) -> PlanDraft:
    """For the year that was typed: the program's own workbook is read without answers."""
    typed = answers.get(YEAR, "")
    if not typed or typed == str(draft.year):
        return draft
    if not (typed.isdecimal() and len(typed) == 4 and typed.startswith("20")):
        problems[f"answer-{YEAR}"] = _("Skriv året med fyra siffror, till exempel 2019.")
        return draft
    return replace(draft, year=int(typed))


def _corrections(
    draft: PlanDraft, fields: Sequence[MeasureFields], typed: Typed, people: Sequence[Person]
) -> Iterator[Correction]:
    """What was put right, in words."""
    labels = field_labels(draft, fields)
    names = {str(each.id): each.name for each in people}

    def words(name: str, value: str) -> Sentence:
        if name.endswith(OWNER):
            return Sentence("%(name)s", {"name": names[value]}) if value in names else sentence("ingen")
        if name.endswith(f"-{STATUS}") and value in set(Status):
            return Sentence(Status(value).swedish)
        if name.endswith(LEFT_OUT):
            return sentence("tas inte med") if value else sentence("tas med")
        plain = " ".join(value.split())
        return Sentence("%(value)s", {"value": plain}) if plain else sentence("inget")

    for name in typed.changes:
        if name in labels:
            yield Correction(labels[name], words(name, typed.read[name]), words(name, typed.values.get(name, "")))
