"""What a column says, by the words of its head. A new wording is one line in a rule here."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.reading.unit import unit_in
from tracker.documents.reading.written_date import WrittenDate, short_dates, written_dates
from tracker.documents.reading.year import years_in
from tracker.domain.effect import EffectKind
from tracker.domain.money import Unit


class Role(StrEnum):
    """What the cells of a column hold."""

    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    OWNER = "owner"
    EMAIL = "email"
    UNIT = "unit"
    STATUS = "status"
    EFFECT = "effect"
    REPORT = "report"
    MEETING = "meeting"
    OTHER = "other"


class Doubt(StrEnum):
    """What the head of a column of amounts leaves open."""

    KIND = "kind"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Of an effect: kind, the year that its head names (0: none), full_year, unit, doubts; else unset.

    day: the meeting that the head of a column of reports names.
    """

    index: int
    head: str
    role: Role
    kind: EffectKind = EffectKind.FORECAST
    year: int = 0
    full_year: bool = False
    unit: Unit | None = None
    doubts: tuple[Doubt, ...] = ()
    day: WrittenDate | None = None
    weak: bool = False


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER = _rule(r"(?:åtgärd(?:s|ens)?[- ]?)?(?:nr|nummer|id|löp-?nr|löpnummer)\.?|#|punkt(?:nr)?")
_REPORT = _rule(
    r"(?:nästa )?åter-?rapport\w*.*|rapporteras.*|redovisas.*|nämnds?(?:möte|sammanträde)(?:n)?|sammanträde(?:n)?"
)
_MEETING_WORDS = _rule(
    r"[\W\d_]*(?:(?:nämnds?|nämnden|sammanträde|nämndsammanträde|nämndsmöte|möte|återrapport|till|den|nr)\b[\W\d_]*)*"
)
_EMAIL = _rule(r"(?:ansvarigs? )?(?:e-?post\w*|mejl\w*|mail\w*)")
_OWNER = _rule(r"ansvar(?:ig\w*)?(?: (?:person|chef|tjänsteperson|tjänsteman|funktion|enhetschef))?|(?:åtgärds)?ägare")
_STATUS = _rule(r"(?:genomförande)?status|läge(?:sbild)?|genomförandegrad")
_TITLE = _rule(
    r"(?:\w+ )?(?:besparings|effektiviserings|ekonomi|spar)?åtgärd(?:er|en)?"
    r"(?:\b(?! ?(?:nr|nummer|id\b))|s?namn|srubrik).*"
)
_WEAK_TITLE = _rule(r"(?:aktivitet(?:er)?|insats(?:er)?|förslag|vad)\b.*")
_NO_MONEY = _rule(
    r".*(?:%|procent|\bandel|\bantal|avvik|differens|\bdiff\b|återst|\bkvar\b|tjänst|årsarb|\bvolym|\bmål\b|\brisk|konsekvens"
    r"|prioritet|datum|tidplan|\bsumma|\btotal|effekt (?:på|för) (?!\w*ekonomi)|budget|intäkt|\bram\b).*"
)
_MONEY = _rule(
    r".*(?:effekt|besparing|utebli|kostnadsminskning|kostnadsreducering|minskad kostnad|belopp|prognos|beslutad"
    r"|beslutat|utfall|bekräfta).*|\(?(?:i )?(?:tkr|mnkr|mkr|kkr|kr|kronor)\)?"
)
_DESCRIPTION = _rule(r"(?:kort )?(?:beskrivning|innehåll|kommentar|förklaring|genomförande|upplysning|anmärkning)\w*.*")
_UNIT = _rule(r"enhet|verksamhet(?:sområde)?|område|avdelning|förvaltning|sektor")
_OTHER = _rule(
    r"(?:start|slut|beslut)s?(?:datum|tid)?|klar(?:t)?(?: senast)?|tidplan|tid|när|datum|prio(?:ritet)?|risk(?:er)?"
    r"|konsekvens(?:er)?|mål|syfte|bakgrund|kostnad(?:er)?|budget.*|konto|ansvarskod|bilaga|beslut"
)
_FULL_YEAR = _rule(r"helår|hel år|helårs|fullt år|full effekt")
_THIS_YEAR = _rule(r"årets|innevarande|i år\b|delår")
_EACH_YEAR = _rule(r"per år|årlig|årseffekt|/år")
_PART_OF_YEAR = _rule(
    r"kvartal|tertial|\b[qt][1-4]\b|månad|/mån|halvår|\bjan|\bfeb|\bmars?\b|\bapr|\bmaj\b|\bjun|\bjul|\baug|\bsep|\bokt|\bnov|\bdec"
)
_SPAN = re.compile(r"20\d\d ?[-–/] ?(?:20)?\d\d\b")


