"""Texts in the language spoken as safe HTML: the text is trusted, the values in it are escaped.

In templates that are not HTML the same functions give plain text.
"""

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from tracker.domain.place import place_in_words
from tracker.domain.words import Sentence, Value
from tracker.language import gettext, ngettext, pgettext, spoken


@pass_eval_context
def html_gettext(context: EvalContext, text: str, /, **values: object) -> str:
    """_() of templates."""
    if not context.autoescape:
        return gettext(text, **values)
    if not values:
        return Markup(gettext(text))  # noqa: S704
    return Markup(gettext(text, **{name: escape(value) for name, value in values.items()}))  # noqa: S704


@pass_eval_context
def html_ngettext(context: EvalContext, one: str, many: str, num: int, /, **values: object) -> str:
    """ngettext() of templates."""
    if not context.autoescape:
        return ngettext(one, many, num, **values)
    return Markup(ngettext(one, many, num, **{name: escape(value) for name, value in values.items()}))  # noqa: S704


@pass_eval_context
def html_pgettext(context: EvalContext, sense: str, text: str, /, **values: object) -> str:
    """pgettext() of templates."""
    if not context.autoescape:
        return pgettext(sense, text, **values)
    return Markup(pgettext(sense, text, **{name: escape(value) for name, value in values.items()}))  # noqa: S704


def swedish(value: str) -> str:
    """A value of the municipality's own (a title, a name, what somebody wrote), marked as Swedish in English HTML.

    >>> swedish("Åtgärder")
    'Åtgärder'
    """
    return value if spoken() == "sv" else Markup('<span lang="sv">{}</span>').format(value)


def told(sentence: Sentence) -> Markup:
    """A sentence of the rules in the language spoken, what the municipality has written in it marked as Swedish.

    >>> str(told(Sentence("Åtgärd %(number)s: ”%(title)s”.", {"number": 2, "title": "Hyror & avgifter"})))
    'Åtgärd 2: ”Hyror &amp; avgifter”.'
    """
    text = escape(gettext(sentence.text))
    return text % {name: _part(part) for name, part in sentence.values.items()} if sentence.values else text


def _part(part: Value) -> Markup | str | int:
    if isinstance(part, str):
        return swedish(part) if any(sign.isalpha() for sign in part) else part
    if isinstance(part, int):
        return part
    if isinstance(part, tuple):
        return Markup("; ").join(told(each) for each in part)
    return told(part) if isinstance(part, Sentence) else part.written(spoken())


def place(where: str) -> Markup:
    """Where something stands in a document.

    >>> str(place("sida 2, rad 5"))
    'sida 2, rad 5'
    """
    return told(place_in_words(where))
