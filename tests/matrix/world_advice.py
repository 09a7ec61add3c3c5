"""What the world holds of weighings and initiatives, full of canaries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.coalitions.models import Mandate
from comity.network.acts import initiatives, weighings
from comity.network.models import WeighingSide
from comity.people.models import Organisation
from tests.cast import Troupe

MEANS = dict.fromkeys(("time", "skills", "money", "backing", "commitment", "people"), 2)


def weigh(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """Two members weigh it; in alpha the seated one speaks for one of them. Nobody else may know of it."""
    canary, marks = f"KANARI-CASE-{name}", ("OD", "HH") if name == "ALPHA" else (f"{name[0]}T", f"{name[0]}L")
    sides = [_speaker(troupe, mark) for mark in marks]
    found = weighings.start_weighing([troupe.organisations[mark] for mark in marks], by=sides[0], at=at)
    for by in sides:
        weighings.answer_weighing(found, wants=2, means=MEANS, relies=3, stays=3, by=by, at=at)
    found = type(found).objects.get(pk=found.pk)
    found.title = found.ended_name = canary
    found.store()
    for side in WeighingSide.objects.filter(weighing=found):
        side.knowingly_why = canary
        side.store()
    things.weighing = found.pk


def take_on(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """An initiative in which two members sit, with a common text."""
    canary, (first, second) = f"KANARI-{name}", hats
    invited = [Organisation.objects.get(pk=second.of)]
    found = initiatives.start_initiative(title=canary, invited=invited, trust_days=0, by=first, at=at)
    found = initiatives.take_seat(found, by=second, at=at)
    for by in hats:
        initiatives.write_seat(found, solo=canary, definition=canary, aside=canary, by=by, at=at)
        initiatives.say_ready(found, by=by, at=at + timedelta(hours=1))
    found = type(found).objects.get(pk=found.pk)
    found.state, found.problem, found.number, found.written_name = "defining", canary, 1, canary
    found.ended_why = canary
    found.store()
    things.initiative = found.pk


def _speaker(troupe: Troupe, mark: str) -> Capacity:
    organisation = troupe.organisations[mark]
    mandate = Mandate.objects.filter(organisation=organisation, speaks=True).order_by("pk").first()
    return troupe.hat(mandate.person, organisation)
