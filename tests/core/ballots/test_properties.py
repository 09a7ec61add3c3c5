"""What must hold of every method on options, whatever the ballots: names and order don't matter, nothing is lost."""

import random
from collections.abc import Callable
from itertools import permutations, product
from typing import Any

import pytest

from comity.core.ballots.lots import Lot
from comity.core.ballots.marks import Listed, checked, poll_of
from comity.core.ballots.methods import Marks, Method, Shows, methods

ON_OPTIONS = sorted(name for name, one in methods().items() if one.marks is not Marks.ANSWER)
#: methods in which raising a winner on a ballot never harms it; with one seat
MONOTONE = ("approval", "score", "schulze")
QUICK, WHOLE = 60, 10_000
NAMES = [f"Option {letter}" for letter in "ABCDE"]
Profile = list[tuple[dict[int, int], int]]


def settings_of(method: Method, *, seats: int = 1) -> dict[str, Any]:
    """A value for each setting."""
    usual = {"seats": seats, "dots": 4, "step": 3}
    return {
        one.name: usual.get(one.name, one.default) if one.kind is int else one.default or next(iter(one.kind))  # type: ignore[call-overload]
        for one in method.asked()
    }


def profile(method: Method, chance: random.Random) -> Profile:
    """Up to twelve ballots that fit the method."""
    made: Profile = []
    for _ in range(chance.randint(1, 12)):
        places = chance.sample(range(1, 6), chance.randint(0, 5))
        marks = dict.fromkeys(places, 1)
        if method.marks is Marks.RANKING:
            marks = {place: rank for rank, place in enumerate(places, 1)}
        if method.marks is Marks.SCORES:
            marks = {place: chance.randint(0, 1 if "dots" in method.settings() else 5) for place in places[:4]}
        made.append((checked(method, marks, 5, settings_of(method)), chance.randint(1, 3)))
    return made


def run(method: Method, ballots: Profile, names: list[str], seats: int = 1) -> Any:
    options = [Listed(name, 20 + 7 * NAMES.index(name)) for name in names]
    settings = settings_of(method, seats=seats)
    poll = poll_of(method, options, ballots, settings, 100)
    return method.run(poll, settings, lot=Lot("seven"))


def anonymous(method: Method, chance: random.Random) -> None:
    """The order of the ballots doesn't matter."""
    ballots = profile(method, chance)
    mixed = chance.sample(ballots, len(ballots))
    assert run(method, ballots, NAMES).winners == run(method, mixed, NAMES).winners


def neutral(method: Method, chance: random.Random) -> None:
    """The order of the options doesn't matter."""
    ballots, order = profile(method, chance), chance.sample(range(5), 5)
    moved = {old + 1: new + 1 for new, old in enumerate(order)}
    turned = [({moved[place]: mark for place, mark in marks.items()}, weight) for marks, weight in ballots]
    names = [NAMES[old] for old in order]
    assert run(method, ballots, NAMES).winners == run(method, turned, names).winners


def conserving(method: Method, chance: random.Random) -> None:
    """No vote is lost, and no more is spent than there is."""
    ballots = profile(method, chance)
    result = run(method, ballots, NAMES, seats=2 if "seats" in method.settings() else 1)
    said = sum(weight for marks, weight in ballots if marks)
    match method.shows:
        case Shows.STAGES:
            for stage in result.stages:
                assert sum(stage.totals.values()) + stage.exhausted + stage.lost == said
        case Shows.TOTALS:
            lowest = settings_of(method).get("lowest", 0)
            given = sum(weight * (mark - lowest) for marks, weight in ballots for mark in marks.values())
            assert sum(result.totals.values()) == given
        case Shows.SPENDING:
            assert sum(one.cost for one in result.bought) + result.left == 100 and result.left >= 0
        case Shows.DUELS:
            cast = sum(weight for _, weight in ballots)
            assert all(duel.for_one + duel.for_other <= cast for duel in result.duels)


