"""Who may do what: the one table (DESIGN 1). The public may read follow-ups that are published, and nothing else."""

from collections.abc import Iterable
from enum import StrEnum

from tracker.domain.person import Role
from tracker.domain.words import said


class Permission(StrEnum):
    """Something that a person may do in a committee, or in the whole installation."""

    READ = "read"
    EXPORT = "export"
    EDIT_OWN_REPORTS = "edit_own_reports"
    HAND_OVER = "hand_over"
    EDIT_PLAN = "edit_plan"
    CONFIRM_OUTCOME = "confirm_outcome"
    PUBLISH = "publish"
    EDIT_MEETINGS = "edit_meetings"
    REMIND_NOW = "remind_now"
    FREEZE_SUMMARY = "freeze_summary"
    SEND_SUMMARY = "send_summary"
    EDIT_PEOPLE = "edit_people"
    EDIT_SITE = "edit_site"
    SEE_LEDGER = "see_ledger"
    TEST_MAIL = "test_mail"

    @property
    def swedish(self) -> str:
        """What is done, to stand after "att"."""
        return _SWEDISH[self]

    @property
    def everywhere(self) -> bool:
        """Whether it is of the whole installation and not of one committee."""
        return self in _EVERYWHERE

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may, in the order of Role."""
        return tuple(role for role in Role if self in TABLE[role])


_SWEDISH = {
    Permission.READ: said("läsa det här"),
    Permission.EXPORT: said("hämta det här som fil"),
    Permission.EDIT_OWN_REPORTS: said("lämna återrapporter"),
    Permission.HAND_OVER: said("lämna över en åtgärd och ange ersättare"),
    Permission.EDIT_PLAN: said("ändra planen"),
    Permission.CONFIRM_OUTCOME: said("bekräfta utfall"),
    Permission.PUBLISH: said("publicera planen"),
    Permission.EDIT_MEETINGS: said("ändra sammanträden"),
    Permission.REMIND_NOW: said("skicka en påminnelse nu"),
    Permission.FREEZE_SUMMARY: said("skriva och frysa uppföljningen"),
    Permission.SEND_SUMMARY: said("skicka uppföljningen"),
    Permission.EDIT_PEOPLE: said("ändra personer och roller"),
    Permission.EDIT_SITE: said("ändra kommunens namn och utseende"),
    Permission.SEE_LEDGER: said("se vad som har skickats till vem"),
    Permission.TEST_MAIL: said("skicka ett provbrev"),
}
_EVERYWHERE = frozenset({Permission.EDIT_PEOPLE, Permission.EDIT_SITE, Permission.SEE_LEDGER, Permission.TEST_MAIL})
_READER = frozenset({Permission.READ, Permission.EXPORT})
_REPORTER = _READER | {Permission.EDIT_OWN_REPORTS, Permission.HAND_OVER}

TABLE: dict[Role, frozenset[Permission]] = {
    # Whoever hands out the roles can take any of them: that the table says so is plainer than that it does not.
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.CONTROLLER: _REPORTER | {Permission.EDIT_PLAN, Permission.CONFIRM_OUTCOME, Permission.PUBLISH},
    Role.SECRETARY: _REPORTER
    | {Permission.EDIT_MEETINGS, Permission.REMIND_NOW, Permission.FREEZE_SUMMARY, Permission.SEND_SUMMARY},
    Role.MANAGER: _REPORTER,
    Role.MEMBER: _READER,
}


def granted(roles: Iterable[Role]) -> frozenset[Permission]:
    """What somebody with these roles may do.

    >>> sorted(granted([Role.MEMBER])), granted([])
    ([<Permission.EXPORT: 'export'>, <Permission.READ: 'read'>], frozenset())
    """
    return frozenset[Permission]().union(*(TABLE[role] for role in roles))
