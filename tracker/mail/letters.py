"""Letters from templates: templates/email/<message>/{subject.txt,body.txt,body.html}."""

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tracker.bundle import bundled
from tracker.domain.delivery import MessageKind
from tracker.language import gettext, ngettext, pgettext, spoken
from tracker.mail.address import printable
from tracker.mail.message import Attachment, Composed
from tracker.spoken import day_and_month, full_date, long_date


class Letters:
    """The e-mail templates, compiled once. HTML is escaped, text is not; an undefined name raises."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(bundled("templates") / "email"),
            autoescape=select_autoescape(enabled_extensions=["html"], default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        # Jinja's own functions, which no letter uses, would be copied into each of them.
        self._environment.globals.clear()
        self._environment.filters |= {"full_date": full_date, "long_date": long_date, "day_and_month": day_and_month}
        self._environment.globals |= {"_": gettext, "ngettext": ngettext, "pgettext": pgettext, "spoken": spoken}

    def compose(
        self, message: MessageKind, values: dict[str, Any], attachments: tuple[Attachment, ...] = ()
    ) -> Composed:
        """The letter with these values in it."""
        subject, text, html = (
            self._environment.get_template(f"{message}/{part}").render(values)
            for part in ("subject.txt", "body.txt", "body.html")
        )
        return Composed(_one_line(subject), text, html, attachments)


def _one_line(subject: str) -> str:
    """Without control characters: a title that was pasted with one must not keep its letters from being sent."""
    subject = subject.strip()
    return subject if printable(subject) else "".join(each if printable(each) else " " for each in subject)
