"""A plan's document sent in a browser: kept for a while, put right as it was read, and saved as a committee's plan."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from tracker.documents.reading import outline_text
from tracker.domain.event import Actor
from tracker.domain.plan import Committee
from tracker.errors import NotFound, Refused
from tracker.language import gettext as _
from tracker.services.finding import find_committee
from tracker.services.importing import import_document
from tracker.services.plan_saving import Source
from tracker.services.upload_page import Sent, UploadPreview
from tracker.services.upload_preview import preview_of
from tracker.store import uploads
from tracker.store.opening import writing
from tracker.store.uploads import Upload

_KEPT = timedelta(days=1)


class NotReady(Exception):
    """The document cannot be saved as it stands. page: what is still to be settled."""

    def __init__(self, page: UploadPreview) -> None:
        super().__init__("something in the document is not settled yet")
        self.page = page


def keep_upload(db: Database, committee_slug: str, source: Source, *, person_id: int, now: datetime) -> int:
    """Keep the document until it is saved, or for a day; returns the upload's id. now: UTC.

    Raises NotFound, and UnreadableDocument where it cannot be read at all: then nothing is kept.
    """
    outline = outline_text(source.content, source.name)
    with writing(db):
        committee = find_committee(db, committee_slug)
        uploads.forget(db, before=now - _KEPT)
        upload = Upload(0, committee.id, person_id, source.name, source.content, outline)
        return uploads.insert(db, upload, uploaded_at=now)


def upload_preview(
    db: Database,
    committee_slug: str,
    upload_id: int,
    sent: Sent,
    *,
    person_id: int | None,
    offered: Sequence[Committee] = (),
    today: date,
) -> UploadPreview:
    """The document as it is read with what was sent.

    offered: the committees that she may save it for. today: Stockholm. Raises NotFound where the document is not hers.
    """
    committee = find_committee(db, committee_slug)
    upload = uploads.by_id(db, upload_id)
    if upload is None or upload.committee_id != committee.id or upload.person_id != person_id:
        raise NotFound(_("Dokumentet finns inte kvar. Välj filen en gång till."))
    return preview_of(db, upload, sent, committee=committee, offered=offered, today=today)


def save_upload(db: Database, page: UploadPreview, *, actor: Actor, now: datetime) -> str:
    """Save the document as it is shown as a plan; returns its name in addresses. now: UTC.

    Raises NotReady where something is still to be settled, and Refused where it is a plan already.
    """
    if page.problems or page.reading.errors:
        raise NotReady(page)
    upload: Upload = page.upload
    done = import_document(
        db,
        Source(upload.name, upload.content),
        page.reading,
        dry_run=False,
        actor=actor,
        now=now,
        corrections=page.corrections,
    )
    if done.known_already or done.slug is None:
        raise Refused(_("Dokumentet är redan inläst som en plan."))
    with writing(db):
        uploads.delete(db, upload.id)
    return done.slug
