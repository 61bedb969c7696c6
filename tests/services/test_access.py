"""Who has which role where: given, by what she answers for, and while she stands in for somebody."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, BO, EVA, SLUG, PlanOnFile, save_example
from tracker.domain.draft import PlanDraft
from tracker.domain.event import PROGRAM
from tracker.domain.permission import Permission
from tracker.domain.person import Role
from tracker.errors import NotFound
from tracker.services.absences import set_absence
from tracker.services.access import Access, access_of, readable_committees, readable_plan, who_may
from tracker.store import measures, people
from tracker.store.opening import opened, writing

TODAY = date(2019, 5, 28)
NOW = datetime(2019, 5, 28, 8, tzinfo=UTC)
OURS, OTHERS = 1, 2


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    """Ludvika's plan, and an empty one of another committee that nobody here has to do with."""
    plan = save_example(database)
    with opened(database) as db, writing(db):
        db.execute("INSERT INTO committee (slug, name) VALUES ('byggnadsnamnden', 'Byggnadsnämnden')")
    return plan


def _add(db: Database, email: str, role: Role | None = None, committee_id: int | None = None) -> int:
    with writing(db):
        person_id = people.insert(db, name=email.title(), email=f"{email}@kommun.example")
        if role:
            people.add_role(db, person_id, role, committee_id)
    return person_id


def _access(db: Database, person_id: int, today: date = TODAY) -> Access:
    person = people.by_id(db, person_id)
    assert person is not None
    return access_of(db, person, today=today)


def test_a_role_in_one_committee_says_nothing_of_another(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        access = _access(db, _add(db, "x", Role.SECRETARY, OTHERS))
        assert access.may(Permission.EDIT_MEETINGS, OTHERS)
        assert not access.may(Permission.READ, OURS)
        assert [each.slug for each in readable_committees(db, access)] == ["byggnadsnamnden"]


def test_a_role_without_a_committee_holds_in_every_one(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        access = _access(db, _add(db, "x", Role.CONTROLLER))
        assert access.may(Permission.EDIT_PLAN, OURS)
        assert access.may(Permission.EDIT_PLAN, OTHERS)
        assert not access.may(Permission.EDIT_PEOPLE)


def test_an_administrator_is_one_everywhere(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        access = _access(db, _add(db, "x", Role.ADMINISTRATOR, OTHERS))
        assert access.may(Permission.READ, OURS)
        assert access.may(Permission.SEE_LEDGER)


def test_somebody_without_a_role_may_nothing(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        access = _access(db, _add(db, "x"))
        assert not any(access.may(each, committee) for each in Permission for committee in (None, OURS, OTHERS))


def test_owners_and_the_plans_controller_have_their_roles_by_that(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        assert _access(db, plan.people[ANNA]).roles_in(OURS) == {Role.MANAGER}
        assert _access(db, plan.people[EVA]).roles_in(OURS) == {Role.MANAGER, Role.CONTROLLER}
        assert not _access(db, plan.people[ANNA]).roles_in(OTHERS)


def test_the_owners_manager_is_one_too(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        head = _add(db, "head")
        with writing(db):
            people.update(db, plan.people[BO], name="Bo Ek", unit="", manager_id=head)
        assert _access(db, head).roles_in(OURS) == {Role.MANAGER}


def test_a_measure_that_is_handed_over_takes_the_role_along(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        with writing(db):
            for measure in measures.of_plan(db, 1):
                if measure.owner_id == plan.people[ANNA]:
                    measures.set_owner(db, measure.id, plan.people[BO])
        assert not _access(db, plan.people[ANNA]).roles


def test_whoever_stands_in_has_the_roles_meanwhile_and_through_others_but_administers_nothing(
    plan: PlanOnFile,
) -> None:
    with opened(plan.path) as db:
        away = _add(db, "away", Role.SECRETARY, OURS)
        with writing(db):
            people.add_role(db, away, Role.ADMINISTRATOR, None)
        between, last = _add(db, "between"), _add(db, "last")
        for person_id, substitute_id in ((away, between), (between, last)):
            person, substitute = people.by_id(db, person_id), people.by_id(db, substitute_id)
            assert person is not None
            assert substitute is not None
            set_absence(db, person, substitute, first_day=TODAY, last_day=date(2019, 6, 7), actor=PROGRAM, now=NOW)
        for person_id in (between, last):
            assert _access(db, person_id).roles_in(OURS) == {Role.SECRETARY}
            assert not _access(db, person_id).may(Permission.EDIT_PEOPLE)
            assert not _access(db, person_id, date(2019, 6, 8)).roles


def test_who_has_left_may_nothing(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        person_id = _add(db, "x", Role.ADMINISTRATOR)
        with writing(db):
            people.set_left_on(db, person_id, TODAY)
        assert _access(db, person_id).may(Permission.READ, OURS)
        assert not _access(db, person_id, date(2019, 5, 29)).roles


def test_a_plan_of_another_committee_is_not_found_in_the_words_of_one_that_is_not_there(plan: PlanOnFile) -> None:
    save_example(plan.path, PlanDraft("Hemlig plan", "Byggnadsnämnden", 2019), slug="hemlig")
    with opened(plan.path) as db:
        access = _access(db, plan.people[ANNA])
        assert readable_plan(db, access, SLUG).slug == SLUG
        said = []
        for name in ("hemlig", "hemli", "2", "finns-inte"):
            with pytest.raises(NotFound) as refused:
                readable_plan(db, access, name)
            said.append(str(refused.value).replace(f"”{name}”", "”?”"))
        assert len(set(said)) == 1
        assert "hemlig" not in said[0]


def test_who_can_is_said_by_name(plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        _add(db, "ordförande", Role.MEMBER, OURS)
        _add(db, "sekreterare", Role.SECRETARY, OURS)
        _add(db, "annan", Role.SECRETARY, OTHERS)
        _add(db, "admin", Role.ADMINISTRATOR)
        found = [each.name for each in who_may(db, Permission.SEND_SUMMARY, OURS, today=TODAY)]
        assert found == ["Admin", "Sekreterare"]
        assert [each.name for each in who_may(db, Permission.EDIT_PEOPLE, None, today=TODAY)] == ["Admin"]
