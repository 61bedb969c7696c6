"""The sheets and columns of a plan's workbook: what is written there and what is read back.

What a kind of plan has words of its own for is asked of the kind; the rest is called the same in every plan.
"""

from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import Said
from tracker.domain.kind import PlanKind
from tracker.domain.period import Period

FORM_PROPERTY = "AterrapportPlan"
FORM = "1"
"""A document property that says that the workbook is ours, and in which form; Excel and LibreOffice keep it."""

PLAN, EFFECTS, REPORTS, PRESUPPOSED, STATED = (
    "Plan",
    "Effekter",
    "Återrapporter",
    "Förutsättningar",
    "Summor i dokumentet",
)
SUMS, MONTHS, INDICATORS, VALUES, TABLES = "Summor", "Månader", "Indikatorer", "Mätvärden", "Tabeller i dokumentet"
YES, NO = "ja", "nej"
UNKNOWN = "ännu inte känt"
"""Stands in the words of an amount that is unknown and has none of its own."""
NOT_MEASURED = "inte mätt än"

FACT, VALUE = "Uppgift", "Värde"
ROW, PART_OF, NUMBER, DESCRIPTION = "Rad", "Del av rad", "Nr", "Beskrivning"
OWNER, EMAIL, UNIT_OF_WORK, STATUS, IN_TARGET = "Ansvarig", "E-post", "Verksamhet", "Status", "Förutsatt"
COUNTS_LOW, COUNTS_HIGH = "Räknas, lägst (kr)", "Räknas, högst (kr)"
KIND, YEAR, FULL_YEAR, AS_OF, LABEL = "Slag", "År", "Helår", "Gäller från", "Dokumentets ord"
HELD_ON, SUBMITTED, AUTHOR, TEXT = "Sammanträde", "Inlämnad", "Rapporterad av", "Text"
ROW_FORM, FALLS_TO = "Sort", "Faller till"
REPORTED_ON = "Återrapporteras"
UNIT, DECIMALS = "Skrivet i", "Decimaler"

SHAPE, RAMP, SPREAD = "Fördelning", "upptrappning", "andel per månad"
MORE, FIRST_MONTH, CAP, EACH_MONTH = "Fler per månad", "Från månad", "Högst antal", "Kronor per månad och styck"
MONTH_NAMES = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
SHARES = tuple(f"Andel {month}" for month in MONTH_NAMES)
IN_MONTH = tuple(f"{month.capitalize()} (kr)" for month in MONTH_NAMES)

INDICATOR, MEASURED, BETTER, FOLLOWED_UP, MEASURED_FROM, REACHED = (
    "Indikator",
    "Mäts i",
    "Bäst",
    "Följs upp",
    "Mäts från år",
    "Läge",
)
SAID = {Said.TARGET: "mål", Said.OUTCOME: "utfall"}

TABLE, TABLE_TITLE, TABLE_ROW, ROW_LABEL, COLUMN, COLUMN_LABEL = (
    "Tabell",
    "Tabellens rubrik",
    "Tabellrad",
    "Radens rubrik",
    "Kolumn",
    "Kolumnens rubrik",
)
SUM_OF_ROWS, COMPUTED_LOW, COMPUTED_HIGH, DIFFERENCE = (
    "Summa av tabellrader",
    "Beräknat, lägst (kr)",
    "Beräknat, högst (kr)",
    "Skillnad (kr)",
)


def measures_sheet(kind: PlanKind) -> str:
    """
    >>> [measures_sheet(each) for each in PlanKind]
    ['Åtgärder', 'Poster', 'Behov', 'Aktiviteter']
    """
    return kind.words.measures.capitalize()


def targets_sheet(kind: PlanKind) -> str:
    """
    >>> [targets_sheet(each) for each in PlanKind]
    ['Underskott', 'Ram', 'Äskande', 'Mål']
    """
    return kind.words.target.capitalize()


def title(kind: PlanKind) -> str:
    """The column of the measures' titles."""
    return kind.words.measure.capitalize()


def sum_of(kind: PlanKind) -> str:
    """The column that names the measures that a stated sum is of."""
    return f"Summa av {kind.words.measure}"


def form_words(kind: PlanKind) -> dict[Form, str]:
    """What a row can be. A plain measure is called by the plan's kind, where no other sort is called so.

    >>> [form_words(each)[Form.MEASURE] for each in PlanKind]
    ['åtgärd', 'post', 'behov', 'åtgärd']
    """
    words = {each: each.swedish for each in Form}
    own = kind.words.measure
    return words if own in words.values() else {**words, Form.MEASURE: own}


def amount_columns(of: str = "") -> tuple[str, str, str, str]:
    """Low and high end in kronor, whether provisional, and the words instead of or beside the figure.

    >>> amount_columns("Prognos 2019")[0]
    'Prognos 2019, lägst (kr)'
    """
    before = f"{of}, " if of else ""
    names = (f"{before}lägst (kr)", f"{before}högst (kr)", f"{before}preliminär", f"{before}i ord")
    return names if of else tuple(each[0].upper() + each[1:] for each in names)  # type: ignore[return-value]


def effect_word(effect: EffectKind, kind: PlanKind) -> str:
    """What an effect is called in a plan of the kind, in lower case."""
    return kind.words.effects[effect]


def effect_name(effect: EffectKind, period: Period, kind: PlanKind) -> str:
    """
    >>> [effect_name(EffectKind.DECIDED, Period(2019, full_year=True), each) for each in PlanKind][:2]
    ['Beslutad helår 2019', 'Fördelat helår 2019']
    """
    return f"{effect_word(effect, kind).capitalize()} {period}"


def value_column(said: Said, year: int) -> str:
    """
    >>> value_column(Said.TARGET, 2022)
    'Mål 2022'
    """
    return f"{SAID[said].capitalize()} {year}"
