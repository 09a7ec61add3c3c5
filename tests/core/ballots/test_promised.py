"""What methods on options promise beyond the common: who must be taken, whatever else stands on the ballots."""

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from comity.core.ballots import budget_equal_shares, schulze
from comity.core.ballots.budget_equal_shares import Completion, Utility
from comity.core.ballots.lots import Lot
from comity.core.ballots.marks import Listed, poll_of
from comity.core.ballots.methods import Marks, Method, Shows, methods
from tests.core.ballots.test_properties import (
    NAMES,
    ON_OPTIONS,
    QUICK,
    WHOLE,
    Profile,
    profile,
    run,
    settings_of,
)

RANKING = [name for name in ON_OPTIONS if methods()[name].marks is Marks.RANKING]
#: those that share several places out among groups; Schulze's takes the first of one order instead
SEVERAL = [name for name in RANKING if methods()[name].shows is Shows.STAGES and "seats" in methods()[name].settings()]


def leaning(method: Method, chance: random.Random) -> Profile:
    """Ballots of which many rank the same few options above all others, so that there are majorities and groups."""
    ballots, group = profile(method, chance), chance.sample(range(1, 6), chance.randint(1, 3))
    for _ in range(chance.randint(1, 8)):
        inner, outer = chance.sample(group, len(group)), [one for one in range(1, 6) if one not in group]
        order = inner + chance.sample(outer, chance.randint(0, len(outer)))
        ballots.append(({place: rank for rank, place in enumerate(order, 1)}, chance.randint(1, 4)))
    return ballots


def first(marks: dict[int, int], size: int) -> set[int]:
    """The options that a ballot puts above all others, so many."""
    return {place for place, rank in marks.items() if rank <= size}


def first_of_most_is_taken(method: Method, chance: random.Random) -> None:
    """The option that more than half of all votes put first is taken, where there is one place."""
    ballots = leaning(method, chance)
    said = sum(weight for marks, weight in ballots if marks)
    firsts = [sum(weight for marks, weight in ballots if marks.get(place) == 1) for place in range(1, 6)]
    if 2 * max(firsts) > said:
        assert run(method, ballots, NAMES).winners == (NAMES[firsts.index(max(firsts))],)


def solid_groups_get_their_share(method: Method, chance: random.Random) -> None:
    """Votes for k quotas that put the same options above all others take k of these, or all of them."""
    ballots, seats = leaning(method, chance), chance.randint(2, 4)
    winners = run(method, ballots, NAMES, seats=seats).winners
    quota = sum(weight for marks, weight in ballots if marks) // (seats + 1) + 1
    for size in range(1, 5):
        for group in combinations(range(1, 6), size):
            solid = sum(weight for marks, weight in ballots if first(marks, size) == {*group})
            taken = sum(NAMES[place - 1] in winners for place in group)
            assert taken >= min(solid // quota, size), (ballots, seats, group)


def who_beats_all_is_taken(method: Method, chance: random.Random) -> None:
    """The option that more votes prefer to each other one is taken by Schulze's method."""
    ballots = leaning(method, chance)
    at = [[marks.get(place, 99) for marks, _ in ballots] for place in range(1, 6)]
    weights = [weight for _, weight in ballots]

    def preferred(one: int, other: int) -> int:
        return sum(w for mine, theirs, w in zip(at[one], at[other], weights, strict=True) if mine < theirs)

    for one in range(5):
        if all(preferred(one, other) > preferred(other, one) for other in range(5) if other != one):
            assert run(method, ballots, NAMES).winners == (NAMES[one],)


def who_could_pay_gets_something(method: Method, chance: random.Random) -> None:
    """Equal shares: votes whose shares together pay for a project they all want are not left with nothing.

    Without completion besides: no project is left out for which those who want it have the money left.
    """
    ballots, costs = profile(method, chance), [chance.randint(5, 90) for _ in NAMES]
    options = [Listed(name, cost) for name, cost in zip(NAMES, costs, strict=True)]
    for utility in Utility:
        for completion in Completion:
            given = {**settings_of(method), "utility": utility, "completion": completion}
            poll = poll_of(method, options, ballots, given, 100)
            found = method.run(poll, given, lot=Lot("seven"))
            for place, cost in enumerate(costs):
                fans = [n for n, approved in enumerate(poll.approvals) if place in approved]
                weight = sum(poll.weights[n] for n in fans)
                if weight and weight * 100 >= cost * poll.weight:
                    content = {poll.options[one] for n in fans for one in poll.approvals[n]} & {*found.winners}
                    assert content, (ballots, costs, given)
                if fans and completion is Completion.NONE and poll.options[place] not in found.winners:
                    assert sum(found.shares[n] * poll.weights[n] for n in fans) < cost


def exact(method: Method, chance: random.Random) -> None:
    """Every figure is a whole number or a fraction."""
    seats = 3 if "seats" in method.settings() else 1
    figures = numbers(run(method, profile(method, chance), NAMES, seats))
    assert not [one for one in figures if type(one) not in (int, Fraction)]


def numbers(thing: Any) -> list[Any]:
    """All figures in a result."""
    if is_dataclass(thing):
        return [one for field in fields(thing) for one in numbers(getattr(thing, field.name))]
    if isinstance(thing, dict | list | tuple | frozenset):
        parts = [*thing, *thing.values()] if isinstance(thing, dict) else thing
        return [one for part in parts for one in numbers(part)]
    return [] if thing is None or isinstance(thing, str | bool) else [thing]


Promise = Callable[[Method, random.Random], None]
#: each promise with those that make it
PROMISES: list[tuple[Promise, str]] = [
    *((first_of_most_is_taken, name) for name in RANKING),
    *((solid_groups_get_their_share, name) for name in SEVERAL),
    (who_beats_all_is_taken, schulze.METHOD.name),
    (who_could_pay_gets_something, budget_equal_shares.METHOD.name),
    *((exact, name) for name in ON_OPTIONS),
]
IDS = [f"{name}: {promise.__name__}" for promise, name in PROMISES]


@pytest.mark.row("G3")
@pytest.mark.parametrize(("promise", "name"), PROMISES, ids=IDS)
def test_it_is_kept(promise: Promise, name: str) -> None:
    for seed in range(QUICK):
        promise(methods()[name], random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize(("promise", "name"), PROMISES, ids=IDS)
def test_it_is_kept_ten_thousand_times(promise: Promise, name: str) -> None:
    for seed in range(QUICK, WHOLE + QUICK):
        promise(methods()[name], random.Random(seed))


def test_the_promises_are_put_to_the_test() -> None:
    """The drawn ballots have groups with a quota, majorities, and options that beat all others: often enough."""
    met = sum(_met(random.Random(seed)) for seed in range(QUICK))
    assert met > QUICK // 3


def _met(chance: random.Random) -> bool:
    ballots = leaning(methods()[SEVERAL[0]], chance)
    said = sum(weight for _, weight in ballots)
    return any(3 * sum(w for marks, w in ballots if marks.get(place) == 1) > said for place in range(1, 6))
