"""Letters from templates: templates/email/<message>/{subject.txt,body.txt,body.html}."""

from typing import Any

from tracker.domain.delivery import MessageKind
from tracker.language import spoken
from tracker.mail.address import printable
from tracker.mail.message import Attachment, Composed
from tracker.mail.templates import email_templates


def compose(message: MessageKind, values: dict[str, Any], attachments: tuple[Attachment, ...] = ()) -> Composed:
    """The letter with these values in it, in the language spoken."""
    language = spoken()
    templates = email_templates(language)
    subject, text, html = (
        templates.get_template(f"{message}/{part}").render(values) for part in ("subject.txt", "body.txt", "body.html")
    )
    return Composed(_one_line(subject), text, html, attachments, language=language)


def _one_line(subject: str) -> str:
    """Without control characters: a title that was pasted with one must not keep its letters from being sent."""
    subject = subject.strip()
    return subject if printable(subject) else "".join(each if printable(each) else " " for each in subject)
