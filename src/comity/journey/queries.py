"""The path as people may read it: every part judged from the facts of all wings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from comity.base.evidence import Fact, facts
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.standing import Standing
from comity.core.advice import journey
from comity.core.advice.journey import Judged, Stand, State
from comity.governing.models import State as VoteState
from comity.journey.models import StageStep
from comity.journey.words import UNTOLD, Said

#: all evidence that the path asks for
KEYS = frozenset(
    key for parts in (journey.STAGES, journey.STEPS, journey.ACTIVITIES) for part in parts for key in part.conditions
)


@dataclass(frozen=True)
class Line:
    """One piece of evidence as the page shows it. fact: None where no wing tells of it yet."""

    key: str
    state: State
    words: Any
    fact: Fact | None


@dataclass(frozen=True)
class Shown:
    """One part as the page shows it."""

    number: int
    said: Said
    judged: Judged
    lines: tuple[Line, ...]

    @property
    def css(self) -> str:
        """The class of its place on the way."""
        if self.judged.state in (State.DONE, State.STALE):
            return str(self.judged.state)
        return "next" if self.judged.next else ""

    @property
    def do(self) -> Fact | None:
        """The first thing to do here, where there is a page for it."""
        return next((line.fact for line in self.lines if line.fact and line.state in (State.OPEN, State.STALE)), None)


@dataclass(frozen=True)
class Path:
    """Everything known of where a coalition stands."""

    facts: Mapping[str, Fact]
    stages: tuple[Judged, ...]
    stand: Stand
    #: the newest decision about a stage, and the one that is being voted on
    decided: Any
    open: Any

    def parts(self, parts: Sequence[journey.Part], words: Mapping[str, Said]) -> list[Shown]:
        """Steps or activities, judged and worded."""
        judged = journey.judge(parts, self.facts)
        return [
            Shown(number, words[one.part.key], one, self.lines(one.conditions)) for number, one in enumerate(judged, 1)
        ]

    def lines(self, conditions: Sequence[tuple[str, State]]) -> tuple[Line, ...]:
        """Evidence in words, each with where it stands."""
        return tuple(_line(key, state, self.facts.get(key)) for key, state in conditions)

    @property
    def missing(self) -> tuple[Line, ...]:
        """What keeps it from the stage after the one it really stands in."""
        states = dict(self.stages[self.stand.shown].conditions)
        return self.lines([(key, states[key]) for key in self.stand.missing])

    @property
    def shown(self) -> Stage:
        """The stage that the evidence bears."""
        return list(Stage)[self.stand.shown]

    @property
    def next(self) -> Stage | None:
        """The stage that can be decided on once nothing is missing."""
        order = list(Stage)
        place = self.stand.entered + 1
        return order[place] if place < len(order) and not self.stand.lost else None


def steps_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Decisions about stages, the newest first, for those inside."""
    rows: Any = StageStep.objects.all() if standing.inside else StageStep.objects.none()
    rows = rows.select_related("coalition", "vote__coalition", "organisation", "person")
    found: QuerySet[Any] = rows.order_by("-proposed_at", "-pk")
    return found


def path_of(standing: Standing, coalition: Coalition) -> Path:
    """Where it stands, for those inside. Called in the coalition's scope."""
    found = facts(standing, KEYS)
    rows = list(steps_visible_to(standing)[:20])
    decided = next((row for row in rows if row.carried_at), None)
    return judged(found, Stage(coalition.stage), decided, _open(rows))


def judged(found: Mapping[str, Fact], stage: Stage, decided: Any = None, being_asked: Any = None) -> Path:
    """The same from facts at hand."""
    stages = tuple(journey.judge(journey.STAGES, found))
    forgiven = frozenset(decided.forgiven if decided and decided.stage == stage else ())
    return Path(found, stages, journey.stand(stages, list(Stage).index(stage), forgiven), decided, being_asked)


def _open(rows: Sequence[Any]) -> Any:
    return next((row for row in rows if row.vote and row.vote.state == VoteState.OPEN), None)


def _line(key: str, state: State, fact: Fact | None) -> Line:
    return Line(key, state, fact.text if fact else UNTOLD[key], fact)
