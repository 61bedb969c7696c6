"""How the documents of a kind of plan are laid out, which is how they are read."""

from enum import StrEnum


class LaidOut(StrEnum):
    """A closed set.

    MEASURES: numbered measures or a table of them, against a deficit. POSTS: a frame and what it is shared out to.
    NEEDS: rows of what is asked for, by year. GOALS: goals with activities, assignments and indicators.
    """

    MEASURES = "measures"
    POSTS = "posts"
    NEEDS = "needs"
    GOALS = "goals"
