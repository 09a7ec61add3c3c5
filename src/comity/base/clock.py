"""The one clock. Acts take `at=`; only edges (views, jobs, commands) ask what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo

from django.utils import timezone

_standing_still: ContextVar[datetime | None] = ContextVar("standing_still", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; inside `stopped_at` that moment."""
    return _standing_still.get() or timezone.now()


def day_of(at: datetime, zone: tzinfo | None = None) -> date:
    """The day at that time: in that zone, or else where the work is done.

    Pages, programs, mailed links and the worker set the zone of the coalition they work in, and acts run inside them.
    """
    return timezone.localtime(at, zone).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment, for tests and for building the demo's past."""
    token = _standing_still.set(moment)
    try:
        yield
    finally:
        _standing_still.reset(token)