def column_of(index: int, head: str) -> Column | None:
    """The column under this head; None where nothing is known of it.

    >>> column_of(2, "Helårseffekt 2025 (tkr)").role, column_of(0, "Antal tjänster").role
    (<Role.EFFECT: 'effect'>, <Role.OTHER: 'other'>)
    """
    text = " ".join(head.split()).strip(" :*")
    days = written_dates(text) or short_dates(text)
    if len(days) == 1 and _MEETING_WORDS.fullmatch(text[: days[0].start] + text[days[0].end :]):
        return Column(index, text, Role.MEETING, day=days[0])
    for rule, role in (
        (_NUMBER, Role.NUMBER),
        (_REPORT, Role.REPORT),
        (_EMAIL, Role.EMAIL),
        (_OWNER, Role.OWNER),
        (_STATUS, Role.STATUS),
        (_TITLE, Role.TITLE),
        (_NO_MONEY, Role.OTHER),
    ):
        if rule.fullmatch(text):
            return Column(index, text, role, unit=unit_in(text))
    if _SPAN.search(text):
        return Column(index, text, Role.OTHER)
    if _MONEY.fullmatch(text):
        return _effect(index, text)
    if re.fullmatch(r"(?:år )?20\d\d", text):
        return Column(index, text, Role.EFFECT, year=years_in(text)[0], doubts=(Doubt.KIND,))
    for rule, role in ((_DESCRIPTION, Role.DESCRIPTION), (_UNIT, Role.UNIT), (_OTHER, Role.OTHER)):
        if rule.fullmatch(text):
            return Column(index, text, role)
    return Column(index, text, Role.TITLE, weak=True, unit=unit_in(text)) if _WEAK_TITLE.fullmatch(text) else None


def _effect(index: int, text: str) -> Column:
    """A column of amounts: who says them, for which period and in which unit, as far as the head tells."""
    lower = text.lower()
    kinds = {
        kind
        for word, kind in (
            ("beslut", EffectKind.DECIDED),
            ("prognos", EffectKind.FORECAST),
            ("bekräfta", EffectKind.CONFIRMED),
            ("utfall", EffectKind.OUTCOME),
        )
        if word in lower
    }
    if EffectKind.CONFIRMED in kinds:
        kinds.discard(EffectKind.OUTCOME)
    years = years_in(text)
    reached = bool(kinds & {EffectKind.OUTCOME, EffectKind.CONFIRMED})
    if len(years) > 1 or (_PART_OF_YEAR.search(text) and not reached):
        return Column(index, text, Role.OTHER)
    doubts = [Doubt.KIND] if len(kinds) > 1 else []
    full_year = bool(_FULL_YEAR.search(text))
    if not full_year and not _THIS_YEAR.search(text) and not years and _EACH_YEAR.search(text):
        doubts.append(Doubt.PERIOD)
    return Column(
        index,
        text,
        Role.EFFECT,
        kind=next(iter(kinds)) if len(kinds) == 1 else EffectKind.FORECAST,
        year=years[0] if years else 0,
        full_year=full_year,
        unit=unit_in(text),
        doubts=tuple(doubts),
    )
