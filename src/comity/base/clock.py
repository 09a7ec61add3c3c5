"""The one clock. Acts take `at=`; only edges (views, jobs, commands) ask what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_standing_still: ContextVar[datetime | None] = ContextVar("standing_still", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; inside `stopped_at` that moment."""
    return _standing_still.get() or timezone.now()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment, for tests and for building the demo's past."""
    token = _standing_still.set(moment)
    try:
        yield
    finally:
        _standing_still.reset(token)
