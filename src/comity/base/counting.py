"""How many requests were answered, kept in the database, so that any number of processes count together.

Each process adds up in memory and hands over every few seconds; what it holds when it is killed is lost, at most that
much. `on_answer` of `base.logs` calls `note`.
"""

import atexit
import logging
import threading
from collections import Counter
from datetime import date

from django.db import Error, connection, models, transaction

from comity.base.clock import now
from comity.base.logs import SLOW_MS
from comity.base.models import Answered

logger = logging.getLogger(__name__)
#: seconds between two times of handing over
EVERY = 5.0
Key = tuple[date, str, str]
_held: Counter[Key] = Counter()
_lock = threading.Lock()


def note(status: int, millis: float) -> None:
    """Count one answer."""
    day, kind = now().date(), f"{status // 100}xx"
    with _lock:
        _held[day, kind, "count"] += 1
        _held[day, kind, "millis"] += round(millis)
        _held[day, kind, "slow"] += millis > SLOW_MS


def hand_over() -> None:
    """Add what this process counted to the rows that all share. Kept for the next time when the database is away."""
    with _lock:
        held = _held.copy()
        _held.clear()
    if not held:
        return
    try:
        with transaction.atomic():
            for day, kind in {key[:2] for key in held}:
                _add(day, kind, {name: held[day, kind, name] for name in ("count", "millis", "slow")})
    except Error:
        with _lock:
            _held.update(held)
        logger.warning("What was counted could not be kept; it is tried again.")


def _add(day: date, kind: str, more: dict[str, int]) -> None:
    Answered.objects.bulk_create([Answered(day=day, kind=kind)], ignore_conflicts=True)
    Answered.objects.filter(day=day, kind=kind).update(
        **{name: models.F(name) + count for name, count in more.items()}
    )


def start() -> None:
    """Hand over from now on until this process ends."""

    def go_on() -> None:
        while not over.wait(EVERY):
            hand_over()
            connection.close()

    def end() -> None:
        over.set()
        hand_over()
        connection.close()

    over = threading.Event()
    threading.Thread(target=go_on, daemon=True, name="counting").start()
    atexit.register(end)
