"""The sheets and columns of a plan's workbook: what is written there and what is read back."""

from tracker.domain.effect import EffectKind
from tracker.domain.period import Period

FORM_PROPERTY = "AterrapportPlan"
FORM = "1"
"""A document property that says that the workbook is ours, and in which form; Excel and LibreOffice keep it."""

PLAN, TARGETS, MEASURES, EFFECTS, REPORTS, PRESUPPOSED, STATED = (
    "Plan",
    "Underskott",
    "Åtgärder",
    "Effekter",
    "Återrapporter",
    "Förutsättningar",
    "Summor i dokumentet",
)
YES = "ja"
UNKNOWN = "ännu inte känt"
"""Stands in the words of an amount that is unknown and has none of its own."""

FACT, VALUE = "Uppgift", "Värde"
ROW, PART_OF, NUMBER, TITLE, DESCRIPTION = "Rad", "Del av rad", "Nr", "Åtgärd", "Beskrivning"
OWNER, EMAIL, UNIT_OF_WORK, STATUS, IN_TARGET = "Ansvarig", "E-post", "Verksamhet", "Status", "Förutsatt"
COUNTS_LOW, COUNTS_HIGH = "Räknas, lägst (kr)", "Räknas, högst (kr)"
KIND, YEAR, FULL_YEAR, AS_OF, LABEL = "Slag", "År", "Helår", "Gäller från", "Dokumentets ord"
HELD_ON, SUBMITTED, AUTHOR, TEXT = "Sammanträde", "Inlämnad", "Rapporterad av", "Text"
ROW_FORM, FALLS_TO = "Sort", "Faller till"
REPORTED_ON = "Återrapporteras"
SUM_OF = "Summa av åtgärd"
UNIT, DECIMALS = "Skrivet i", "Decimaler"


def amount_columns(of: str = "") -> tuple[str, str, str, str]:
    """Low and high end in kronor, whether provisional, and the words instead of or beside the figure.

    >>> amount_columns("Prognos 2019")[0]
    'Prognos 2019, lägst (kr)'
    """
    before = f"{of}, " if of else ""
    names = (f"{before}lägst (kr)", f"{before}högst (kr)", f"{before}preliminär", f"{before}i ord")
    return names if of else tuple(each[0].upper() + each[1:] for each in names)  # type: ignore[return-value]


def effect_name(kind: EffectKind, period: Period) -> str:
    """
    >>> effect_name(EffectKind.DECIDED, Period(2019, full_year=True))
    'Beslutad helår 2019'
    """
    return f"{kind.swedish.capitalize()} {period}"
