"""What a document says of how far a measure has come."""

import re

from tracker.domain.status import Status

_RULES: tuple[tuple[re.Pattern[str], Status], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), status)
    for pattern, status in (
        (
            r"(?:ej|inte|ännu inte) (?:påbörjad?t?|startad?t?|igångsatt|inledd)|planera[dt]|kommande|ostartad",
            Status.NOT_STARTED,
        ),
        (r"delvis (?:klart?|genomförd|genomfört|avslutad)", Status.IN_PROGRESS),
        (r"pågår|pågående|påbörjad|påbörjat|startad|startat|under arbete|under genomförande|igång", Status.IN_PROGRESS),
        (r"genomförd|genomfört|klart?|avslutad|avslutat|slutförd|slutfört|färdig\w*|utförd|utfört", Status.DONE),
        (r"försena[dt]|fördröjd|släpar", Status.DELAYED),
        (r"pausa[dt]|vilande|vilar", Status.PAUSED),
        (r"utgår|utgått|utgången|avbruten|avbrutet|struken|avförd|stryks|inställd", Status.CANCELLED),
        (r"ersatt\w*|ersätts", Status.REPLACED),
    )
)
_NOT_DONE = re.compile(r"\b(?:ej|inte) (?:klar|genomför|avslut|slutför|färdig|försen)", re.IGNORECASE)
"""Begun or not? The words do not say."""


def status_of(text: str) -> Status | None:
    """The status that the words name; None where they name none, or several ("pågår, försenad").

    >>> status_of("☐ Ej påbörjad"), status_of("Klar"), status_of("Pågår men försenad"), status_of("Grön")
    (<Status.NOT_STARTED: 'not_started'>, <Status.DONE: 'done'>, None, None)
    """
    if _NOT_DONE.search(text):
        return None
    found: set[Status] = set()
    for pattern, status in _RULES:
        text, count = re.subn(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", "|", text, flags=re.IGNORECASE)
        if count:
            found.add(status)
    return found.pop() if len(found) == 1 else None
