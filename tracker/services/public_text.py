"""Text that becomes public: what stands in a plan, a report or a follow-up can be asked for by anybody (DESIGN 5)."""

from tracker.domain.personal_number import holds_personal_number
from tracker.errors import Refused
from tracker.language import gettext as _


class PersonalNumberRefused(Refused):
    """The message stands at the field."""

    def __init__(self) -> None:
        super().__init__(_("Texten ser ut att innehålla ett personnummer. Ta bort det: texten är en allmän handling."))


def public_text(text: str) -> str:
    """What somebody wrote, with line breaks as one character and no space at its ends.

    Raises PersonalNumberRefused. Every form whose text others will read passes it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if holds_personal_number(plain):
        raise PersonalNumberRefused
    return plain
