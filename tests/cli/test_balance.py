"""tracker plans and balance: the sums."""

from tests.cli.running import Tracker


def test_the_figures_of_the_model_plan(tracker: Tracker) -> None:
    """What issue 2 promises: names, whole kronor, per cent."""
    found = tracker.done("balance", tracker.slug(), "--json").json
    assert found["target_kr"] == 29_900_000
    assert found["additional"] == {"low_kr": 2_500_000, "high_kr": 2_500_000, "unknown": 1, "provisional": True}
    assert found["presupposed_kr"] == 9_100_000
    assert found["gap"] == {"low_kr": 27_400_000, "high_kr": 27_400_000}
    assert found["coverage_percent"] == {"low": 8.4, "high": 8.4}
    stated = found["stated"][0]
    assert (stated["amount_kr"], stated["computed_kr"], stated["difference_kr"]) == (2_300_000, 2_500_000, -200_000)
    assert [(each["number"], each["presupposed"]) for each in found["measures"]][-1] == ("6", True)


def test_in_words(tracker: Tracker) -> None:
    said = tracker.done("balance", tracker.slug()).out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Kvar att täcka       27,4 mnkr" in said
    assert "Dokumentet anger 2,3 mnkr" in said
    assert "posterna ger 2,5 mnkr" in said


def test_before_the_deficit_was_known_there_is_no_gap(tracker: Tracker) -> None:
    found = tracker.done("balance", tracker.slug(), "--as-of", "2019-03-30", "--json").json
    assert (found["as_of"], found["target_kr"], found["target"], found["gap"]) == ("2019-03-30", None, None, None)
    assert "kan inte beräknas" in tracker.done("balance", tracker.slug(), "--as-of", "2019-03-30").out


def test_the_rehearsed_day_is_the_day_of_the_sums(tracker: Tracker) -> None:
    """--now is said on stderr, and only there."""
    ran = tracker.done("balance", tracker.slug(), "--json", now="2019-03-30")
    assert ran.json["as_of"] == "2019-03-30"
    assert ran.err == "Övning: klockan står på 30 mars 2019 kl. 12.00.\n"


def test_the_beginning_of_a_name_is_enough(tracker: Tracker) -> None:
    assert tracker.done("balance", tracker.slug()[:6], "--json").json["plan"] == tracker.slug()


def test_plans_are_listed_with_their_sums(tracker: Tracker) -> None:
    (plan,) = tracker.done("plans", "--json").json
    assert (plan["year"], plan["measures"], plan["target_kr"]) == (2019, 6, 29_900_000)
    assert plan["gap"] == {"low_kr": 27_400_000, "high_kr": 27_400_000}
    assert plan["plan"] in tracker.done("plans").out


def test_no_plans_yet(tracker: Tracker, empty: Tracker) -> None:
    empty.done("init", "--name", "Eva Ek", "--email", "eva@kommun.example")
    assert empty.done("plans", "--json").json == []
    assert "tracker import" in empty.done("plans").out
