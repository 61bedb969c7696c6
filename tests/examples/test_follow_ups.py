"""What the follow-up of each kind says beside its bridge, out of the examples as they stand."""

from collections.abc import Callable

import pytest

from tracker.config import Settings
from tracker.services.example_time import example_clock_of
from tracker.services.exporting import plan_summary_at
from tracker.store import meetings
from tracker.store.opening import opened

SAID = {
    "lund-2020": ("Fördelat och utfall", "Summa", "13,98\xa0mnkr"),
    "lund-2021": ("Fördelat och utfall", "Summa", "24\xa0000\xa0tkr"),
    "lund-2022": ("Indikatorer", "I11. Antal barn i akuta boendelösningar ska minska", "20"),
    "eskilstuna-2024": ("År för år", "Äskande", "36,8–41,8\xa0mnkr"),
}
NOTES = {
    "lund-2021": ["Det blir 6\xa0520\xa0tkr i år. Planen anger 5\xa0000\xa0tkr, 1\xa0520\xa0tkr mindre."],
    "lund-2022": ["18 av 20 summor stämmer.", "353\xa0tkr"],
}


@pytest.mark.parametrize("name", SAID)
def test_a_follow_up_has_the_tables_of_its_kind(example: Callable[[str], Settings], name: str) -> None:
    settings = example(name)
    clock = example_clock_of(settings)
    assert clock is not None
    with opened(settings.database.path) as db:
        held = meetings.from_date(db, clock.today(), settings.meetings.deadline_rule)[0].held_on
        (said,) = plan_summary_at(db, settings, name, held, today=clock.today()).summary.plans
    title, label, first = SAID[name]
    rows = [row for table in said.tables if table.title == title for row in table.rows]
    assert (label, first) in [row[:2] for row in rows]
    notes = " ".join(note for table in said.tables for note in table.notes)
    assert all(each in notes for each in NOTES.get(name, []))
