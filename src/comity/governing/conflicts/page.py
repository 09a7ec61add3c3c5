"""One case as its page shows it to one of those named."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.coalitions.standing import Standing
from comity.core.ladder import StepKind
from comity.governing.conflicts import permissions
from comity.governing.conflicts.queries import step_of
from comity.governing.models import (
    Case,
    CaseState,
    CaseStep,
    NeutralState,
    Outcome,
    OutcomeState,
    Party,
)

#: state → sign
SIGNS = {
    CaseState.OPEN: "info", CaseState.SETTLED: "ok", CaseState.DECIDED: "ok", CaseState.ENDED: "warn",
    CaseState.WITHDRAWN: "",
}  # fmt: skip
NEUTRAL_SIGNS = {
    NeutralState.PROPOSED: "info", NeutralState.WILLING: "info", NeutralState.ACCEPTED: "ok", NeutralState.DECLINED: "",
    NeutralState.REFUSED: "",
}  # fmt: skip
OUTCOME_SIGNS = {
    OutcomeState.PROPOSED: "info", OutcomeState.ACCEPTED: "ok", OutcomeState.BINDING: "ok", OutcomeState.REFUSED: "",
}  # fmt: skip


def status_of(case: Case) -> tuple[str, str]:
    """Sign and words of where a case stands."""
    state = CaseState(case.state)
    return SIGNS[state], str(state.label)


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: its words, when it ends or ended, and whether it is past, here or to come."""

    step: CaseStep
    css: str


@dataclass(frozen=True)
class Offered:
    """A neutral or an outcome, with what each side said, and whether ours still must."""

    thing: Any
    sign: str
    state: str
    said: list[tuple[str, bool, str]]
    ours_waits: bool
    by: str = ""


@dataclass
class Sheet:
    """A case with what this reader can do under this hat. Needs `to_read`."""

    case: Case
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def status(self) -> tuple[str, str]:
        return status_of(self.case)

    @property
    def is_open(self) -> bool:
        return self.case.state == CaseState.OPEN

    @cached_property
    def step(self) -> CaseStep:
        """The step at which it stands."""
        return step_of(self.case)

    @property
    def rungs(self) -> list[Rung]:
        """The ladder agreed beforehand."""
        over = not self.is_open
        return [Rung(step, self._css(step.place, over)) for step in self.case.steps.all()]

    def _css(self, place: int, over: bool) -> str:
        if place < self.case.place or (over and place == self.case.place):
            return "past"
        return "here" if place == self.case.place else "todo"

    @cached_property
    def side(self) -> Party | None:
        """The reader's side under this hat."""
        return permissions.side_of(self.by, self.case)

    @cached_property
    def neutral(self) -> bool:
        """Whether the reader is a neutral here."""
        return any(row.party_id is None and row.person_id == self.by.person for row in self.case.people.all())

    @property
    def may_write(self) -> bool:
        return self.is_open and (self.side is not None or self.neutral)

    @property
    def wrong_hat(self) -> bool:
        """Named, and under a hat that stands for no side."""
        return self.is_open and self.side is None and not self.neutral

    @property
    def signs(self) -> bool:
        return self.is_open and self.side is not None and permissions.signs(self.standing, self.by)

    @property
    def sides(self) -> list[tuple[Party, list[Any]]]:
        """Each side with the people named for it."""
        people = list(self.case.people.all())
        return [
            (side, [row for row in people if row.party_id == side.pk]) for side in self.case.parties.all()
        ]

    @property
    def helpers(self) -> list[Any]:
        """The neutrals who know of the case."""
        return [row for row in self.case.people.all() if row.party_id is None]

    @property
    def may_propose_neutral(self) -> bool:
        """Whether this step still needs one."""
        here = [one for one in self.case.neutrals.all() if one.step_id == self.step.pk]
        accepted = [one for one in here if one.state == NeutralState.ACCEPTED]
        return self.is_open and self.side is not None and len(accepted) < self.step.needs

    @property
    def neutrals(self) -> list[Offered]:
        """Who was proposed, with what each side said."""
        return [
            self._offered(one, NEUTRAL_SIGNS[NeutralState(one.state)], one.state == NeutralState.WILLING)
            for one in self.case.neutrals.all()
        ]

    @property
    def outcomes(self) -> list[Offered]:
        """What was proposed to settle it."""
        return [
            self._offered(
                one, OUTCOME_SIGNS[OutcomeState(one.state)], one.state == OutcomeState.PROPOSED, who(one)
            )
            for one in self.case.outcomes.all()
        ]

    def _offered(self, thing: Any, sign: str, waits: bool, by: str = "") -> Offered:
        said = [one for one in self.case.assents.all() if one.about == thing.pk]
        answered = {one.party_id for one in said}
        ours = waits and self.signs and self.side is not None and self.side.pk not in answered
        words = [(one.party.name, one.yes, one.why) for one in said]
        return Offered(thing, sign, thing.get_state_display(), words, ours, by)

    @property
    def may_hurry(self) -> bool:
        """Whether there is a next step that our side has not asked for."""
        last = self.case.place + 1 >= len(self.case.steps.all())
        return self.is_open and self.side is not None and not last and self.side.wants_next != self.case.place

    @property
    def other_hurries(self) -> bool:
        return self.is_open and any(side.wants_next == self.case.place for side in self.case.parties.all())

    @property
    def arbitrates(self) -> bool:
        """Whether an arbitrator stands on the ladder."""
        return any(step.kind == StepKind.ARBITRATOR for step in self.case.steps.all())

    @property
    def may_bind(self) -> bool:
        return self.signs and self.arbitrates and self.side is not None and self.side.bound_at is None

    @property
    def may_take_back(self) -> bool:
        return self.is_open and self.side is not None and self.side.opened

    @property
    def settled(self) -> Outcome | None:
        """How it was settled."""
        done = (OutcomeState.ACCEPTED, OutcomeState.BINDING)
        return next((one for one in self.case.outcomes.all() if one.state in done), None)


def who(thing: Any) -> str:
    """In whose name something was said: a side's, or the neutral's."""
    return thing.party.name if thing.party_id else _("{name}, neutral").format(name=thing.person.name)
