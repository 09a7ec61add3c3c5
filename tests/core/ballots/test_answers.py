"""What must hold of every method that counts yes, no and abstain, whatever the votes, the weights and the rule."""

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from comity.core.ballots.answers import Said, Side
from comity.core.ballots.double_majority import Halves
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.types import (
    CARRIES,
    Base,
    Choice,
    Counted,
    Outcome,
    Quorum,
    Roll,
    Rule,
    Threshold,
    Vote,
)
from tests.core.ballots.test_promised import numbers
from tests.core.ballots.test_properties import QUICK, WHOLE

ON_ANSWERS = sorted(name for name, one in methods().items() if one.marks is Marks.ANSWER)
UNITS = [f"unit {n}" for n in range(12)]


def said_by(chance: random.Random) -> Said:
    """Up to twelve units that answer, object, are silent or absent, under any rule."""
    units = UNITS[: chance.randint(1, 12)]
    weights = {unit: chance.randint(1, chance.choice([1, 5])) for unit in units}
    room = frozenset(unit for unit in units if chance.random() < 0.8)
    answered = [unit for unit in room if chance.random() < chance.choice([0.5, 1])]
    leaning = chance.choice([[Choice.YES], [Choice.YES, Choice.ABSTAIN], [*Choice]])
    votes = [Vote(unit, chance.choice(leaning), weights[unit]) for unit in sorted(answered)]
    share = Threshold(Fraction(chance.randint(1, 5), 6), chance.random() < 0.5)
    need = chance.choice([share, chance.randint(1, 6)])
    quorum = chance.choice([None, Quorum(need, chance.choice([*Counted]))])
    return Said(
        votes, Rule(share, chance.choice([*Base]), quorum), Roll(weights, room),
        objecting=frozenset(chance.sample(units, 1)) if chance.random() < 0.2 else frozenset(),
        sides={unit: chance.choice([*Side]) for unit in units},
    )  # fmt: skip


def counted(method: Method, said: Said) -> list[Outcome]:
    """The outcome, in each variant of the method."""
    variants: list[dict[str, Any]] = [{"halves": one} for one in Halves] if "halves" in method.settings() else [{}]
    return [method.run(said, given) for given in variants]


def anonymous(method: Method, chance: random.Random) -> None:
    """Neither the order of the votes nor who is who makes a difference."""
    said = said_by(chance)
    names = dict(zip(UNITS, chance.sample(UNITS, len(UNITS)), strict=True))
    votes = [replace(vote, unit=names[vote.unit]) for vote in said.votes]
    present = said.roll.present and frozenset(names[unit] for unit in said.roll.present)
    other = Said(
        chance.sample(votes, len(votes)), said.rule,
        Roll({names[unit]: weight for unit, weight in said.roll.eligible.items()}, present),
        objecting=frozenset(names[unit] for unit in said.objecting),
        sides={names[unit]: side for unit, side in said.sides.items()},
    )  # fmt: skip
    assert counted(method, said) == counted(method, other)


def conserving(method: Method, chance: random.Random) -> None:
    """Every vote is counted once, with its weight; nothing carries without a reason that carries, or without a yes."""
    said = said_by(chance)
    for outcome in counted(method, said):
        assert sum(outcome.weight.values()) == sum(vote.weight for vote in said.votes)
        assert outcome.cast == len(said.votes) <= outcome.present <= outcome.eligible
        assert outcome.carried == (outcome.why in CARRIES)
        assert not outcome.carried or outcome.weight[Choice.YES] > 0
        assert not outcome.carried or outcome.quorum <= outcome.present


def monotone(method: Method, chance: random.Random) -> None:
    """A no or an abstention that becomes a yes turns no yes of all into a no."""
    said = said_by(chance)
    turnable = [n for n, vote in enumerate(said.votes) if vote.choice is not Choice.YES]
    if not turnable:
        return
    at = chance.choice(turnable)
    votes = [replace(vote, choice=Choice.YES) if n == at else vote for n, vote in enumerate(said.votes)]
    better = counted(method, replace(said, votes=votes))
    for before, after in zip(counted(method, said), better, strict=True):
        assert after.carried or not before.carried


def exact(method: Method, chance: random.Random) -> None:
    """Every figure is a whole number or a fraction."""
    figures = numbers(counted(method, said_by(chance)))
    assert not [one for one in figures if type(one) not in (int, Fraction)]


PROPERTIES: list[Callable[[Method, random.Random], None]] = [anonymous, conserving, monotone, exact]


@pytest.mark.row("G3")
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ON_ANSWERS)
def test_it_holds(name: str, holds: Callable[[Method, random.Random], None]) -> None:
    for seed in range(QUICK):
        holds(methods()[name], random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ON_ANSWERS)
def test_it_holds_ten_thousand_times(name: str, holds: Callable[[Method, random.Random], None]) -> None:
    for seed in range(QUICK, WHOLE + QUICK):
        holds(methods()[name], random.Random(seed))


def test_the_drawn_votes_reach_both_outcomes_of_every_method() -> None:
    for name in ON_ANSWERS:
        drawn = [said_by(random.Random(seed)) for seed in range(QUICK * 5)]
        assert {one.carried for said in drawn for one in counted(methods()[name], said)} == {True, False}, name
