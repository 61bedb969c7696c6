"""The example: what a newcomer sees within two minutes."""

from pathlib import Path

import pytest

from tests.ludvika import settings_for
from tracker.clock import Clock
from tracker.config import Settings
from tracker.errors import NotFound, Refused
from tracker.mail.mailbox import list_mailbox
from tracker.services.balances import plan_balance
from tracker.services.example import load_example, move_to_next_event, next_event
from tracker.services.example_time import example_clock_of
from tracker.services.finding import find_plan
from tracker.services.sending import mailbox_folder
from tracker.store.opening import opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path / "example.sqlite")


def clock(settings: Settings) -> Clock:
    found = example_clock_of(settings)
    assert found is not None
    return found


def test_the_example_stands_on_20_may_with_the_reminders_of_27_may_ahead(settings: Settings) -> None:
    load_example(settings, "ludvika-2019")

    assert clock(settings).today().isoformat() == "2019-05-20"
    assert clock(settings).rehearsed
    with opened(settings.database.path) as db:
        upcoming = next_event(db, settings, clock(settings))
    assert upcoming is not None
    assert upcoming.label == "påminnelser 27 maj"


def test_the_reminders_before_its_first_day_lie_in_the_mailbox_already(settings: Settings) -> None:
    load_example(settings, "ludvika-2019")
    heads = list_mailbox(mailbox_folder(settings))
    assert {head.dated.date().isoformat() for head in heads} == {"2019-05-16"}
    assert len(heads) == 4


def test_moving_the_clock_event_by_event_reaches_the_end_of_the_year(settings: Settings) -> None:
    load_example(settings, "ludvika-2019")
    labels = []
    while upcoming := move_to_next_event(settings):
        labels.append(upcoming.label)
        assert clock(settings).now() == upcoming.at
    assert labels[0] == "påminnelser 27 maj"
    assert "uppföljningen till nämnden 5 juni" in labels
    assert labels[-1] == "sammanträdet 11 december"
    # Six events are left before the June meeting is over, and seven belong to each of the four others.
    assert len(labels) == len(set(labels)) == 6 + 4 * 7


def test_the_figures_are_those_of_the_plan(settings: Settings) -> None:
    load_example(settings, "ludvika-2019")
    with opened(settings.database.path) as db:
        sums = plan_balance(db, find_plan(db, "ludvika-2019"), clock(settings).today())
    assert sums.target is not None
    assert sums.target.amount.low_kr == 29_900_000
    assert (sums.additional.low_kr, sums.additional.unknown) == (2_500_000, 1)
    assert sums.presupposed.low_kr == 9_100_000
    assert sums.gap is not None
    assert sums.gap.low_kr == sums.gap.high_kr == 27_400_000
    assert [(each.amount_kr, each.difference_kr) for each in sums.stated] == [(2_300_000, -200_000)]


def test_loading_it_again_changes_nothing(settings: Settings) -> None:
    load_example(settings, "ludvika-2019")
    move_to_next_event(settings)
    at = clock(settings).now()
    load_example(settings, "ludvika-2019")
    assert clock(settings).now() == at


def test_an_unknown_example_names_those_there_are(settings: Settings) -> None:
    with pytest.raises(NotFound, match="ludvika-2019"):
        load_example(settings, "atlantis")
    assert not settings.database.path.exists()


def test_a_database_in_use_is_not_made_an_example(database: Path) -> None:
    settings = settings_for(database)
    with opened(database) as db:
        db.execute("INSERT INTO person (name, email) VALUES ('Ida', 'ida@kommun.example')")
    with pytest.raises(Refused, match="används redan"):
        load_example(settings, "ludvika-2019")
