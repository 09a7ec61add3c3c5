"""Two rows for one organisation become one: what the rooms above must move along is asked of them here."""

from collections.abc import Callable
from datetime import datetime

from django.db import models
from rapidfuzz import fuzz

from comity.base.capacity import Capacity
from comity.base.text import fold
from comity.people.models import Organisation

#: f(kept, gone, by, at) moves what a wing keeps about `gone` in the coalition to `kept`; returns every row it touched.
#: Called inside the act and its scope. What was said, voted or signed stays under the name it was made under.
Mover = Callable[[Organisation, Organisation, Capacity, datetime], list[models.Model]]
on_merge: list[Mover] = []


def likeness(one: Organisation, other: Organisation) -> int:
    """How alike two names read, 0 to 100, whatever the order of their words."""
    return round(fuzz.token_sort_ratio(fold(one.name), fold(other.name)))
