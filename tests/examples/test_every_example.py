"""What holds for every example: its people are invented, its reports are in, its year can be lived through."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config import Settings
from tracker.services.example import EXAMPLES, example_names, move_to_next_event
from tracker.services.example_time import example_clock_of
from tracker.services.finding import find_plan
from tracker.store import meetings, reports, summaries
from tracker.store.opening import opened


@pytest.mark.parametrize("name", example_names())
def test_its_people_are_invented_and_have_their_parts(name: str) -> None:
    values = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    assert {each["role"] for each in values["people"]} == {
        "manager",
        "controller",
        "secretary",
        "member",
        "administrator",
    }
    assert all(each["email"].endswith("@kommun.example") for each in values["people"])


@pytest.mark.parametrize("name", example_names())
def test_it_stands_where_its_file_says_with_its_reports_in(example: Callable[[str], Settings], name: str) -> None:
    settings = example(name)
    values = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    clock = example_clock_of(settings)
    assert clock is not None
    with opened(settings.database.path) as db:
        plan = find_plan(db, name)
        said = [each for each in reports.of_plan(db, plan.id) if each.submitted_at is not None]
        assert len(said) == len(values.get("reports", []))
        held = meetings.from_date(db, values["plan"]["report_dates"][0], settings.meetings.deadline_rule)
        over = {each.id for each in held if each.is_over(clock.today())}
        assert over <= summaries.frozen_meetings(db, values["plan"]["report_dates"][0])
    assert bool(values.get("reports")) == (name != "ludvika-2019")


@pytest.mark.parametrize("name", [each for each in example_names() if each != "ludvika-2019"])
def test_its_next_events_happen(tmp_path: Path, example: Callable[[str], Settings], name: str) -> None:
    """On a copy: the others look at it as it stands."""
    source = example(name)
    path = tmp_path / f"{name}.sqlite"
    path.write_bytes(source.database.path.read_bytes())
    settings = source.model_copy(update={"database": source.database.model_copy(update={"path": path})})
    labels = [event.label for _ in range(8) if (event := move_to_next_event(settings))]
    assert any("påminnelser" in label for label in labels)
    assert any("uppföljningen till nämnden" in label for label in labels)
