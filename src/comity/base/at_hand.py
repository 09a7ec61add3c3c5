"""What a page has read already: while it is read and written out, the database is asked for it once.

    with once():
        …  # forms, previews: whatever asks the same again

Acts stand outside: under their lock they read anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("at_hand", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Within this block `at_hand` keeps what it was given."""
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def at_hand(key: Hashable, read: Callable[[], T]) -> T:
    """What `read()` answers; within `once`, what it answered the first time under this key."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found
