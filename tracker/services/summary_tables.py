"""What a follow-up says of a plan beside its bridge: outcome, years, months, indicators and the document's own sums."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlite_utils import Database

from tracker.domain.amount import Total
from tracker.domain.counting import counted, counted_as
from tracker.domain.effect import EffectKind
from tracker.domain.measure import Standing
from tracker.domain.money import EN_DASH, sum_decimals
from tracker.domain.plan import Plan
from tracker.domain.summary import SummaryTable
from tracker.language import gettext as _
from tracker.services.detail_months import months_tables, reserves_table
from tracker.services.detail_periods import full_year_table, periods_table
from tracker.services.detail_stated import stated_tables
from tracker.services.indicator_words import value_in_words
from tracker.services.plan_details import FollowedIndicator, plan_details
from tracker.services.text_table import TextTable
from tracker.spoken import about, span


def summary_tables(db: Database, plan: Plan, now: Sequence[Standing], *, today: date) -> tuple[SummaryTable, ...]:
    """As known at the end of that (Stockholm) day, in the language that is spoken. now: the plan's standings then."""
    details = plan_details(db, plan, today, now)
    return (
        *_outcomes(plan, now),
        *map(_of_page, periods_table(plan, details.periods)),
        *map(_of_page, full_year_table(plan, details.full_years)),
        *_indicators(plan, details.indicators),
        *(_sentences(each) for each in months_tables(plan, details.courses) if each.sentences),
        *(SummaryTable(each.title, notes=each.sentences) for each in reserves_table(plan, details.reserves)),
        # The tables themselves stand in the plan: a follow-up says which of their sums hold.
        *(_sentences(each) for each in stated_tables(plan, details.tables) if each.sentences),
    )


def _of_page(table: TextTable) -> SummaryTable:
    return SummaryTable(
        title=table.title,
        head=(table.first, *table.columns),
        rows=tuple((row.label, *row.cells) for row in table.rows),
        strong=tuple(place for place, row in enumerate(table.rows) if row.strong),
        notes=table.sentences,
    )


def _sentences(table: TextTable) -> SummaryTable:
    """What is said of it, under its title."""
    said = " ".join(table.sentences)
    return SummaryTable(title=table.title, notes=(_("%(measure)s: %(said)s", measure=table.title, said=said),))


def _outcomes(plan: Plan, now: Sequence[Standing]) -> Iterator[SummaryTable]:
    """What each was given beside what it has come to, in a plan that follows both; nothing before anything has."""
    rules, words = plan.kind.rules, plan.kind.words
    columns = rules.columns
    if EffectKind.OUTCOME not in columns or not any(each.outcome or each.confirmed for each in now):
        return
    shown = [each for each in now if not each.measure.form.heads and any(kind in each.effects for kind in columns)]
    rows = [(each.measure.name, *(_amount(each, kind) for kind in columns)) for each in shown]
    sums = {rules.counts[0]: counted(now, rules).total}
    sums |= {kind: counted_as(now, rules, *_as_known(kind)).total for kind in columns if kind not in sums}
    rows.append((_("Summa"), *(_total(plan, sums[kind], now, kind) for kind in columns)))
    yield SummaryTable(
        title=_("%(said)s och utfall", said=_(words.effects[columns[0]]).capitalize()),
        head=(_(words.measure).capitalize(), *(_(words.effects[kind]).capitalize() for kind in columns)),
        rows=tuple(rows),
        strong=(len(rows) - 1,),
    )


def _as_known(kind: EffectKind) -> tuple[EffectKind, ...]:
    """What has been confirmed is what it came to."""
    return (EffectKind.CONFIRMED, kind) if kind is EffectKind.OUTCOME else (kind,)


def _amount(standing: Standing, kind: EffectKind) -> str:
    found = next((standing.effects[each] for each in _as_known(kind) if each in standing.effects), None)
    return EN_DASH if found is None else about(found)


def _total(plan: Plan, total: Total, now: Sequence[Standing], kind: EffectKind) -> str:
    if not any(each in standing.effects for standing in now for each in _as_known(kind)):
        return EN_DASH
    return span(total.low_kr, total.high_kr, plan.unit, sum_decimals(plan.unit, total.low_kr, total.high_kr))


def _indicators(plan: Plan, found: Sequence[FollowedIndicator]) -> Iterator[SummaryTable]:
    """Target and outcome of the plan's year, the newest outcome before it, and whether the target is reached."""
    if not found:
        return
    yield SummaryTable(
        title=_("Indikatorer"),
        head=(
            _("Indikator"),
            _("Mål %(year)s", year=plan.year),
            _("Utfall %(year)s", year=plan.year),
            _("Senast dessförinnan"),
            _("Läge"),
        ),
        rows=tuple((each.measure.name, *_values(each)) for each in found),
    )


def _values(each: FollowedIndicator) -> Iterator[str]:
    standing = each.standing
    for value in (standing.target, standing.outcome):
        yield value_in_words(standing, value)
    before = max((year for year in standing.outcomes if year < standing.year), default=None)
    yield EN_DASH if before is None else f"{value_in_words(standing, standing.outcomes[before])} ({before})"
    yield _(standing.reached().swedish)
