"""Which workers are alive. Each says so every few seconds from a thread of its own, however long its job takes."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import Error, connection

from comity.base.clock import now
from comity.notices.models import Beat

logger = logging.getLogger(__name__)
#: seconds between two beats, and after which silence a worker counts as dead
EVERY, SILENCE = 20.0, timedelta(minutes=2)


def beat(worker: str, at: datetime) -> None:
    """Say that a worker is alive."""
    if not Beat.objects.filter(pk=worker).update(seen_at=at):
        Beat.objects.bulk_create([Beat(worker=worker, started_at=at, seen_at=at)], ignore_conflicts=True)


def alive(at: datetime) -> set[str]:
    """The names of workers that are alive."""
    return set(Beat.objects.filter(seen_at__gt=at - SILENCE).values_list("worker", flat=True))


def last_seen() -> datetime | None:
    """When any worker last said that it is alive. One query."""
    return Beat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def forget(at: datetime) -> None:
    """Drop workers that have been dead for a day."""
    Beat.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()


@contextmanager
def beating(worker: str) -> Iterator[None]:
    """The worker is alive for as long as this lasts; then it says farewell."""
    over = Event()

    def go_on() -> None:
        while not over.wait(EVERY):
            _try(lambda: beat(worker, now()))
            connection.close()

    _try(lambda: beat(worker, now()))
    thread = Thread(target=go_on, daemon=True, name="beats")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(EVERY)
        _try(lambda: Beat.objects.filter(pk=worker).delete())


def _try(work: Callable[[], object]) -> None:
    """A database that is away is no reason to die."""
    try:
        work()
    except Error:
        logger.warning("The worker could not say that it is alive; it tries again soon.")
