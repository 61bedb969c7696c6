"""What a trial letter says (services/mail_testing.py sends it)."""

from tracker.config import Settings
from tracker.domain.delivery import Delivery, MessageKind
from tracker.mail import letters
from tracker.mail.message import Composed
from tracker.spoken import date_and_time


def trial_letter(settings: Settings, delivery: Delivery) -> Composed:
    """What it says."""
    values = {
        "name": delivery.name,
        "municipality": settings.site.municipality,
        "base_url": settings.site.base_url,
        "when": date_and_time(delivery.dated),
    }
    return letters.compose(MessageKind.TRIAL, values)
