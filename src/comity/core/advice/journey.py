"""Where a coalition stands: five stages, eight steps and sixteen activities, each judged by evidence, none by a tick.

Rules as data. A part rests on conditions; a condition is named by the key of the evidence that shows it. Evidence that
no wing tells of yet keeps nothing from being done, and is said to be missing from the software.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Evidence(Protocol):
    """What is known of one condition: enough of it is or was there; it was, and is not current any more."""

    @property
    def there(self) -> bool: ...

    @property
    def stale(self) -> bool: ...


class State(StrEnum):
    """How a condition or a part stands. absent: no wing tells of it yet."""

    DONE = "done"
    STALE = "stale"
    OPEN = "open"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, step or activity: what shows that it is done."""

    key: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a part stands, and each of its conditions. next: the first in order with something missing.

    whole: nothing of what it rests on is missing from the software.
    """

    part: Part
    state: State
    conditions: tuple[tuple[str, State], ...]
    next: bool = False

    @property
    def whole(self) -> bool:
        return all(state is not State.ABSENT for _key, state in self.conditions)

    @property
    def missing(self) -> tuple[str, ...]:
        """Conditions that are open or stale."""
        return tuple(key for key, state in self.conditions if state in (State.OPEN, State.STALE))


STAGES: tuple[Part, ...] = (
    Part("pre-formation", (
        "journey.community", "founding.checklist", "journey.in_view", "listening.dialogue",
    )),
    Part("formation", (
        "founding.brief", "founding.convening", "founding.approvals", "founding.mission", "governing.rulebook",
        "coalitions.seated",
    )),
    Part("implementation", (
        "working.plans", "journey.tasks", "sharing.spending", "journey.reports", "working.win",
    )),
    Part("maintenance", (
        "journey.year", "journey.rotation", "founding.reaffirmed", "journey.reviewed", "journey.steady",
        "working.concerns",
    )),
    Part("institutional", (
        "sharing.support", "journey.chairs_spread", "sharing.money_spread", "journey.successors", "learning.practices",
    )),
)  # fmt: skip

STEPS: tuple[Part, ...] = (
    Part("need", ("founding.checklist", "founding.brief")),
    Part("people", (
        "journey.competences", "founding.prospects", "founding.levels", "founding.asked", "journey.seat_levels",
    )),
    Part("objectives", ("founding.gains", "working.goals", "working.win", "sharing.clash")),
    Part("convene", ("founding.convening", "journey.answered", "founding.approvals")),
    Part("means", ("sharing.budget", "sharing.needs", "sharing.lead_hours", "sharing.time")),
    Part("structure", ("journey.sheets", "journey.series", "governing.rulebook", "journey.groups", "journey.terms")),
    Part("vitality", (
        "working.concerns", "journey.rotation", "journey.met", "learning.training", "working.celebrated",
        "journey.thanked_people", "journey.thanked",
    )),
    Part("improve", ("journey.results", "journey.reviewed", "learning.evaluations")),
)  # fmt: skip

ACTIVITIES: tuple[Part, ...] = (
    Part("convictions", ("listening.dialogue",)),
    Part("trends", ("listening.trends",)),
    Part("problems", ("listening.problems",)),
    Part("purpose", ("founding.mission",)),
    Part("others", ("founding.library", "founding.library.answered")),
    Part("backing", ("founding.endorsements", "founding.endorsements.groups")),
    Part("partners", ("founding.criteria", "founding.scores", "founding.prospects")),
    Part("approve", ("founding.checklist", "journey.community", "founding.introduced", "founding.approvals")),
    Part("administration", (
        "founding.reservations", "coalitions.bodies", "founding.plan", "coalitions.seated", "journey.terms",
    )),
    Part("power", ("journey.small", "governing.rulebook", "journey.power", "journey.steady")),
    Part("contributions", ("sharing.pledges", "sharing.barriers")),
    Part("goals", ("working.goals",)),
    Part("plans", ("working.plans",)),
    Part("carry_out", ("journey.tasks", "journey.initiative", "working.public_plans", "working.staffing")),
    Part("evaluate", ("learning.evaluations", "learning.monitors")),
    Part("end", ("closing.keepers", "closing.criteria")),
)  # fmt: skip


def judge(parts: Sequence[Part], evidence: Mapping[str, Evidence]) -> list[Judged]:
    """Each part in order. The first that is open is next; one that went stale is not, it says so by itself."""
    judged = [_judged(part, evidence) for part in parts]
    first = next((place for place, one in enumerate(judged) if one.state is State.OPEN), None)
    return [
        Judged(one.part, one.state, one.conditions, next=place == first) for place, one in enumerate(judged)
    ]


@dataclass(frozen=True, slots=True)
class Stand:
    """entered: the stage by decision. shown: the one that the evidence bears, never later than that.

    missing: what keeps the coalition from the stage after `shown`. lost: shown lies before entered.
    """

    entered: int
    shown: int
    missing: tuple[str, ...]

    @property
    def lost(self) -> bool:
        return self.shown < self.entered

    @property
    def ready(self) -> bool:
        """The next stage can be decided on."""
        return not self.lost and not self.missing


def stand(stages: Sequence[Judged], entered: int, forgiven: frozenset[str] = frozenset()) -> Stand:
    """Where it stands: a stage is left behind once all its evidence is there.

    entered: the place of the stage that was decided on. forgiven: evidence of which was decided that the coalition goes
    on without it.
    """
    for place, one in enumerate(stages[:entered]):
        missing = tuple(key for key in one.missing if key not in forgiven)
        if missing:
            return Stand(entered, place, missing)
    last = stages[entered]
    return Stand(entered, entered, tuple(key for key in last.missing if key not in forgiven))


def _judged(part: Part, evidence: Mapping[str, Evidence]) -> Judged:
    states = tuple((key, _state(evidence.get(key))) for key in part.conditions)
    found = {state for _key, state in states}
    order = (State.OPEN, State.STALE, State.DONE, State.ABSENT)
    return Judged(part, next(state for state in order if state in found), states)


def _state(found: Evidence | None) -> State:
    if found is None:
        return State.ABSENT
    if not found.there:
        return State.OPEN
    return State.STALE if found.stale else State.DONE
