"""Drafts of plans that tests of several rooms read, write and compare."""

from dataclasses import replace
from datetime import date
from tomllib import loads

from hypothesis import strategies as st

from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from

effect_keys = st.tuples(st.sampled_from(EffectKind), st.builds(Period, st.sampled_from((2018, 2019)), st.booleans()))
days = st.lists(st.dates(date(2019, 1, 1), date(2020, 12, 31)), max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)


def example(name: str) -> PlanDraft:
    """The plan of the example of that name."""
    return draft_from(loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))["plan"])


def bare(draft: PlanDraft) -> PlanDraft:
    """Without where things stood in a source."""
    return replace(
        draft,
        targets=tuple(replace(each, line=0) for each in draft.targets),
        presuppositions=tuple(replace(each, line=0) for each in draft.presuppositions),
        stated_totals=tuple(replace(each, line=0) for each in draft.stated_totals),
        measures=tuple(_bare(each) for each in draft.measures),
    )


def _bare(measure: MeasureDraft) -> MeasureDraft:
    return replace(
        measure,
        line=0,
        effects=tuple(replace(each, line=0) for each in measure.effects),
        sub_measures=tuple(_bare(each) for each in measure.sub_measures),
    )
