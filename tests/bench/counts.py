"""Run by test_counts where pyrankvote and powerindex are: prints {what: [our seconds, theirs, whose, least]}."""

import json
import random
from collections.abc import Callable
from typing import Any

import powerindex  # type: ignore[import-not-found,import-untyped,unused-ignore]
import pyrankvote  # type: ignore[import-not-found,import-untyped,unused-ignore]

from comity.core.ballots import instant_runoff, scottish_stv
from comity.core.ballots.lots import Lot
from comity.core.ballots.polls import RankedPoll
from comity.core.power import banzhaf
from tests.bench.timing import by_turns

BALLOTS, OPTIONS, SEATS, MEMBERS, ROUNDS = 100_000, 12, 5, 500, 5
LOT = Lot("measured")


def election() -> tuple[list[str], list[list[int]]]:
    """Ballots that rank some of the options, the better liked ones more often first."""
    chance = random.Random(BALLOTS)
    liking = [chance.random() + 0.1 for _ in range(OPTIONS)]
    orders = (sorted(range(OPTIONS), key=lambda one: chance.expovariate(liking[one])) for _ in range(BALLOTS))
    ballots = [order[: chance.randint(1, OPTIONS)] for order in orders]
    return [f"option {number}" for number in range(1, OPTIONS + 1)], ballots


def ranked(options: list[str], ballots: list[list[int]]) -> dict[str, list[Any]]:
    """Both count ballots that each holds in its own way; beside it, what it takes to come by them from lists."""
    them, pairs = [pyrankvote.Candidate(name) for name in options], [(ballot, 1) for ballot in ballots]

    def ours() -> RankedPoll:
        return RankedPoll.of_lists(options, pairs)

    def theirs() -> list[Any]:
        return [pyrankvote.Ballot(ranked_candidates=[them[one] for one in ballot]) for ballot in ballots]

    poll, papers = ours(), theirs()
    stv = beside(
        lambda: set(scottish_stv.count(poll, seats=SEATS, lot=LOT).winners),
        lambda: named(pyrankvote.single_transferable_vote(them, papers, number_of_seats=SEATS)),
    )
    irv = beside(
        lambda: set(instant_runoff.count(poll, lot=LOT).winners),
        lambda: named(pyrankvote.instant_runoff_voting(them, papers)),
    )
    size = f"{BALLOTS:,} ballots, {OPTIONS} options"
    return {
        f"STV, {size}, {SEATS} seats": [*stv, "pyrankvote", 10],
        f"instant run-off, {size}": [*irv, "pyrankvote", None],
        f"{BALLOTS:,} ballots made from lists": [*beside(ours, theirs, alike=False), "pyrankvote", None],
    }


def beside(ours: Callable[[], Any], theirs: Callable[[], Any], *, alike: bool = True) -> list[float]:
    """Seconds of both, after comparing what they find."""
    if alike:
        assert ours() == theirs(), (ours(), theirs())
    times = by_turns({"ours": ours, "theirs": theirs}, rounds=ROUNDS)
    return [times["ours"], times["theirs"]]


def named(result: Any) -> set[str]:
    return {winner.name for winner in result.get_winners()}


def power() -> dict[str, list[Any]]:
    """Weights as a large federation has them: one to thirty votes each, more than half needed."""
    chance = random.Random(MEMBERS)
    weights = [chance.randint(1, 30) for _ in range(MEMBERS)]
    quota = sum(weights) // 2 + 1
    shares = [float(share) for share in banzhaf(weights, quota)]
    worst = max(abs(one - other) for one, other in zip(shares, theirs(weights, quota), strict=True))
    assert worst < 1e-9, worst
    times = beside(lambda: banzhaf(weights, quota), lambda: theirs(weights, quota), alike=False)
    return {f"Banzhaf of {MEMBERS}": [*times, "powerindex", 5]}


def theirs(weights: list[int], quota: int) -> list[float]:
    game = powerindex.Game(quota, list(weights))
    game.calc_banzhaf()
    return list(game.banzhaf)


def main() -> None:
    print(json.dumps(power() | ranked(*election())))


if __name__ == "__main__":
    main()
