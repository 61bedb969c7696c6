"""What somebody uploads or pastes as a list of people, as text."""

from sqlite_utils import Database

from tracker.documents.reading.encoding import decoded
from tracker.documents.reading.findings import Findings
from tracker.domain.plan import Committee
from tracker.errors import UnreadableDocument
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems
from tracker.store import committees


def csv_text(content: bytes, pasted: str) -> str:
    """The file's text where there is one, else what was pasted. Raises FieldProblems ("file", "text")."""
    if content:
        try:
            return decoded(content, Findings())
        except UnreadableDocument as error:
            raise FieldProblems({"file": str(error)}) from error
    if not pasted.strip():
        raise FieldProblems({"file": _("Välj en fil, eller klistra in raderna nedanför.")})
    return pasted


def offered_committees(db: Database) -> list[Committee]:
    """Those that roles can be for, in order of name."""
    return committees.every(db)


def wanted_committee(db: Database, committee_id: str) -> Committee | None:
    """ "" is all of them. Raises FieldProblems ("committee")."""
    if not committee_id:
        return None
    found = next((each for each in committees.every(db) if str(each.id) == committee_id), None)
    if found is None:
        raise FieldProblems({"committee": _("Välj en nämnd ur listan.")})
    return found
