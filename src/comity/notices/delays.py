"""How long to wait before what failed is tried again."""

from datetime import timedelta

#: after the first failure, the second, …; after one more it has failed for good
DELAYS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 60, 180, 360, 720, 1440))


def delay(tries: int) -> timedelta | None:
    """The pause after that many tries; None: no further one."""
    return DELAYS[tries - 1] if tries <= len(DELAYS) else None
