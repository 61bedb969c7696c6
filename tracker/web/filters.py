"""How values are written on pages. Each is a Jinja filter of its own name."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from tracker.domain.amount import Amount
from tracker.domain.bridge import BridgeStep
from tracker.domain.change import Difference, Value
from tracker.domain.indicator import IndicatorStanding, Measured
from tracker.domain.indicator import Value as IndicatorValue
from tracker.domain.measure import Measure
from tracker.domain.meeting import Meeting
from tracker.domain.money import Unit
from tracker.domain.person import Person
from tracker.language import gettext, spoken
from tracker.services.report_marks import Mark
from tracker.spoken import about, capital, date_and_time, day_and_month, full_date, long_date, period, working_days_from
from tracker.spoken import amount as spoken_amount
from tracker.spoken import value as spoken_value
from tracker.spoken_html import place, swedish, told

_FIGURE_SPACE = "\N{FIGURE SPACE}"
_PUNCTUATION_SPACE = "\N{PUNCTUATION SPACE}"


def short_date(day: date) -> str:
    """For the head of a narrow column.

    >>> short_date(date(2019, 6, 12))
    '12/6'
    """
    return f"{day.day}/{day.month}"


def iso_date(day: date) -> str:
    """For addresses and the datetime attribute.

    >>> iso_date(date(2019, 6, 12))
    '2019-06-12'
    """
    return day.isoformat()


def amount(value: Amount | None) -> str:
    """As it was written, with "ca" where it is provisional; a dash where no saving is claimed.

    What a document says instead of a figure is the municipality's own; the program's own words are translated.

    >>> amount(Amount.exact(300_000, Unit.MNKR, 1).marked_provisional()), amount(None)
    ('ca 0,3\\xa0mnkr', '–')
    """
    if value is None:
        return "–"
    if value.known or not value.words:
        return about(value)
    words = gettext(value.words)
    return words if words != value.words else swedish(words)


def value(of: Value) -> str:
    """What a measure was or is, in a sentence on what has changed.

    >>> value("ny"), value(Amount.exact(300_000, Unit.MNKR, 1))
    ('ny', '0,3\\xa0mnkr')
    """
    return amount(of) if isinstance(of, Amount) else spoken_value(of)


def measured(value: IndicatorValue | None, of: IndicatorStanding | Measured) -> str:
    """An indicator's value; a dash where none is set. of: what it is measured in.

    >>> from tracker.domain.indicator import Better, Indicator
    >>> measured(IndicatorValue(37, 1), IndicatorStanding(Indicator(1, Measured.PERCENT, Better.LOWER), 2022))
    '3,7\\xa0%'
    """
    unit = of if isinstance(of, Measured) else of.indicator.measured
    return "–" if value is None else value.written(unit, spoken())


def step_amount(step: BridgeStep) -> str:
    """The amount of a step of the bridge; what a document says instead of a figure is the municipality's own.

    >>> from tracker.domain.bridge import StepKind
    >>> str(step_amount(BridgeStep(StepKind.MEASURE, "2. Hyror", "Summa ges senare", None, None)))
    'Summa ges senare'
    """
    own = step.low_kr is None and step.amount != spoken_amount(Amount.unknown())
    return swedish(step.amount) if own else step.amount


def in_column(value: Amount, unit: Unit, decimals: int) -> str | Markup:
    """An amount under a head that names the unit: without it where it is the same, and padded to the comma or point.

    The padding is marked, for a narrow page has no column to keep in line.

    >>> in_column(Amount.exact(1_000_000, Unit.MNKR), Unit.MNKR, 1)
    Markup('1<span class="pad">\u2008\u2007</span>')
    >>> in_column(Amount.exact(250_000, Unit.TKR), Unit.MNKR, 1)
    '250\\xa0tkr'
    """
    if not value.known or value.unit is not unit:
        return spoken_amount(value)
    figure = spoken_amount(value)[: -len(unit) - 1]
    missing = decimals - value.decimals
    if missing <= 0 or value.is_interval:
        return figure
    padding = ("" if value.decimals else _PUNCTUATION_SPACE) + _FIGURE_SPACE * missing
    return Markup('%s<span class="pad">%s</span>') % (figure, padding)


def paragraphs(text: str) -> Markup:
    """What somebody wrote, its paragraphs and line breaks kept, escaped, and marked as Swedish on an English page.

    >>> str(paragraphs("Ett < två\\n\\nTre"))
    '<p>Ett &lt; två</p><p>Tre</p>'
    """
    paragraph = Markup("<p>{}</p>") if spoken() == "sv" else Markup('<p lang="sv">{}</p>')
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    return Markup("").join(
        paragraph.format(Markup("<br>").join(escape(line) for line in block.split("\n"))) for block in blocks if block
    )


@lru_cache(maxsize=512)
def mark(of: Mark | None) -> Markup:
    """The mark of a report as an item of a row of them, empty where none is owed: a page has hundreds, and few kinds.

    >>> mark(None)
    Markup('<li></li>')
    """
    if of is None:
        return Markup("<li></li>")
    return Markup(
        '<li class="mark-{state}" title="{text}">'
        '<svg class="shape" aria-hidden="true"><use href="#mark-{state}"/></svg>'
        '<span class="visually-hidden">{text}</span></li>'
    ).format(state=of.state, text=of.text)


def counted_from(day: date, today: date) -> str:
    """How far off a date is in working days, to stand beside it.

    >>> counted_from(date(2019, 5, 31), date(2019, 5, 27))
    'om 3 arbetsdagar'
    """
    return working_days_from(today, day)


def by_measure(changes: Iterable[Difference]) -> list[tuple[str, list[Difference]]]:
    """Changes gathered under the measure that they are of, in their order.

    >>> [measure for measure, _ in by_measure([Difference("2. Hyror", each, None, "ny") for each in "xy"])]
    ['2. Hyror']
    """
    return [(measure, list(group)) for measure, group in groupby(changes, key=attrgetter("measure"))]


def moment(instant: datetime) -> str:
    """A UTC instant in Swedish time.

    >>> from datetime import UTC
    >>> moment(datetime(2019, 5, 27, 5, 30, tzinfo=UTC))
    '27 maj 2019 kl. 07.30'
    """
    return date_and_time(instant)


def translated(text: str) -> str:
    """For a list of the domain's words: roles|map(attribute="swedish")|map("translated").

    >>> translated("chef")
    'chef'
    """
    return gettext(text)


@lru_cache(maxsize=1024)
def urlencode(text: str) -> str:
    """Text as a part of an address. Jinja's own works it out anew at each link.

    >>> urlencode("2 å")
    '2%20%C3%A5'
    """
    return quote(text)


def options(things: Iterable[Person | Measure | Meeting | Unit]) -> list[tuple[str, str]]:
    """What can be chosen in a form: the value that is sent, and how people read it.

    >>> options([Unit.TKR, Person(3, "Anna Berg", "anna.berg@kommun.example", "Ekonomiskt bistånd")])
    [('tkr', 'tkr'), ('3', 'Anna Berg, Ekonomiskt bistånd')]
    """
    return [_option(each) for each in things]


def _option(each: Person | Measure | Meeting | Unit) -> tuple[str, str]:
    if isinstance(each, Unit):
        return each.value, each.value
    if isinstance(each, Meeting):
        return each.held_on.isoformat(), capital(full_date(each.held_on))
    if isinstance(each, Measure):
        return str(each.id), each.name
    return str(each.id), f"{each.name}, {each.unit}" if each.unit else each.name


FILTERS: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        amount, by_measure, capital, counted_from, day_and_month, full_date, in_column,
        iso_date, long_date, mark, measured, moment, options, paragraphs, period, place, short_date, step_amount,
        swedish, told, translated, urlencode, value,
    )
}  # fmt: skip
