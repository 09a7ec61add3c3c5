"""Evidence that Comity's own records hold: what the other wings tell of things done together, pair by pair."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from comity.base import registry
from comity.base.registry import Together
from comity.coalitions.queries import members_of
from comity.network.models import Evidence
from comity.network.rungs.queries import AGE

#: what two do again and again is noted anew once the last that was found is so old
RENEWED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a pair did together, as a wing (`source`) tells it."""

    first: UUID
    second: UUID
    source: str
    fact: Together


def found(coalition: UUID, today: date) -> Iterator[Found]:
    """What is on record of the last year and not noted yet, oldest first; what was taken back is not found again."""
    members = set(members_of(coalition).values_list("pk", flat=True))
    known, newest = _known(coalition)
    told = [
        (source, fact) for source, tell in registry.together.items() for fact in tell(coalition, today - AGE)
    ]
    for source, fact in sorted(told, key=lambda one: (one[1].done_on, one[0], str(one[1].thing))):
        for first, second in combinations(sorted(fact.organisations & members), 2):
            pair = (first, second, fact.item)
            last = newest.get(pair)
            if (*pair, fact.thing) in known or (last is not None and fact.done_on - last < RENEWED):
                continue
            newest[pair] = fact.done_on
            yield Found(first, second, source, fact)


def _known(coalition: UUID) -> tuple[set[tuple[UUID, UUID, str, UUID]], dict[tuple[UUID, UUID, str], date]]:
    """What was found before, and of each item the newest day, by pair."""
    known, newest = set(), dict[tuple[UUID, UUID, str], date]()
    rows = Evidence.objects.filter(coalition=coalition).exclude(thing=None)
    fields = ("tie__first", "tie__second", "item", "thing", "done_on")
    for first, second, item, thing, on in rows.values_list(*fields):
        known.add((first, second, item, thing))
        newest[first, second, item] = max(on, newest.get((first, second, item), on))
    return known, newest
