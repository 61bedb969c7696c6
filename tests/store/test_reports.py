"""What is owed to a meeting is counted as it is listed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.plan_on_file import ANNA, SLUG, report, save_example
from tracker.config import load_settings
from tracker.domain.status import Status
from tracker.services.finding import find_plan
from tracker.store import measures, reports
from tracker.store.opening import opened, writing

NOW = datetime(2019, 5, 28, 8, tzinfo=UTC)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.REPLACED])
def test_measures_that_count_no_more_owe_nothing_in_list_and_count_alike(database: Path, status: Status) -> None:
    """But what was submitted of them before stays."""
    plan = save_example(database)
    settings = load_settings(database=database, environment={})
    report(plan, settings, ANNA, NOW, status="done", forecast="1,5", text="Klart.")
    with opened(database) as db:
        before = reports.counts_of_committee(db, 1)
        with writing(db):
            for each in measures.of_plan(db, find_plan(db, SLUG).id):
                measures.add_status(db, each.id, status, as_of=date(2019, 5, 29), recorded_at=NOW)
        counts = reports.counts_of_committee(db, 1)
        listed = {meeting_id: reports.owed_to(db, meeting_id) for meeting_id in before}
    found = {
        meeting_id: (sum(each.submitted_at is not None for each in owed), len(owed))
        for meeting_id, owed in listed.items()
        if owed
    }
    assert counts == found
    assert set(found.values()) == {(count, count) for count, _ in found.values()}, "only what was submitted is left"
    assert sum(owed for _, owed in before.values()) > sum(owed for _, owed in counts.values()) > 0
