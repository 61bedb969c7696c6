"""Re-forecasts of a deficit over the year, and what was covered as of each (DESIGN 3.7)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.running import Tracker
from tests.ludvika import SLUG, save_ludvika
from tracker.domain.amount import Amount
from tracker.domain.balance import Gap
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.plan import Target
from tracker.services.finding import find_measure, find_plan
from tracker.services.target_series import target_series
from tracker.store import effects, targets
from tracker.store.opening import opened, writing

YEAR, NOW = Period(2019), datetime(2019, 9, 30, 8, tzinfo=UTC)


def test_each_forecast_with_what_was_covered_of_it_then(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_ludvika(database)
    with opened(database) as db, writing(db):
        plan = find_plan(db, SLUG)
        for day, mnkr in ((date(2019, 5, 31), 312), (date(2019, 8, 31), 285), (date(2019, 8, 31), 280)):
            amount = Amount.exact(mnkr * 100_000, Unit.MNKR, 1)
            targets.insert(db, plan.id, Target(YEAR, day, amount, "Ny prognos"), recorded_at=NOW)
        saving = Effect(
            0, find_measure(db, plan, "2").id, EffectKind.FORECAST, YEAR, Amount.exact(2_000_000), date(2019, 6, 12)
        )
        effects.insert(db, saving, recorded_at=NOW)
        points = target_series(db, plan, date(2019, 9, 30))
        assert [each.target.as_of for each in target_series(db, plan, date(2019, 8, 30))] == [
            date(2019, 3, 31),
            date(2019, 5, 31),
        ]
    assert [(each.target.as_of.month, each.balance.additional.low_kr, each.balance.gap) for each in points] == [
        (3, 2_500_000, Gap(27_400_000, 27_400_000)),
        (5, 2_500_000, Gap(28_700_000, 28_700_000)),
        (8, 3_300_000, Gap(24_700_000, 24_700_000)),
    ]
    found = Tracker(capsys, database).done("balance", SLUG, "--as-of", "2019-09-30", "--json").json
    assert [(each["forecast_on"], each["coverage_percent"]["low"]) for each in found["target_forecasts"]] == [
        ("2019-03-31", 8.4),
        ("2019-05-31", 8.0),
        ("2019-08-31", 11.8),
    ]
    assert found["gap"]["low_kr"] == 24_700_000
