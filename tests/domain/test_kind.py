"""The kinds of plan: words for all, rules that differ, and one place that knows them apart."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import tracker
from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import COSTS, REQUESTS, SAVINGS, PlanKind
from tracker.domain.kind_words import Words

DECIDED, FORECAST = EffectKind.DECIDED, EffectKind.FORECAST
_APART = re.compile(
    r"PlanKind\.(?!ACTION_PLAN\b)[A-Z_]+"
    r"|\bkind\s*(==|!=|is|is not|in)\s*\(?PlanKind"
    r"|(plan|draft)\.kind(\.value)?\s*(==|!=|is|in)\s"
)


def test_only_one_module_knows_the_kinds_apart() -> None:
    """No other module compares a plan's kind or names one, but for the kind that a plan made by hand begins as."""
    top = Path(tracker.__file__).parent
    found = [
        f"{file.relative_to(top)}:{number}: {line.strip()}"
        for file in [*top.rglob("*.py"), *(top.parent / "templates").rglob("*.*")]
        if file != top / "domain" / "kind.py"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _APART.search(line) and not line.lstrip().startswith(">>>")
    ]
    assert found == []


@pytest.mark.parametrize("kind", PlanKind)
def test_every_kind_has_all_its_words(kind: PlanKind) -> None:
    for field in fields(Words):
        value = getattr(kind.words, field.name)
        for word in value.values() if not isinstance(value, str) else [value]:
            assert word
            assert word == word.strip()
    assert set(kind.words.effects) == set(EffectKind)
    assert list(kind.words.parts) == ["confirmed", "outcome", "under_way", "not_under_way"]


def test_what_is_summed_depends_on_the_kind() -> None:
    effects = {DECIDED: Amount.exact(5), FORECAST: Amount.exact(7)}
    assert SAVINGS.worth(effects) == Amount.exact(7)
    assert COSTS.worth(effects) == Amount.exact(5)
    assert REQUESTS.worth(effects) == Amount.exact(5)
    assert COSTS.worth({FORECAST: Amount.exact(7)}) is None


def test_what_is_asked_for_waits_for_a_decision_and_is_not_nought() -> None:
    waiting = REQUESTS.worth({FORECAST: Amount.exact(7)})
    assert waiting is not None
    assert not waiting.known
    assert REQUESTS.worth({}) is None


def test_less_is_bad_for_a_saving_and_more_for_a_cost() -> None:
    assert [SAVINGS.is_bad(kr) for kr in (-1, 0, 1)] == [True, False, False]
    assert [COSTS.is_bad(kr) for kr in (-1, 0, 1)] == [False, False, True]
