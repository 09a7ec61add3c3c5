"""What wings above say of rounds: what they do when one closes, and how much each missing answer matters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from comity.base.registry import Registry, Worded

#: name → f(round, by=, at=): called inside the act that closes a round; gives the rows it made or changed
closings: Registry[Callable[..., Iterable[models.Model]]] = Registry("follower of closed rounds")


@dataclass(frozen=True)
class Weighing:
    """How much the answer of each organisation matters to what a wing works out, and a sentence that says why."""

    by_organisation: Mapping[UUID, float]
    why: Worded


#: name → f(round): the weights of its organisations, or None when the wing has nothing to say of this round
weights: Registry[Callable[[Any], Weighing | None]] = Registry("weight of answers")


def weighing_of(round_: Any) -> Weighing:
    """The first weights that a wing has for a round; none: all answers matter alike."""
    for _name, ask in weights.items():
        found = ask(round_)
        if found is not None:
            return found
    return Weighing({}, "")
