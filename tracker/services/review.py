"""What is shown before amounts are saved: how each was understood, and the plan's sums as they would become."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.indicator import Said
from tracker.domain.money import Unit
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.services.balances import plan_balance
from tracker.services.sums_in_words import sums_in_words
from tracker.spoken import amount as spoken_amount
from tracker.spoken import capital, span
from tracker.store.opening import trying


@dataclass(frozen=True, slots=True)
class Understood:
    """An amount: which one, as it will be shown, in whole kronor, and what else is to be known of it ("")."""

    label: str
    amount: str
    kronor: str
    note: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """A sum of the plan before and after saving, in words."""

    label: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Review:
    """What will be saved. notes: sentences that say what the sums do not."""

    amounts: tuple[Understood, ...]
    sums: tuple[SumRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[SumRow, ...]:
        return tuple(each for each in self.sums if each.changes)


def understood(label: str, amount: Amount | None, *, absent: str) -> Understood:
    """absent: what it means that there is no amount.

    >>> each = understood("Prognos", Amount.exact(1_200_000, Unit.MNKR), absent="")
    >>> each.amount, each.kronor
    ('1,2\\xa0mnkr', '1\\xa0200\\xa0000\\xa0kr')
    """
    if amount is None:
        return Understood(label, _("inget belopp"), "", absent)
    if amount.low_kr is None or amount.high_kr is None:
        return Understood(label, spoken_amount(amount), "", _("Räknas som okänt, inte som noll."))
    kronor = span(amount.low_kr, amount.high_kr, Unit.KR, 0)
    return Understood(label, spoken_amount(amount), kronor, _("Preliminärt.") if amount.provisional else "")


def understood_value(said: Said, year: int, value: str) -> Understood:
    """An indicator's value. value: as people read it."""
    label = _("Mål %(year)s", year=year) if said is Said.TARGET else _("Utfall %(year)s", year=year)
    return Understood(label, value, "", "")


def reviewed(
    db: Database,
    plan: Plan,
    act: Callable[[], object],
    *,
    today: date,
    amounts: tuple[Understood, ...] = (),
    notes: tuple[str, ...] = (),
    tell: Callable[[], Iterable[str]] = tuple,
) -> Review:
    """Do it, see what comes of the sums, and take it back: what is shown is what saving does.

    tell: more notes, read when it is done.
    """
    with trying(db):
        before = _sums(db, plan, today)
        act()
        after = _sums(db, plan, today)
        notes = (*notes, *tell())
    rows = tuple(SumRow(label, was, then) for (label, was), (_label, then) in zip(before, after, strict=True))
    return Review(amounts, rows, notes)


def _sums(db: Database, plan: Plan, today: date) -> list[tuple[str, str]]:
    """Each with its label, in the words of the plan's kind; none where the plan is not summed."""
    if not plan.kind.rules.in_money:
        return []
    balance, kind = plan_balance(db, plan, today), plan.kind.words
    words, presupposed = sums_in_words(plan, balance), balance.presupposed
    counted_on = words.presupposed if presupposed.high_kr or presupposed.unknown else _("inget")
    return [
        (capital(_(kind.target)), words.target),
        (_(kind.sum), words.additional),
        *([(_("Förutsatt"), counted_on)] if plan.kind.rules.presupposes else []),
        (_(kind.left), words.gap),
        (_(kind.covered), words.coverage),
    ]
