"""Our counts beside those of pyrankvote and powerindex, on many elections."""

import random

import pytest

from comity.core.ballots import instant_runoff, scottish_stv
from comity.core.ballots.lots import Lot
from comity.core.ballots.polls import RankedPoll
from comity.core.power import banzhaf, shapley_shubik

pytestmark = pytest.mark.oracle
pyrankvote = pytest.importorskip("pyrankvote", reason="pip install -r requirements/oracles.txt")
powerindex = pytest.importorskip("powerindex", reason="pip install -r requirements/oracles.txt")
LOT = Lot("any")


def election(seed: int) -> tuple[list[str], list[list[int]]]:
    """Some thousand ballots: large enough that no two options end up equal."""
    chance = random.Random(seed)
    options = [f"option {n}" for n in range(chance.randint(3, 9))]
    liking = [chance.random() + 0.1 for _ in options]
    ballots = []
    for _ in range(chance.randint(2000, 5000)):
        order = sorted(range(len(options)), key=lambda one: chance.expovariate(liking[one]))
        ballots.append(order[: chance.randint(1, len(options))])
    return options, ballots


@pytest.mark.parametrize("seed", range(40))
def test_instant_runoff_and_single_seats_agree_with_pyrankvote(seed: int) -> None:
    options, ballots = election(seed)
    them = [pyrankvote.Candidate(name) for name in options]
    theirs = [pyrankvote.Ballot(ranked_candidates=[them[one] for one in ballot]) for ballot in ballots]
    poll = RankedPoll.of_lists(options, [(ballot, 1) for ballot in ballots])
    counted = instant_runoff.count(poll, lot=LOT)
    if not counted.ties:
        winners = pyrankvote.instant_runoff_voting(them, theirs).get_winners()
        assert [one.name for one in winners] == list(counted.winners)
        assert scottish_stv.count(poll, seats=1, lot=LOT).winners == counted.winners


@pytest.mark.parametrize("seed", range(40))
def test_seats_in_proportion_agree_with_pyrankvote(seed: int) -> None:
    """Both pass surplus on at its worth; they round differently, which large elections do not feel."""
    options, ballots = election(100 + seed)
    them = [pyrankvote.Candidate(name) for name in options]
    theirs = [pyrankvote.Ballot(ranked_candidates=[them[one] for one in ballot]) for ballot in ballots]
    seats = 1 + seed % (len(options) - 1)
    counted = scottish_stv.count(
        RankedPoll.of_lists(options, [(b, 1) for b in ballots]), seats=seats, lot=LOT
    )
    winners = pyrankvote.single_transferable_vote(them, theirs, number_of_seats=seats).get_winners()
    assert {one.name for one in winners} == set(counted.winners)


@pytest.mark.parametrize("seed", range(30))
def test_power_agrees_with_powerindex(seed: int) -> None:
    chance = random.Random(seed)
    weights = [chance.randint(1, 30) for _ in range(chance.randint(2, 18))]
    quota = chance.randint(sum(weights) // 2 + 1, sum(weights))
    game = powerindex.Game(quota, list(weights))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    assert [float(share) for share in banzhaf(weights, quota)] == pytest.approx(game.banzhaf)
    assert [float(share) for share in shapley_shubik(weights, quota)] == pytest.approx(game.shapley_shubik)
