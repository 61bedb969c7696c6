"""The roles that a person has, given or by what she answers for."""

from datetime import date

from sqlite_utils import Database

from tracker.domain.person import Role

# me: the person, and those whom she stands in for that day, through others who are away too.
_HELD = """
WITH RECURSIVE me (id) AS (
    SELECT :person
    UNION
    SELECT a.person_id FROM absence a JOIN me ON a.substitute_id = me.id WHERE :today BETWEEN a.first_day AND a.last_day
)
SELECT role, committee_id FROM person_role WHERE person_id = :person
UNION
SELECT role, committee_id FROM person_role WHERE person_id IN me AND role <> 'administrator'
UNION
SELECT 'manager', plan.committee_id FROM measure JOIN plan ON plan.id = measure.plan_id WHERE measure.owner_id IN me
UNION
SELECT 'manager', plan.committee_id FROM person JOIN measure ON measure.owner_id = person.id
    JOIN plan ON plan.id = measure.plan_id WHERE person.manager_id IN me
UNION
SELECT 'controller', committee_id FROM plan WHERE controller_id IN me
"""


def held(db: Database, person_id: int, today: date) -> list[tuple[Role, int | None]]:
    """Each role with the committee it is for (None: every one): those given to her and to whom she stands in for.

    Whoever owns a measure, or is the manager of its owner, is a manager in its committee; a plan's controller is one.
    Standing in makes nobody an administrator.
    """
    rows = db.execute(_HELD, {"person": person_id, "today": today.isoformat()})
    return [(Role(row["role"]), row["committee_id"]) for row in rows]
