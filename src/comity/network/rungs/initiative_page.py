"""What the page of an initiative shows: its phases, what is missing for the next, what each seat said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from comity.base.refusal import Reason
from comity.core.advice import multisector
from comity.core.advice.multisector import Lack, Phase
from comity.network.models import Initiative, InitiativeSeat, InitiativeState
from comity.network.rungs.initiative_permissions import sitting
from comity.network.rungs.initiative_queries import busy_in, facts_of, lacks_of
from comity.network.rungs.initiative_wording import LACKS, PHASES


@dataclass(frozen=True)
class PhaseStep:
    """One phase on the way. css: as the path draws it."""

    name: str | Promise
    meaning: str | Promise
    css: str
    word: tuple[str, str]


@dataclass(frozen=True)
class Chair:
    """One seat: what it said, whether it agrees to the text, whether it is at work; mine: the reader speaks for it."""

    seat: InitiativeSeat
    agrees: bool
    busy: bool
    mine: bool


class InitiativeSheet:
    """Everything of one initiative, for one reader under one hat."""

    def __init__(self, initiative: Any, standing: Any, by: Any, today: date) -> None:
        self.initiative: Initiative = initiative
        self.seats: list[InitiativeSeat] = list(initiative.held)
        self.standing, self.by, self.today = standing, by, today

    @cached_property
    def busy(self) -> Any:
        return busy_in([self.initiative.pk])[self.initiative.pk]

    @cached_property
    def barred(self) -> Reason | None:
        """Why the reader can't speak for a seat now."""
        return sitting(self.standing, self.by, {seat.organisation_id for seat in self.seats})

    @cached_property
    def chairs(self) -> list[Chair]:
        mine = self.by.of if self.barred is None else None
        return [
            Chair(seat, seat.agrees(self.initiative), seat.organisation_id in self.busy, seat.organisation_id == mine)
            for seat in self.seats
        ]

    @cached_property
    def mine(self) -> Chair | None:
        """The reader's own seat."""
        return next((chair for chair in self.chairs if chair.mine), None)

    @property
    def over(self) -> bool:
        return self.initiative.state == InitiativeState.ENDED

    @property
    def phase(self) -> str:
        return str(self.initiative.state)

    @cached_property
    def lacks(self) -> list[Lack]:
        if self.over:
            return []
        return lacks_of(self.initiative, self.seats, self.busy, self.today)

    @property
    def lacking(self) -> Sequence[str | Promise]:
        """What is missing for the next phase, in words."""
        return [LACKS[lack] for lack in self.lacks]

    @property
    def may_move(self) -> bool:
        """The reader can open the next phase now."""
        return self.mine is not None and not self.lacks and not self.over and self.phase != Phase.WORKING

    @property
    def misses_citizens(self) -> bool:
        return multisector.misses_citizens(facts_of(self.initiative, self.seats, self.busy))

    @cached_property
    def phases(self) -> list[PhaseStep]:
        order = list(Phase)
        here = len(order) if self.over else order.index(Phase(self.phase))
        return [self._step(phase, place, here) for place, phase in enumerate(order)]

    def _step(self, phase: Phase, place: int, here: int) -> PhaseStep:
        name = InitiativeState(phase.value).label
        if place < here:
            return PhaseStep(name, PHASES[phase], "done", ("ok", _("Done")))
        if place == here:
            return PhaseStep(name, PHASES[phase], "next", ("info", _("Now")))
        return PhaseStep(name, PHASES[phase], "", ("", ""))

    @property
    def may_write(self) -> bool:
        """The common text can be written: trust is there, and each has said how it sees the problem."""
        ready = self.phase != Phase.TRUST and all(seat.definition for seat in self.seats)
        return self.mine is not None and not self.over and ready
