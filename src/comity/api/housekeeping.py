"""Once an hour: kept answers and counts that are over."""

from datetime import datetime

from comity.api import idempotency, rates


def sweep(coalition: None, at: datetime) -> None:
    """Drop what is kept no longer."""
    idempotency.forget(at=at)
    rates.forget(at=at)
