"""What a person may do in which committee. The table is tracker/domain/permission.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.permission import Permission, granted
from tracker.domain.person import Person, Role
from tracker.domain.plan import Committee, Plan
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.finding import find_plan
from tracker.store import committees, people, plans, roles


@dataclass(frozen=True, slots=True)
class Access:
    """One person's roles on a day: those that hold in every committee, and those for one, by its id."""

    person: Person
    everywhere: frozenset[Role]
    by_committee: Mapping[int, frozenset[Role]]

    def roles_in(self, committee_id: int) -> frozenset[Role]:
        return self.everywhere | self.by_committee.get(committee_id, frozenset())

    @property
    def roles(self) -> list[Role]:
        """Those that she has anywhere, in the order of Role."""
        found = self.everywhere.union(*self.by_committee.values())
        return [role for role in Role if role in found]

    def may(self, permission: Permission, committee_id: int | None = None) -> bool:
        """Whether she may in that committee; committee_id None: in the installation, or in some committee.

        What is of the whole installation takes a role that holds everywhere.
        """
        if permission.everywhere:
            return permission in granted(self.everywhere)
        if committee_id is None:
            return permission in granted(self.roles)
        return permission in granted(self.roles_in(committee_id))


def access_of(db: Database, person: Person, *, today: date) -> Access:
    """Her roles on that (Stockholm) day; none once she has left. An administrator is one everywhere."""
    everywhere: set[Role] = set()
    by_committee: dict[int, set[Role]] = {}
    for role, committee_id in roles.held(db, person.id, today) if person.is_here(today) else ():
        if committee_id is None or role is Role.ADMINISTRATOR:
            everywhere.add(role)
        else:
            by_committee.setdefault(committee_id, set()).add(role)
    return Access(person, frozenset(everywhere), {each: frozenset(held) for each, held in by_committee.items()})


def readable_committees(db: Database, access: Access) -> list[Committee]:
    """The committees that she may read, in order of name."""
    return committees_with(db, access, Permission.READ)


def committees_with(db: Database, access: Access, permission: Permission) -> list[Committee]:
    """The committees in which she has the permission, in order of name."""
    return [each for each in committees.every(db) if access.may(permission, each.id)]


def readable_plan(db: Database, access: Access, name: str) -> Plan:
    """The plan of that name. Raises NotFound, in the same words where it is not there and where it is not hers."""
    try:
        plan = find_plan(db, name)
    except NotFound:
        pass
    else:
        if access.may(Permission.READ, plan.committee_id):
            return plan
    hers = [each.slug for each in plans.every(db) if access.may(Permission.READ, each.committee_id)]
    known = ", ".join(hers) or _("inga än")
    raise NotFound(_("Planen ”%(name)s” finns inte. Planer som finns: %(known)s.", name=name, known=known))


def readable_committee(db: Database, access: Access, slug: str) -> Committee:
    """The committee of that name. Raises NotFound, in the same words where it is not there and where it is not hers."""
    committee = committees.by_slug(db, slug)
    if committee is None or not access.may(Permission.READ, committee.id):
        raise NotFound(_("Nämnden ”%(name)s” finns inte.", name=slug))
    return committee


def who_may(db: Database, permission: Permission, committee_id: int | None, *, today: date) -> list[Person]:
    """The people with a role that may, in that committee or (None) everywhere, in order of name."""
    found: dict[int, Person] = {}
    for role in permission.roles:
        for for_committee, person in people.with_role(db, role):
            holds = for_committee in (None, committee_id) or role is Role.ADMINISTRATOR
            if holds and person.is_here(today):
                found[person.id] = person
    return sorted(found.values(), key=lambda each: (each.name, each.id))
