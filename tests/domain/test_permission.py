"""The table of who may do what, against one written by hand from DESIGN 1 and the issue on the web."""

import pytest

from tracker.domain.permission import Permission, granted
from tracker.domain.person import Role

ADMINISTRATOR, CONTROLLER, SECRETARY, MANAGER, MEMBER = Role
BY_HAND = {
    "read": {ADMINISTRATOR, CONTROLLER, SECRETARY, MANAGER, MEMBER},
    "export": {ADMINISTRATOR, CONTROLLER, SECRETARY, MANAGER, MEMBER},
    "edit_own_reports": {ADMINISTRATOR, CONTROLLER, SECRETARY, MANAGER},
    "hand_over": {ADMINISTRATOR, CONTROLLER, SECRETARY, MANAGER},
    "edit_plan": {ADMINISTRATOR, CONTROLLER},
    "confirm_outcome": {ADMINISTRATOR, CONTROLLER},
    "publish": {ADMINISTRATOR, CONTROLLER},
    "edit_meetings": {ADMINISTRATOR, SECRETARY},
    "remind_now": {ADMINISTRATOR, SECRETARY},
    "freeze_summary": {ADMINISTRATOR, SECRETARY},
    "send_summary": {ADMINISTRATOR, SECRETARY},
    "edit_people": {ADMINISTRATOR},
    "edit_site": {ADMINISTRATOR},
    "see_ledger": {ADMINISTRATOR},
    "test_mail": {ADMINISTRATOR},
}


@pytest.mark.parametrize("permission", Permission)
def test_who_may_is_as_written_here(permission: Permission) -> None:
    assert set(permission.roles) == BY_HAND[permission]


def test_nobody_without_a_role_may_anything() -> None:
    assert granted([]) == frozenset()


def test_several_roles_add_up() -> None:
    assert granted([CONTROLLER, SECRETARY]) >= {Permission.EDIT_PLAN, Permission.EDIT_MEETINGS}
    assert Permission.EDIT_PEOPLE not in granted([CONTROLLER, SECRETARY, MANAGER, MEMBER])


def test_every_permission_can_be_said_to_people() -> None:
    assert len({each.swedish for each in Permission}) == len(Permission)
