"""Once a day: what only served the door goes."""

from datetime import datetime, timedelta

from comity.people import throttle
from comity.people.models import MailedKey, Sitting

KEPT = timedelta(days=1)


def sweep(coalition: None, at: datetime) -> None:
    """Drop keys and counts that expired, and sittings that ended."""
    MailedKey.objects.filter(expires_at__lt=at - KEPT).delete()
    Sitting.objects.filter(expire_date__lt=at).delete()
    throttle.forget(at=at)
