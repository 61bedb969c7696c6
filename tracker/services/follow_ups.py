"""A follow-up as mail, page, Word and PDF say it."""

from datetime import datetime
from pathlib import Path

from tracker.config import Settings
from tracker.documents.writing.follow_up import FollowUp, follow_up
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.word import letter_docx, letter_in_template
from tracker.documents.writing.word_template import template_fault
from tracker.domain.summary import Summary
from tracker.errors import ConfigError
from tracker.language import gettext as _


def said_in(settings: Settings, summary: Summary) -> FollowUp:
    """What the follow-up says, with the sections that the settings want."""
    return follow_up(summary, settings.documents.sections, settings.documents.signatures)


def summary_pdf(settings: Settings, summary: Summary, *, stamp: datetime) -> bytes:
    """As PDF. stamp: when it was frozen, else now (UTC); the same follow-up is the same bytes."""
    return letter_pdf(said_in(settings, summary).letter(settings.site.municipality), stamp=stamp)


def summary_docx(settings: Settings, summary: Summary, *, stamp: datetime) -> bytes:
    """As Word, in the municipality's own template where there is one. stamp: when it was frozen, else now (UTC).

    Raises TemplateRefused and ConfigError.
    """
    letter = said_in(settings, summary).letter(settings.site.municipality)
    template = word_template(settings)
    if template is None:
        return letter_docx(letter, stamp=stamp)
    return letter_in_template(letter, template, held_on=summary.held_on, stamp=stamp)


def word_template(settings: Settings) -> bytes | None:
    """The municipality's own Word template. Raises ConfigError where it is named and cannot be read."""
    name = settings.documents.word_template
    if not name:
        return None
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ConfigError(
            _(
                "Wordmallen %(file)s går inte att läsa (%(error)s). Rätta documents.word_template i inställningarna.",
                file=name,
                error=error.strerror,
            )
        ) from error


def word_template_fault(settings: Settings) -> str:
    """Why the Word template cannot be used; "" where it can, and where there is none."""
    try:
        template = word_template(settings)
    except ConfigError as error:
        return str(error)
    return "" if template is None else template_fault(template)
