"""Whose last e-mail did not arrive, and who has to do with a committee, out of the ledger and the bounces."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState
from tracker.store.columns import instant, optional_date


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An e-mail that failed or came back for good. at: when it was given up, or sent (UTC).

    attempted: how the last attempt ended, None where there was none. bounced: it was taken and came back; status and
    words are then the report's. meeting: the day of the soonest meeting that it was about.
    """

    person_id: int
    address: str
    at: datetime
    bounced: bool
    status: str
    words: str
    attempted: DeliveryState | None
    meeting: date | None


_FAILURES = (
    "SELECT id AS delivery_id, person_id, address, finished_at AS at, 0 AS bounced, '' AS status, words,"
    " (SELECT state FROM delivery_attempt WHERE delivery_id = delivery.id ORDER BY id DESC LIMIT 1) AS attempted,"
    " summary_id FROM delivery WHERE state = 'failed' AND message <> 'sign_in'"
    " UNION ALL"
    " SELECT d.id, d.person_id, d.address, coalesce(d.finished_at, b.read_at), 1, b.status, b.words, 'sent',"
    " d.summary_id FROM bounce b JOIN delivery d ON d.id = b.delivery_id WHERE b.permanent = 1"
)
_MEETING = (
    "coalesce((SELECT min(g.held_on) FROM reminder r JOIN meeting g ON g.id = r.meeting_id"
    " WHERE r.delivery_id = f.delivery_id),"
    " (SELECT g.held_on FROM summary s JOIN meeting g ON g.id = s.meeting_id WHERE s.id = f.summary_id))"
)
# A later e-mail that was taken and has not come back says that she can be reached.
_REACHED_SINCE = (
    "EXISTS (SELECT 1 FROM delivery s WHERE s.person_id = f.person_id AND s.state = 'sent'"
    " AND (s.finished_at > f.at OR (s.finished_at = f.at AND s.id > f.delivery_id))"
    " AND NOT EXISTS (SELECT 1 FROM bounce WHERE delivery_id = s.id AND permanent = 1))"
)


def undelivered(db: Database, today: date) -> list[Undelivered]:
    """What did not reach people who are here on that day, at the address that they have now, and nothing has since.

    In order of the person's name, each person's oldest first.
    """
    rows = db.execute(
        f"SELECT f.*, {_MEETING} AS meeting FROM ({_FAILURES}) f"
        " JOIN person p ON p.id = f.person_id AND p.email = f.address"
        f" WHERE (p.left_on IS NULL OR p.left_on >= ?) AND NOT {_REACHED_SINCE}"
        " ORDER BY p.name, p.id, f.at, f.delivery_id",
        (today.isoformat(),),
    )
    return [
        Undelivered(
            person_id=row["person_id"],
            address=row["address"],
            at=instant(row["at"]),
            bounced=bool(row["bounced"]),
            status=row["status"],
            words=row["words"],
            attempted=None if row["attempted"] is None else DeliveryState(row["attempted"]),
            meeting=optional_date(row["meeting"]),
        )
        for row in rows
    ]


def people_of(db: Database, committee_id: int, today: date) -> set[int]:
    """The ids of all who are written to for a committee: owners, their managers and substitutes, holders of roles."""
    rows = db.execute(
        "WITH owner AS (SELECT m.owner_id AS id FROM measure m JOIN plan ON plan.id = m.plan_id"
        " WHERE plan.committee_id = :committee AND m.owner_id IS NOT NULL)"
        " SELECT id FROM owner"
        " UNION SELECT manager_id FROM person WHERE id IN (SELECT id FROM owner) AND manager_id IS NOT NULL"
        " UNION SELECT substitute_id FROM absence WHERE person_id IN (SELECT id FROM owner)"
        " AND :today BETWEEN first_day AND last_day"
        " UNION SELECT controller_id FROM plan WHERE committee_id = :committee AND controller_id IS NOT NULL"
        " UNION SELECT person_id FROM person_role WHERE committee_id IS NULL OR committee_id = :committee",
        {"committee": committee_id, "today": today.isoformat()},
    )
    return {row["id"] for row in rows}
