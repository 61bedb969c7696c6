"""A follow-up to a meeting, frozen: figures as they are read, the same in page, mail and document (DESIGN 2)."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from tracker.domain.bridge import BridgeStep, StepKind
from tracker.domain.change import Change


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One measure's report, or that there is none. forecast and outcome are words, and so is the
    target, which only an indicator has; said is the owner's own text."""

    measure: str
    owner: str
    status: str
    forecast: str
    outcome: str
    said: str
    reported: bool
    unchanged: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """What the kind of plan calls its things, in the follow-up's language, as it was frozen.

    sums_to, covers and asked are sentences, the first two with amount and share left open; covers is "" where nothing
    has been decided. in_money: whether the plan is summed at all.
    """

    left: str
    the_gap: str
    measure: str
    forecast: str
    sums_to: str
    covers: str
    asked: str
    in_money: bool


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """What else is said of a plan, in words. head and rows may be empty: the notes are then all. strong: sums."""

    title: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    strong: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan's part of a follow-up. Sums are words, the gap is also in kronor. the_target: "underskottet".

    bridge: from the target to the gap; empty where there is no gap to come to, and in follow-ups frozen before it was.
    words: None in those that were frozen before there were other kinds than action plans. tables: in the order in which
    they are read; none in those that were frozen before they were. progress: a sentence, where a plan is not summed
    in money.
    """

    slug: str
    title: str
    the_target: str
    target: str
    additional: str
    coverage: str
    gap: str
    gap_change: str
    gap_low_kr: int | None
    gap_high_kr: int | None
    since: str
    presupposed: tuple[tuple[str, str], ...] = ()
    stated: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    lines: tuple[SummaryLine, ...] = ()
    bridge: tuple[BridgeStep, ...] = ()
    reference: str = ""
    words: SummaryWords | None = None
    tables: tuple[SummaryTable, ...] = ()
    progress: str = ""

    @property
    def reported(self) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.reported)

    @property
    def missing(self) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if not line.reported)


@dataclass(frozen=True, slots=True)
class Summary:
    """A committee's follow-up to one meeting. as_of: the Stockholm date that its figures hold for.

    introduction: the committee's own words before the plans, "" where there are none. language: "sv" or "en", which its
    words are in; those that others have written are as they wrote them.
    """

    committee: str
    committee_slug: str
    held_on: date
    as_of: date
    plans: tuple[PlanSummary, ...] = field(default=())
    introduction: str = ""
    language: str = "sv"

    def as_json(self) -> dict[str, Any]:
        """Plain values, for keeping."""
        return asdict(self) | {"held_on": self.held_on.isoformat(), "as_of": self.as_of.isoformat()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Summary":
        """The inverse of as_json."""
        return cls(
            values["committee"],
            values["committee_slug"],
            date.fromisoformat(values["held_on"]),
            date.fromisoformat(values["as_of"]),
            tuple(_plan(each) for each in values["plans"]),
            values.get("introduction", ""),
            values.get("language", "sv"),
        )


def _plan(values: dict[str, Any]) -> PlanSummary:
    return PlanSummary(
        **values
        | {
            "presupposed": tuple((label, amount) for label, amount in values["presupposed"]),
            "stated": tuple(values["stated"]),
            "changes": tuple(Change(**each) for each in values["changes"]),
            "lines": tuple(SummaryLine(**each) for each in values["lines"]),
            "bridge": tuple(BridgeStep(**each | {"kind": StepKind(each["kind"])}) for each in values.get("bridge", ())),
            "words": SummaryWords(**words) if (words := values.get("words")) else None,
            "tables": tuple(map(_table, values.get("tables", ()))),
        }
    )


def _table(values: dict[str, Any]) -> SummaryTable:
    return SummaryTable(
        values["title"],
        tuple(values["head"]),
        tuple(map(tuple, values["rows"])),
        tuple(values["strong"]),
        tuple(values["notes"]),
    )
