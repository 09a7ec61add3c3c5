"""What the checks must know of the coalition's bodies, and the bodies a preset can name."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from comity.coalitions.models import Body, BodyKind, Seat
from comity.coalitions.queries import held, members_of
from comity.core.rulebook.checks import BodyFacts
from comity.core.rulebook.presets import PRESETS, Places
from comity.core.rulebook.types import Rulebook


def bodies_of(coalition: UUID, *, on: date) -> dict[UUID, BodyFacts]:
    """Every body with how many organisations have a place in it. Three queries."""
    members = set(members_of(coalition, on=on).values_list("pk", flat=True))
    seats = Seat.objects.filter(held(on)).values_list("body", "organisation")
    sizes = Counter(body for body, organisation in seats if organisation in members)
    return {
        pk: BodyFacts(len(members) if kind == BodyKind.ASSEMBLY else sizes[pk], bool(ended and ended <= on))
        for pk, kind, ended in Body.objects.values_list("pk", "kind", "ended_on")
    }


def preset(name: str) -> Rulebook:
    """The whole draft of a preset for the bodies that the coalition has; KeyError for an unknown one. One query."""
    return PRESETS[name](places())


def places() -> Places:
    """The assembly, and the oldest strategic and executive bodies that have not ended."""
    rows: Any = Body.objects.filter(ended_on=None).order_by("since_on", "pk").values_list("kind", "pk")
    first: dict[str, UUID] = {}
    for kind, pk in rows:
        first.setdefault(kind, pk)
    return Places(first[BodyKind.ASSEMBLY], first.get(BodyKind.STRATEGIC), first.get(BodyKind.EXECUTIVE))
