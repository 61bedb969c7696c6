"""The administrator's view of the ledger: what went to whom, what the mail server said of it, and the sent copy."""

from dataclasses import dataclass

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState, MessageKind, Outcome
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.mail.mailbox import KeptMail, parse_mail
from tracker.store import deliveries, ledger, sent_copies
from tracker.store.bounces import LedgerRow
from tracker.store.opening import reading

PAGE = 50


@dataclass(frozen=True, slots=True)
class LedgerWanted:
    """Which e-mails are asked for. page: from 1."""

    words: str = ""
    state: DeliveryState | None = None
    message: MessageKind | None = None
    page: int = 1

    @property
    def older(self) -> int:
        return self.page + 1

    @property
    def newer(self) -> int:
        return self.page - 1

    @property
    def everything(self) -> bool:
        return not (self.words or self.state or self.message)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """more: whether older ones fit too. counts: of all rows, by state; states with none are left out."""

    rows: tuple[LedgerRow, ...]
    more: bool
    counts: dict[DeliveryState, int]


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """One e-mail. copy: what was handed over, None where nothing was kept."""

    row: LedgerRow
    attempts: tuple[Outcome, ...]
    copy: KeptMail | None


def ledger_page(db: Database, wanted: LedgerWanted) -> LedgerPage:
    """Newest first."""
    with reading(db):
        rows = ledger.search(
            db,
            words=wanted.words,
            state=wanted.state,
            message=wanted.message,
            limit=PAGE + 1,
            skip=PAGE * (wanted.page - 1),
        )
        counts = {state: count for state, count in deliveries.counts_by_state(db).items() if count}
    return LedgerPage(tuple(rows[:PAGE]), len(rows) > PAGE, counts)


def delivery_page(db: Database, delivery_id: int) -> DeliveryPage:
    """Raises NotFound."""
    with reading(db):
        row = ledger.row(db, delivery_id)
        attempts = tuple(deliveries.attempts(db, delivery_id))
        return DeliveryPage(row, attempts, _copy(db, row))


def sent_html(db: Database, delivery_id: int) -> str:
    """The HTML that was sent: show it in a sandboxed frame. Raises NotFound where there is none."""
    copy = _copy(db, ledger.row(db, delivery_id))
    if copy is None or not copy.html:
        raise NotFound(_("Brevet finns inte kvar som det såg ut."))
    return copy.html


def _copy(db: Database, row: LedgerRow) -> KeptMail | None:
    sent = sent_copies.sent_copy(db, row.delivery.id)
    return None if sent is None else parse_mail(sent.content, name="", dated=row.delivery.dated)