def monotone(method: Method, chance: random.Random) -> None:
    """Raising the winner on a ballot keeps it the winner."""
    ballots = profile(method, chance)
    before = run(method, ballots, NAMES).winners
    if method.name not in MONOTONE or not before:
        return
    place, at = NAMES.index(before[0]) + 1, chance.randrange(len(ballots))
    marks, weight = ballots[at]
    if method.marks is Marks.RANKING:
        raised = {place: 1} | {one: rank + 1 for one, rank in marks.items() if one != place}
    else:
        raised = {**marks, place: 1 if method.marks is Marks.APPROVALS else 5}
    ballots[at] = raised, weight
    assert run(method, ballots, NAMES).winners == before


def early(method: Method, chance: random.Random) -> None:
    """What is said to be settled stays so, whatever the ballots still out say: every way to fill them in is tried."""
    names, seats = NAMES[:3], chance.choice((1, 2)) if "seats" in method.settings() else 1
    possible = all_ballots(method)
    cast = [(chance.choice(possible), chance.randint(1, 2)) for _ in range(chance.randint(1, 6))]
    out = [chance.randint(1, 2) for _ in range(chance.randint(0, 2))]
    settings, options = settings_of(method, seats=seats), [Listed(name, 20) for name in names]
    result = run(method, cast, names, seats)
    assert method.settled is not None
    if result.ties or not method.settled(poll_of(method, options, cast, settings, 100), result, sum(out), **settings):
        return
    for marked in product([None, *possible], repeat=len(out)):
        more = [(marks, weight) for marks, weight in zip(marked, out, strict=True) if marks is not None]
        ended = run(method, cast + more, names, seats)
        assert set(ended.winners) == set(result.winners), (cast, more)


def all_ballots(method: Method) -> list[dict[int, int]]:
    """Every ballot on three options, scores in thirds."""
    if method.marks is Marks.RANKING:
        return [
            {place: rank for rank, place in enumerate(order, 1)}
            for length in range(4)
            for order in permutations((1, 2, 3), length)
        ]
    marks = (1,) if method.marks is Marks.APPROVALS else (0, 2, 5)
    if "dots" in method.settings():
        marks = (1, 2, 4)
    each = product((None, *marks), repeat=3)
    found = [{place: mark for place, mark in enumerate(one, 1) if mark is not None} for one in each]
    return [one for one in found if "dots" not in method.settings() or sum(one.values()) <= 4]


SETTLING = sorted(name for name, one in methods().items() if one.settled is not None)


@pytest.mark.row("G3")
@pytest.mark.parametrize("name", SETTLING)
def test_what_is_settled_early_no_ballot_still_out_can_change(name: str) -> None:
    for seed in range(QUICK):
        early(methods()[name], random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTLING)
def test_what_is_settled_early_holds_a_thousand_times(name: str) -> None:
    for seed in range(QUICK, 1000 + QUICK):
        early(methods()[name], random.Random(seed))


PROPERTIES: list[Callable[[Method, random.Random], None]] = [anonymous, neutral, conserving, monotone]


@pytest.mark.row("G3")
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ON_OPTIONS)
def test_it_holds(name: str, holds: Callable[[Method, random.Random], None]) -> None:
    for seed in range(QUICK):
        holds(methods()[name], random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ON_OPTIONS)
def test_it_holds_ten_thousand_times(name: str, holds: Callable[[Method, random.Random], None]) -> None:
    for seed in range(QUICK, WHOLE + QUICK):
        holds(methods()[name], random.Random(seed))


@pytest.mark.parametrize("name", ON_OPTIONS)
def test_without_a_ballot_nobody_is_taken(name: str) -> None:
    assert run(methods()[name], [], NAMES).winners == ()


@pytest.mark.parametrize("name", ON_OPTIONS)
def test_only_blank_ballots_take_nobody(name: str) -> None:
    assert run(methods()[name], [({}, 1), ({}, 2)], NAMES).winners == ()
