"""A plan's other years, full years and re-forecasts of its target, as tables (DESIGN 3.6 and 3.7)."""

from collections.abc import Iterable, Sequence

from tracker.domain.amount import Total
from tracker.domain.effect import EffectKind
from tracker.domain.measure import Standing
from tracker.domain.money import EN_DASH, sum_decimals
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.language import pgettext
from tracker.services.plan_details import FullYear, PeriodSums
from tracker.services.sums_in_words import counted_in_words, sums_in_words
from tracker.services.target_series import TargetPoint
from tracker.services.text_table import TextRow, TextTable
from tracker.spoken import about, full_date, span
from tracker.spoken import amount as spoken_amount


def periods_table(plan: Plan, periods: Sequence[PeriodSums]) -> Iterable[TextTable]:
    """Every measure in every year, the sum of each heading, and the sums of the plan; full years stand elsewhere."""
    years = [each for each in periods if not each.period.full_year]
    if len(years) < 2:
        return
    words, asks = plan.kind.words, plan.kind.rules.target_from
    shown = asks or plan.kind.rules.counts[0]
    measures = [each.measure for each in years[0].standings]
    rows: list[TextRow] = []
    for place, measure in enumerate(measures):
        if measure.form.heads:
            groups = [next(group for group in year.groups if group.heading.id == measure.id) for year in years]
            cells = tuple(_total(plan, each.sum if each.asked is None else each.asked) for each in groups)
            rows.append(TextRow(measure.name, cells, strong=True))
        elif any(year.standings[place].effects for year in years):
            cells = tuple(_said(plan, year.standings[place], shown) for year in years)
            rows.append(TextRow(measure.name, cells))
    sums = [sums_in_words(plan, year.balance) for year in years]
    rows.append(TextRow(_(words.target).capitalize(), tuple(each.target for each in sums), own=False, strong=True))
    rows.append(TextRow(_(words.covered), tuple(counted_in_words(plan, year.balance) for year in years), own=False))
    rows.append(TextRow(_(words.left), tuple(each.gap for each in sums), own=False, strong=True))
    yield TextTable(
        id="years",
        title=_("År för år"),
        first=pgettext("many", words.measures).capitalize(),
        columns=tuple(
            _("%(said)s %(year)s", said=_(words.effects[shown]).capitalize(), year=each.period.year) for each in years
        ),
        rows=tuple(rows),
    )


def full_year_table(plan: Plan, found: Sequence[FullYear]) -> Iterable[TextTable]:
    """What each comes to in the plan's own year beside what it comes to in a full one."""
    if not found:
        return
    label = _(plan.kind.words.full_year).capitalize()
    rows = [
        TextRow(
            each.measure.name,
            (EN_DASH if each.in_year is None else about(each.in_year), about(each.full_year)),
            number=each.measure.number,
        )
        for each in found
    ]
    totals = (Total.of([each.in_year for each in found]), Total.of([each.full_year for each in found]))
    if len(found) > 1:
        rows.append(TextRow(_("Summa"), tuple(_total(plan, each) for each in totals), own=False, strong=True))
    yield TextTable(
        id="full-year",
        title=_("I år och ett helt år"),
        first=_(plan.kind.words.measure).capitalize(),
        columns=(_("I år (%(year)s)", year=plan.year), label),
        rows=tuple(rows),
    )


def forecasts_table(plan: Plan, found: Sequence[TargetPoint]) -> Iterable[TextTable]:
    """The target as it was forecast over the year, and what was covered of each."""
    if not found:
        return
    words = plan.kind.words
    sums = [sums_in_words(plan, each.balance) for each in found]
    yield TextTable(
        id="forecasts",
        title=_("%(the_target)s under året", the_target=_(words.the_target).capitalize()),
        first=_("Läget den dagen"),
        columns=(_(words.target).capitalize(), _(words.covered), pgettext("share", "Andel"), _(words.left)),
        rows=tuple(
            TextRow(
                full_date(point.target.as_of).capitalize(),
                (each.target, each.additional, each.coverage, each.gap),
                own=False,
            )
            for point, each in zip(found, sums, strict=True)
        ),
    )


def _said(plan: Plan, standing: Standing, kind: EffectKind) -> str:
    """An amount of one year; beside what is asked for what was granted of it."""
    amount = standing.worth if kind is plan.kind.rules.counts[0] else standing.effects.get(kind)
    written = EN_DASH if amount is None else about(amount)
    if plan.kind.rules.target_from is not None and standing.decided is not None:
        return _("%(asked)s, beviljat %(granted)s", asked=written, granted=spoken_amount(standing.decided))
    return written


def _total(plan: Plan, total: Total) -> str:
    return span(total.low_kr, total.high_kr, plan.unit, sum_decimals(plan.unit, total.low_kr, total.high_kr))
