"""What a row of a plan is: something to do or pay for, a heading over such, or something to measure (DESIGN 2)."""

from enum import StrEnum

from tracker.domain.words import said, said_of


class Form(StrEnum):
    """A closed set. A plain measure is called by its plan's kind: åtgärd, post, behov, aktivitet."""

    MEASURE = "measure"
    GROUP = "group"
    FOCUS_AREA = "focus_area"
    GOAL = "goal"
    ACTIVITY = "activity"
    ASSIGNMENT = "assignment"
    INDICATOR = "indicator"

    @property
    def heads(self) -> bool:
        """Whether it only stands over others: it has no amount, no owner's report and no row of its own."""
        return self in (Form.GROUP, Form.FOCUS_AREA, Form.GOAL)

    @property
    def is_measured(self) -> bool:
        """Whether its owner reports a value and not an amount."""
        return self is Form.INDICATOR

    @property
    def swedish(self) -> str:
        return _SWEDISH[self]

    @property
    def the(self) -> str:
        """In its definite form."""
        return _THE[self]

    @property
    def add(self) -> str:
        """What the button says that adds one."""
        return _ADD[self]

    def may_stand_under(self, heading: "Form") -> bool:
        """Whether a row made by hand can be put under a heading of that form.

        >>> Form.INDICATOR.may_stand_under(Form.GOAL), Form.FOCUS_AREA.may_stand_under(Form.GOAL)
        (True, False)
        """
        if not self.heads:
            return heading.heads
        return self is Form.GOAL and heading is Form.FOCUS_AREA

    @property
    def many(self) -> str:
        """After a number; translated in the sense of "many"."""
        return _MANY[self]


_SWEDISH = {
    Form.MEASURE: said("åtgärd"),
    Form.GROUP: said("grupp"),
    Form.FOCUS_AREA: said("fokusområde"),
    Form.GOAL: said("mål"),
    Form.ACTIVITY: said("aktivitet"),
    Form.ASSIGNMENT: said("uppdrag"),
    Form.INDICATOR: said("indikator"),
}
_MANY = {
    Form.MEASURE: said_of("many", "åtgärder"),
    Form.GROUP: said_of("many", "grupper"),
    Form.FOCUS_AREA: said_of("many", "fokusområden"),
    Form.GOAL: said_of("many", "mål"),
    Form.ACTIVITY: said_of("many", "aktiviteter"),
    Form.ASSIGNMENT: said_of("many", "uppdrag"),
    Form.INDICATOR: said_of("many", "indikatorer"),
}
_THE = {
    Form.MEASURE: said("åtgärden"),
    Form.GROUP: said("gruppen"),
    Form.FOCUS_AREA: said("fokusområdet"),
    Form.GOAL: said("målet"),
    Form.ACTIVITY: said("aktiviteten"),
    Form.ASSIGNMENT: said("uppdraget"),
    Form.INDICATOR: said("indikatorn"),
}
_ADD = {
    Form.MEASURE: said("Lägg till en åtgärd"),
    Form.GROUP: said("Lägg till en grupp"),
    Form.FOCUS_AREA: said("Lägg till ett fokusområde"),
    Form.GOAL: said("Lägg till ett mål"),
    Form.ACTIVITY: said("Lägg till en aktivitet"),
    Form.ASSIGNMENT: said("Lägg till ett uppdrag"),
    Form.INDICATOR: said("Lägg till en indikator"),
}
