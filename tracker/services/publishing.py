"""Making a plan's frozen follow-ups public, and taking them back."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.services.finding import find_plan
from tracker.store import events, plans
from tracker.store.opening import writing


def published_since(db: Database, plan_id: int) -> datetime | None:
    """Since when (UTC) anybody can read the plan's frozen follow-ups; None while nobody can without signing in."""
    return plans.published_at(db, plan_id)


def set_public(db: Database, slug: str, *, public: bool, actor: Actor, now: datetime) -> None:
    """Publish the plan, or take it back; nothing happens where it is so already. now: UTC. Raises NotFound."""
    with writing(db):
        plan = find_plan(db, slug)
        before = plans.published_at(db, plan.id)
        if (before is not None) == public:
            return
        plans.set_published(db, plan.id, now if public else None)
        action = "publish" if public else "unpublish"
        event = Event(action, "plan", plan.id, {"published": before is not None}, {"published": public})
        events.insert(db, event, actor=actor, at=now)
