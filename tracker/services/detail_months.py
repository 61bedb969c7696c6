"""A plan's effects month by month and its reserves, as sentences and tables (DESIGN 3 and 3.6)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from tracker.domain.amount import Total
from tracker.domain.course import Course
from tracker.domain.money import Unit, round_half_up, sum_decimals
from tracker.domain.phasing import Ramp
from tracker.domain.plan import Plan
from tracker.domain.reserve import Fall
from tracker.language import gettext as _
from tracker.services.plan_details import MeasureCourse
from tracker.services.text_table import TextRow, TextTable
from tracker.spoken import about, kronor, month_name, span

_MOST_DECIMALS = {Unit.MNKR: 2}


def months_tables(plan: Plan, found: Sequence[MeasureCourse]) -> Iterable[TextTable]:
    """One for each measure that falls over the months of the year."""
    if found:
        yield TextTable(id="months", title=_("Månad för månad"))
    for each in found:
        course = each.course
        yield TextTable(
            id=f"months-{each.measure.id}",
            title=each.measure.name,
            own=True,
            fold=_("Visa månaderna"),
            sentences=tuple(course_sentences(plan, each.course)),
            first=_("Månad"),
            columns=(_("I månaden"), _("Sammanlagt")),
            rows=tuple(
                TextRow(month_name(place + 1).capitalize(), (_kr(plan, kr), _kr(plan, total)), own=False)
                for place, (kr, total) in enumerate(zip(course.months, accumulate(course.months), strict=True))
            ),
        )


def course_sentences(plan: Plan, course: Course) -> Iterable[str]:
    """What it comes to in the year and in a full one, beside what the plan states, and how it has gone so far."""
    shape = course.phasing.shape
    if isinstance(shape, Ramp):
        yield ramp_in_words(shape)
        computed = _("Det blir %(amount)s i år.", amount=_kr(plan, course.in_year_kr))
        yield " ".join((computed, *_stated(plan, course.stated_kr, course.difference_kr)))
        if course.full_year_kr is not None:
            computed = _("Ett helt år blir det %(amount)s.", amount=_kr(plan, course.full_year_kr))
            yield " ".join((computed, *_stated(plan, course.stated_full_year_kr, course.full_year_difference_kr)))
    else:
        yield _("%(amount)s fördelat över årets månader.", amount=_kr(plan, course.in_year_kr))
    if course.months_ended and course.outcome_kr is not None and course.behind_kr is not None:
        so_far = _(
            "Till och med %(month)s var %(planned)s planerat. Utfallet är %(outcome)s.",
            month=month_name(course.months_ended),
            planned=_kr(plan, course.planned_kr),
            outcome=_kr(plan, course.outcome_kr),
        )
        yield f"{so_far} {_beside(plan, course.behind_kr)}"
    elif course.months_ended:
        yield _(
            "Till och med %(month)s var %(planned)s planerat. Inget utfall är sagt än.",
            month=month_name(course.months_ended),
            planned=_kr(plan, course.planned_kr),
        )


def ramp_in_words(shape: Ramp) -> str:
    """What it is built up with."""
    return _(
        "Byggs upp med %(more)s i månaden från %(month)s, till högst %(cap)s. Var och en är %(each)s i månaden.",
        more=shape.more_each_month,
        month=month_name(shape.first_month),
        cap=shape.cap,
        each=kronor(shape.kr_each_month, Unit.KR, 0),
    )


def _stated(plan: Plan, stated_kr: int | None, difference_kr: int | None) -> Iterable[str]:
    """What the plan states beside what is computed."""
    if stated_kr is None or difference_kr is None:
        return
    stated, difference = _kr(plan, stated_kr), _kr(plan, abs(difference_kr))
    if not difference_kr:
        yield _("Planen anger detsamma.")
    elif difference_kr < 0:
        yield _("Planen anger %(stated)s, %(difference)s mindre.", stated=stated, difference=difference)
    else:
        yield _("Planen anger %(stated)s, %(difference)s mer.", stated=stated, difference=difference)


def _beside(plan: Plan, behind_kr: int) -> str:
    difference = _kr(plan, abs(behind_kr))
    smallest_kr = plan.unit.kronor // 10 ** _MOST_DECIMALS.get(plan.unit, 0)
    if not round_half_up(abs(behind_kr), smallest_kr):
        return _("Det är precis som planerat.")
    if behind_kr < 0:
        return _("Det är %(difference)s mindre än planerat.", difference=difference)
    return _("Det är %(difference)s mer än planerat.", difference=difference)


def reserves_table(plan: Plan, found: Sequence[Fall]) -> Iterable[TextTable]:
    """What each reserve holds, and to which post it falls."""
    if found:
        yield TextTable(
            id="reserves", title=_("I reserv"), sentences=tuple(reserve_sentence(plan, each) for each in found)
        )


def reserve_sentence(plan: Plan, each: Fall) -> str:
    """What the reserve holds and to which post it falls."""
    values = {
        "reserve": each.reserve.name,
        "to": each.to.name,
        "held": about(each.held),
        "unused": _total(plan, each.unused),
        "after": _total(plan, each.after),
    }
    if each.fallen:
        return _(
            "%(reserve)s höll %(held)s. %(unused)s användes inte och har fallit till %(to)s, som nu har %(after)s.",
            **values,
        )
    if each.used is None:
        return _(
            "%(reserve)s håller %(held)s. Det som inte används faller till %(to)s, som då har %(after)s.", **values
        )
    return _(
        "%(reserve)s håller %(held)s, och %(used)s har använts. Det som inte används, %(unused)s, faller till %(to)s, "
        "som då har %(after)s.",
        used=about(each.used),
        **values,
    )


def _total(plan: Plan, total: Total) -> str:
    return span(total.low_kr, total.high_kr, plan.unit, sum_decimals(plan.unit, total.low_kr, total.high_kr))


def months_in_words(plan: Plan, months: Sequence[int]) -> str:
    """Each month's amount in a line."""
    return ", ".join(f"{month_name(place)} {_kr(plan, kr)}" for place, kr in enumerate(months, 1))


def _kr(plan: Plan, kr: int) -> str:
    """Rounded as the plan's unit is read: a month of a spread has its kronor, which nobody plans by."""
    return kronor(kr, plan.unit, min(sum_decimals(plan.unit, kr), _MOST_DECIMALS.get(plan.unit, 0)))
