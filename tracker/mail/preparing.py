"""Writing one e-mail of the ledger, as late as can be, and saying so where it cannot be written."""

import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from tracker.config import MailSettings
from tracker.domain.delivery import Delivery
from tracker.domain.words import in_swedish
from tracker.mail.message import Composed, Nothing, message_bytes
from tracker.mail.transport import PermanentFailure
from tracker.store import sent_copies

Compose = Callable[[Database, Delivery], Composed | Nothing]
_STALE_SECONDS = 1.0
_log = logging.getLogger("tracker.mail")


@dataclass(frozen=True)
class Letter:
    """An e-mail that is ready to be sent. kept: what is to be kept of its content."""

    subject: str
    content: bytes
    kept: bytes

    @cached_property
    def copy(self) -> bytes:
        """What is kept, packed."""
        return sent_copies.packed(self.kept)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why it could not be written (Swedish), and whether that can change."""

    words: str
    permanent: bool


Prepared = Letter | Nothing | Unwritten


class Preparer:
    """Writes e-mails at the moment they are sent; one of them may be written a moment ahead."""

    def __init__(self, db: Database, settings: MailSettings, compose: Compose) -> None:
        self._db = db
        self._settings = settings
        self._compose = compose
        self._ahead: tuple[int, float, Prepared] | None = None

    def prepare_ahead(self, delivery: Delivery | None) -> None:
        """Write the next one, where there is one, while the mail server thinks of the last."""
        if delivery is not None:
            self._ahead = (delivery.id, time.monotonic(), self._prepared(delivery))

    def prepared(self, delivery: Delivery) -> Prepared:
        """The e-mail as things stand, or within the last second stood."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == delivery.id and time.monotonic() - ahead[1] < _STALE_SECONDS:
            return ahead[2]
        return self._prepared(delivery)

    def _prepared(self, delivery: Delivery) -> Prepared:
        try:
            composed = self._compose(self._db, delivery)
            if isinstance(composed, Nothing):
                return composed
            content = self._bytes(composed, delivery)
            kept = self._bytes(composed.without_secret(), delivery) if composed.secret else content
            return Letter(composed.subject, content, kept)
        except PermanentFailure as failure:
            return Unwritten(failure.words, permanent=True)
        except Exception as error:  # noqa: BLE001 (one that cannot be written never stops the rest)
            log_place(delivery, error)
            words = in_swedish(f"Brevet gick inte att skriva ({type(error).__name__}). Felet står i loggen.")
            return Unwritten(words, permanent=False)

    def _bytes(self, composed: Composed, delivery: Delivery) -> bytes:
        return message_bytes(
            composed, delivery, sender_name=self._settings.sender_name, sender_address=self._settings.sender_address
        )


def log_place(delivery: Delivery, error: Exception) -> None:
    """Say where it went wrong, without the error's own words: they may hold the text of the mail or a link."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("delivery %d: %s at %s:%s", delivery.id, type(error).__name__, place.filename, place.lineno)
