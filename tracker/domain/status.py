"""Status of execution (DESIGN 2). It says nothing of money."""

from enum import StrEnum

from tracker.domain.words import said


class Status(StrEnum):
    """How far a measure has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DELAYED = "delayed"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    REPLACED = "replaced"

    @property
    def swedish(self) -> str:
        return _SWEDISH[self]

    @property
    def counts(self) -> bool:
        """Whether the measure's saving is summed: cancelled and replaced ones count nothing (DESIGN 3.4)."""
        return self not in (Status.CANCELLED, Status.REPLACED)

    @property
    def under_way(self) -> bool:
        """Whether a forecast rests on work that has begun and is not paused (DESIGN 3.4)."""
        return self in (Status.IN_PROGRESS, Status.DONE, Status.DELAYED)


_SWEDISH = {
    Status.NOT_STARTED: said("ej påbörjad"),
    Status.IN_PROGRESS: said("pågår"),
    Status.DONE: said("genomförd"),
    Status.DELAYED: said("försenad"),
    Status.PAUSED: said("pausad"),
    Status.CANCELLED: said("utgår"),
    Status.REPLACED: said("ersatt"),
}
