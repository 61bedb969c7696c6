"""The letter that a committee's follow-up goes out in, and the PDF that it carries."""

import logging
from datetime import datetime

from tracker.config import Settings
from tracker.domain.delivery import MessageKind
from tracker.domain.summary import Summary
from tracker.mail import letters
from tracker.mail.message import Attachment, Composed
from tracker.services.follow_ups import said_in, summary_pdf

_log = logging.getLogger("tracker.mail")


def summary_letter(settings: Settings, summary: Summary, *, name: str = "") -> Composed:
    """The letter, without its PDF. name: who gets it, "" for nobody in particular."""
    url = f"{settings.site.base_url}/committees/{summary.committee_slug}/meetings/{summary.held_on}/summary"
    return letters.compose(
        MessageKind.SUMMARY,
        {
            "name": name,
            "said": said_in(settings, summary),
            "summary": summary,
            "url": url,
            "municipality": settings.site.municipality,
        },
    )


class SummaryFiles:
    """The PDF of each follow-up, made once in a run however many get it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: dict[int, tuple[Attachment, ...]] = {}

    def of(self, summary_id: int, summary: Summary, *, frozen_at: datetime) -> tuple[Attachment, ...]:
        """One PDF. None where it cannot be made: that the committee is told in time matters more."""
        if summary_id not in self._made:
            try:
                content = summary_pdf(self._settings, summary, stamp=frozen_at)
            except (RuntimeError, OSError, ValueError) as error:  # typst's own errors are RuntimeErrors
                _log.error("the PDF of follow-up %d could not be made: %s", summary_id, type(error).__name__)
                self._made[summary_id] = ()
            else:
                name = f"uppfoljning-{summary.held_on}.pdf"
                self._made[summary_id] = (Attachment(name, "application/pdf", content),)
        return self._made[summary_id]
