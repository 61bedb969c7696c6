"""What the controller's forms have in common: what was typed and shown, the review before saving, and the answers.

A form that holds amounts is saved in two presses: "Granska" shows how they were understood and what becomes of the
sums, "Spara" saves. Where something was typed in between, it is shown again first.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.language import gettext
from tracker.services.form_reading import FieldProblems
from tracker.services.meanwhile import ChangedMeanwhile, Edit, OthersChange
from tracker.services.review import Review

_Saved = TypeVar("_Saved")
_SHOWN = "shown-"


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as its page draws it. shown: what its fields held when the page was made, to be sent back with it."""

    values: Mapping[str, str]
    shown: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[OthersChange, ...] = ()
    review: Review | None = None

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def reviewed(self) -> str:
        """What goes back with "Spara": that these very values were reviewed."""
        return _digest(self.values) if self.review else ""

    @property
    def status(self) -> int:
        if self.changes:
            return 409
        return 422 if self.problems else 200


Draw = Callable[[FormState], Response]


def fresh(values: Mapping[str, str], shown: Mapping[str, str] | None = None) -> FormState:
    """A form that nobody has typed in. shown: where it is not what stands in the fields."""
    return FormState(values, values if shown is None else shown)


def sent(names: Iterable[str]) -> Edit:
    """The form of the request: its fields of these names, of which a list of boxes is one, and what it had shown."""
    typed = {name: " ".join(request.form.getlist(name)) for name in names}
    shown = {name.removeprefix(_SHOWN): value for name, value in request.form.items() if name.startswith(_SHOWN)}
    return Edit(typed, shown)


def answered(
    edit: Edit,
    *,
    draw: Draw,
    save: Callable[[], _Saved],
    done: Callable[[_Saved], AnyResponse],
    review: Callable[[], Review] | None = None,
) -> AnyResponse:
    """Save the form and go on; or show it again: with its review, what is wrong, or what another has changed."""
    try:
        if review is not None and not _was_reviewed(edit):
            return draw(FormState(edit.typed, edit.shown, review=review()))
        saved = save()
    except FieldProblems as error:
        return draw(FormState(edit.typed, edit.shown, problems=error.problems))
    except ChangedMeanwhile as error:
        return draw(FormState(error.values, error.shown, changes=error.changes))
    return done(saved)


def form_page(template: str, form: FormState, *, labels: Mapping[str, str], **values: object) -> Response:
    """The page with the form in it, under the status that says how it went. labels: of its fields."""
    spoken = {name: gettext(label) for name, label in labels.items()}
    return make_response(render_template(template, form=form, labels=spoken, **values), form.status)


def _was_reviewed(edit: Edit) -> bool:
    return request.form.get("action") == "save" and request.form.get("reviewed") == _digest(edit.typed)


def _digest(values: Mapping[str, str]) -> str:
    """Not a secret: it only tells whether anything was typed since. Browsers change line breaks and add none."""
    plain = {name: value.split() for name, value in values.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]
