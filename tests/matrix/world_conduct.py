"""What the world holds of who does what, statements and conflicts, each full of canaries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comity.base.capacity import Capacity
from comity.core.duties import Part
from comity.governing.acts import areas
from comity.people.models import Organisation
from tests.cast import Troupe


def divide_everything(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A contested area, and what an organisation is good at. hats: two members that speak."""
    canary, (first, second) = f"KANARI-{name}", hats
    area = areas.name_area(name=f"Area {canary}", words=canary, needs=canary, by=first, at=at)
    for by in (second, first):
        organisation = Organisation.objects.get(pk=by.of)
        duty = areas.claim_part(area, Part.DECIDES, organisation=organisation, by=by, at=at)
    skill = areas.state_competence(name=canary, level=2, evidence=canary, by=first, at=at)
    things.area, things.duty, things.competence = area.pk, duty.pk, skill.pk
