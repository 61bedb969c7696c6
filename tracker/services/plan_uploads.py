"""A plan's document sent in a browser: kept for a while, shown as it was read, and saved as a plan of its committee."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from tracker.documents.reading import read_plan
from tracker.documents.reading.committee import asks_for_committee
from tracker.domain.draft import Finding, PlanDraft, Reading, Severity
from tracker.domain.event import Actor
from tracker.domain.personal_number import holds_personal_number
from tracker.domain.plan import Committee, Plan
from tracker.errors import NotFound, Refused
from tracker.language import gettext as _
from tracker.services.document_owners import with_known_owners
from tracker.services.draft_balance import draft_balance, draft_plan
from tracker.services.finding import find_committee
from tracker.services.importing import import_document
from tracker.services.plan_saving import Source
from tracker.services.sums_in_words import SumsInWords, sums_in_words
from tracker.store import documents, plans, uploads
from tracker.store.opening import writing
from tracker.store.uploads import Upload

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What was read of a document. known: the plan that these very bytes are already, if any."""

    committee: Committee
    upload: Upload
    reading: Reading
    sums: SumsInWords
    known: Plan | None

    @property
    def can_be_saved(self) -> bool:
        return not self.reading.errors and self.known is None


def keep_upload(db: Database, committee_slug: str, source: Source, *, person_id: int, now: datetime) -> int:
    """Keep the document until it is saved, or for a day; returns the upload's id. now: UTC.

    Raises NotFound, and UnreadableDocument where it cannot be read at all: then nothing is kept.
    """
    read_plan(source.content, source.name)
    with writing(db):
        committee = find_committee(db, committee_slug)
        uploads.forget(db, before=now - _KEPT)
        return uploads.insert(
            db,
            committee_id=committee.id,
            person_id=person_id,
            name=source.name,
            content=source.content,
            uploaded_at=now,
        )


def upload_preview(
    db: Database, committee_slug: str, upload_id: int, *, person_id: int, answers: Mapping[str, str], today: date
) -> UploadPreview:
    """The document as it is read with these answers to its questions. today: Stockholm. Raises NotFound."""
    committee, upload = _found(db, committee_slug, upload_id, person_id)
    read = _suited(read_plan(upload.content, upload.name, answers), committee)
    reading = with_known_owners(db, read, today=today)
    known = documents.plan_read_from(db, upload.content)
    return UploadPreview(
        committee=committee,
        upload=upload,
        reading=reading,
        sums=sums_in_words(draft_plan(reading.draft), draft_balance(reading.draft)),
        known=None if known is None else plans.by_id(db, known),
    )


def save_upload(
    db: Database, committee_slug: str, upload_id: int, *, answers: Mapping[str, str], actor: Actor, now: datetime
) -> str:
    """Save the document as a plan of the committee; returns its name in addresses. now: UTC.

    Raises NotFound where it is not the actor's, and Refused where it has errors or is a plan already.
    """
    committee, upload = _found(db, committee_slug, upload_id, actor.person_id)
    reading = _suited(read_plan(upload.content, upload.name, answers), committee)
    done = import_document(db, Source(upload.name, upload.content), reading, dry_run=False, actor=actor, now=now)
    if done.known_already:
        raise Refused(_("Dokumentet är redan inläst som en plan."))
    if done.slug is None:
        raise Refused(_("Planen kan inte sparas förrän felen är rättade och frågorna om belopp är besvarade."))
    with writing(db):
        uploads.delete(db, upload.id)
    return done.slug


def _found(db: Database, committee_slug: str, upload_id: int, person_id: int | None) -> tuple[Committee, Upload]:
    committee = find_committee(db, committee_slug)
    upload = uploads.by_id(db, upload_id)
    if upload is None or upload.committee_id != committee.id or upload.person_id != person_id:
        raise NotFound(_("Dokumentet finns inte kvar. Välj filen en gång till."))
    return committee, upload


def _suited(reading: Reading, committee: Committee) -> Reading:
    """For the committee that it was sent to, whatever it says."""
    draft = reading.draft
    found = [each for each in reading.findings if not asks_for_committee(each)]
    if draft.committee and draft.committee.casefold() != committee.name.casefold():
        words = f"Dokumentet nämner {draft.committee}. Planen sparas hos {committee.name}."
        found.append(Finding(Severity.WARNING, 0, words))
    found.extend(_personal_numbers(draft))
    return replace(reading, draft=replace(draft, committee=committee.name), findings=tuple(found))


def _personal_numbers(draft: PlanDraft) -> Iterator[Finding]:
    ask = "ser ut att innehålla ett personnummer. Ta bort det ur dokumentet och läs in det igen."
    if holds_personal_number("\n".join((draft.title, draft.reference, draft.summary))):
        yield Finding(Severity.ERROR, 0, f"Planens inledning {ask}")
    for measure in draft.measures:
        parts = [f"{each.title}\n{each.description}" for each in (measure, *measure.sub_measures)]
        if holds_personal_number("\n".join(parts)):
            yield Finding(Severity.ERROR, measure.line, f"Åtgärd {measure.number} {ask}", measure.place)
