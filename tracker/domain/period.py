"""What an effect or a target counts for (DESIGN 3.6)."""

from dataclasses import dataclass

from tracker.domain.words import said

FULL_YEAR = said("helår %(year)s")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year as it falls out, or what the same thing gives in a full year (helårseffekt)."""

    year: int
    full_year: bool = False

    def __str__(self) -> str:
        """
        >>> str(Period(2019)), str(Period(2019, full_year=True))
        ('2019', 'helår 2019')
        """
        return FULL_YEAR % {"year": self.year} if self.full_year else str(self.year)
