"""The fields of an indicator's form beside those that every row has, and the first values of a new one."""

from tracker.domain.indicator import Better, Indicator, Measured, Occasion, Said, Value
from tracker.domain.written_value import UnreadableValue, parse_value
from tracker.language import gettext as _
from tracker.language import spoken, told
from tracker.services.form_reading import FormReading
from tracker.spoken import listed

FIRST_YEAR, LAST_YEAR = 1990, 2200
INDICATOR = ("measured", "better", "followed_up", "measured_from")
FIRST_VALUES = {"target": (Said.TARGET, 0), "outcome_1": (Said.OUTCOME, 1), "outcome_2": (Said.OUTCOME, 2)}
"""By the field's name what is said of which year, counted back from the plan's."""


def indicator_values(indicator: Indicator) -> dict[str, str]:
    """What stands in the fields of an indicator's form."""
    return {
        "measured": indicator.measured.value,
        "better": indicator.better.value,
        "followed_up": " ".join(indicator.followed_up),
        "measured_from": str(indicator.measured_from or ""),
    }


def indicator_words(field: str, value: str) -> str:
    """The value of one of these fields as people read it.

    >>> indicator_words("followed_up", "april year_end"), indicator_words("better", "lower")
    ('delårsuppföljning per april och årsanalys', 'lägre är bättre')
    """
    if field == "measured":
        return _(Measured(value).swedish)
    if field == "better":
        return _(Better(value).swedish)
    if field == "followed_up":
        return listed([_(Occasion(each).swedish) for each in value.split()])
    return value or _("tomt")


def read_indicator(form: FormReading, measure_id: int, *, settled: Measured | None = None) -> Indicator | None:
    """Gathers in the form what is wrong. settled: what its values are in already, where it has any."""
    measured, better, occasions = form.raw("measured"), form.raw("better"), form.raw("followed_up").split()
    if measured not in set(Measured):
        form.fail("measured", _("Välj vad indikatorn mäts i."))
    elif settled is not None and measured != settled.value:
        form.fail(
            "measured",
            _("Indikatorn har redan värden i %(measured)s. Lägg till en ny indikator.", measured=_(settled.swedish)),
        )
    if better not in set(Better):
        form.fail("better", _("Välj om ett högre eller ett lägre värde är bättre."))
    if not set(occasions) <= set(Occasion):
        form.fail("followed_up", _("Välj bland dem som visas."))
    since = form.raw("measured_from")
    if since and not _is_year(since):
        form.fail("measured_from", _("Skriv året med fyra siffror."))
    if form.failed:
        return None
    chosen = tuple(each for each in Occasion if each in occasions)
    return Indicator(measure_id, Measured(measured), Better(better), chosen, int(since) if since else None)


def read_first_values(form: FormReading, year: int) -> tuple[tuple[Said, int, Value], ...]:
    """What is said of a new indicator at once; empty fields say nothing. year: the plan's."""
    measured = form.raw("measured")
    if measured not in set(Measured):
        return ()
    found = []
    for name, (said, back) in FIRST_VALUES.items():
        if form.raw(name):
            value = read_value(form, name, Measured(measured))
            if value is not None:
                found.append((said, year - back, value))
    return tuple(found)


def read_value(form: FormReading, name: str, measured: Measured) -> Value | None:
    """What is written in the field; None where it is no value of that sort."""
    try:
        return parse_value(form.raw(name), measured, spoken())
    except UnreadableValue as error:
        form.fail(name, told(error.sentence))
        return None


def read_year(form: FormReading, name: str, otherwise: int) -> int | None:
    """The year in the field; otherwise where it is empty, None where it is no year."""
    written = form.raw(name) or str(otherwise)
    if not _is_year(written):
        form.fail(name, _("Skriv året med fyra siffror."))
        return None
    return int(written)


def _is_year(written: str) -> bool:
    return written.isascii() and written.isdecimal() and FIRST_YEAR <= int(written) <= LAST_YEAR
