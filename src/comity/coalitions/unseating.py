"""An organisation without its seat no longer reads what is for the body's eyes: what waited for it there ends."""

from collections.abc import Callable, Iterable
from datetime import datetime

from comity.coalitions.models import Seat

#: f(seat, at) ends what a wing keeps waiting for an organisation because it sat there. Called inside the act.
on_unseated: list[Callable[[Seat, datetime], None]] = []


def unseat(seats: Iterable[Seat], *, at: datetime) -> None:
    """Tell the wings above that these seats have ended."""
    for seat in seats:
        for end in on_unseated:
            end(seat, at)
