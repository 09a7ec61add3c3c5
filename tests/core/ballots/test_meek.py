"""The single transferable vote after Meek: small cases worked by hand, what holds of any election, a second program."""

import random
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest

from comity.core.ballots import instant_runoff, meek
from comity.core.ballots.lots import Lot, Settled
from comity.core.ballots.polls import RankedPoll
from comity.core.ballots.stages import Staged, Step
from comity.core.ballots.types import BadRule, BadVotes, Fault

LOT = Lot("the numbers of Saturday")
LEAST = Fraction(1, 10**9)
#: what a surplus below the tolerance, and rounding up, may leave
NEAR = Fraction(1, 10**5)
QUICK, WHOLE = 40, 5_000
Ballots = list[tuple[tuple[int, ...], int]]


def counted(options: str, ballots: Ballots, seats: int) -> Staged:
    return meek.count(RankedPoll.of_lists(options, ballots), seats=seats, lot=LOT)


# ── worked by hand ──


def test_those_elected_keep_the_quota_and_the_rest_of_each_ballot_goes_on() -> None:
    """Two seats, 24 votes: A has 12 and needs 8, keeps 2/3 of each, so that B has 6 + 8/3 and C 6 + 4/3."""
    found = counted("ABC", [((0, 1), 8), ((0, 2), 4), ((1,), 6), ((2,), 6)], 2)
    first, second = found.stages
    assert found.winners == ("A", "B") and (first.elected, second.elected) == (("A",), ("B",))
    assert first.quota == 8 + LEAST and (first.step, second.step) == (Step.FIRST, Step.KEEPING)
    assert abs(second.totals["B"] - Fraction(26, 3)) < NEAR > abs(second.totals["C"] - Fraction(22, 3))


def test_what_is_exhausted_lowers_the_quota() -> None:
    """A keeps p of 12; three of these name nobody else: 12p = (18 + 3p) ÷ 3, so p is 6/11, the quota 72/11."""
    found = counted("ABCD", [((0, 1), 9), ((0,), 3), ((1,), 2), ((2,), 4), ((3, 2), 3)], 2)
    first, second, third = found.stages
    assert first.quota == 7 + LEAST and second.quota is not None
    assert abs(second.quota - Fraction(72, 11)) < NEAR > abs(second.exhausted - 3 * Fraction(5, 11))
    assert second.excluded == ("D",) and (third.step, third.of) == (Step.EXCLUSION, "D")
    assert found.winners == ("A", "C") and third.totals["C"] == 7 and found.quota == third.quota


def test_a_ballot_reaches_those_who_are_elected_already() -> None:
    """Three seats, 20 votes, quota 5: A 8 and B 6 are elected; all of A's go to B next, of B's to A, then to C.

    They keep 5/8 and 5/6, hold 45/8 and 15/2, so then keep 5/9 each: C gets 14 × 4/9 × 4/9 of these, and has 3.
    """
    found = counted("ABCD", [((0, 1, 2), 8), ((1, 0, 2), 6), ((2,), 3), ((3,), 3)], 3)
    assert found.stages[0].elected == ("A", "B") and found.winners == ("A", "B", "C")
    last = found.stages[-1]
    assert abs(last.totals["C"] - 3 - Fraction(224, 81)) < NEAR
    assert last.exhausted == 0


def test_a_share_that_is_just_reached_is_not_enough() -> None:
    """Two seats: a third of the votes each. Nobody has more than a third, so the lot says who drops out."""
    found = counted("ABC", [((0,), 5), ((1,), 5), ((2,), 5)], 2)
    assert found.stages[0].quota == 5 + LEAST and not found.stages[0].elected
    tie = found.ties[0]
    assert tie.settled is Settled.LOT and tie.options == ("A", "B", "C") and tie.stage == 1
    assert found.stages[0].excluded == (tie.chosen,) == (LOT.draw("ABC"),)


def test_rounding_does_not_tell_equals_apart() -> None:
    """Two seats, 108 votes: D keeps 36 of 72 and C gets 36, as B has. Rounding up leaves C a trifle less: a tie."""
    found = counted("BCD", [((0,), 36), ((2, 1), 72)], 2)
    second = found.stages[1]
    assert 0 < second.totals["B"] - second.totals["C"] < NEAR
    assert [(tie.options, tie.settled) for tie in found.ties] == [(("B", "C"), Settled.LOT)]


def test_parts_are_rounded_up_at_nine_places_and_nothing_is_lost() -> None:
    found = counted("ABC", [((0, 1), 8), ((0, 2), 4), ((1,), 6), ((2,), 6)], 2)
    keeps = Fraction(-(-meek.UNIT * 8_000_000_001 // 12_000_000_000), meek.UNIT)
    assert found.stages[1].totals["A"] == 12 * keeps and keeps * 3 > 2
    assert sum(found.stages[1].totals.values()) == 24 and found.stages[1].lost == 0


def test_without_a_ballot_nobody_is_elected_and_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted("AB", [], 1).winners == counted("AB", [((), 3)], 1).winners == ()
    with pytest.raises(BadRule):
        counted("AB", [], 3)
    with pytest.raises(BadVotes) as heavy:
        counted("AB", [((0,), 10**9)] * 5, 1)
    monkeypatch.setattr(meek, "_MOST_READ", 10)
    with pytest.raises(BadVotes) as long:
        counted("ABC", [((0, 1), 8), ((0, 2), 4), ((1,), 6), ((2,), 6)], 2)
    assert heavy.value.code is long.value.code is Fault.TOO_MUCH_TO_COUNT


# ── any election ──


def election(seed: int) -> tuple[str, Ballots, int]:
    chance = random.Random(seed)
    options = "ABCDEFG"[: chance.randint(2, 7)]
    everyone = range(len(options))
    ballots = [
        (tuple(chance.sample(everyone, chance.randint(0, len(options)))), chance.randint(1, 40))
        for _ in range(chance.randint(1, 25))
    ]
    return options, ballots, chance.randint(1, len(options))


def holds(seed: int) -> None:
    """No vote is lost, the quota never rises, whoever is elected by it has more than its share; as many as seats."""
    options, ballots, seats = election(seed)
    found = counted(options, ballots, seats)
    said = sum(weight for order, weight in ballots if order)
    assert len(set(found.winners)) == len(found.winners) == (seats if said else 0)
    for stage in found.stages:
        active = sum(stage.totals.values())
        assert active + stage.exhausted == said and stage.lost == 0 and stage.quota is not None
        assert 0 < stage.quota - active / (seats + 1) <= LEAST
        assert all(total.limit_denominator(10**9) == total for total in stage.totals.values())
    quotas = [stage.quota for stage in found.stages if stage.quota is not None]
    assert all(later <= earlier for earlier, later in pairwise(quotas))
    if seats == 1 and not found.ties:
        runoff = instant_runoff.count(RankedPoll.of_lists(options, ballots), lot=LOT)
        assert runoff.ties or runoff.winners == found.winners


def second(options: str, ballots: Ballots, seats: int) -> Iterator[str]:
    """The same election by another way: decimals of fifty places, parts adjusted a thousand times, nothing rounded."""
    keep = dict.fromkeys(range(len(options)), Decimal(1))
    hopeful, elected = set(keep), set[int]()
    while len(elected) < seats:
        for _ in range(1000):
            held = dict.fromkeys(keep, Decimal(0))
            for order, weight in ballots:
                rest = Decimal(weight)
                for one in order:
                    held[one] += rest * keep[one]
                    rest -= rest * keep[one]
            quota = sum(held.values()) / (seats + 1)
            new = [one for one in hopeful if held[one] > quota + Decimal(10) ** -9]
            new = sorted(hopeful) if len(hopeful) <= seats - len(elected) else new
            if new or all(held[one] - quota < Decimal(10) ** -25 for one in elected):
                break
            keep |= {one: keep[one] * quota / held[one] for one in elected if held[one] > quota}
        if not new:
            last = min(hopeful, key=lambda one: held[one])
            hopeful.remove(last)
            keep[last] = Decimal(0)
        yield from (options[one] for one in sorted(new, key=lambda one: -held[one]))
        hopeful -= set(new)
        elected |= set(new)


def agrees(seed: int) -> bool:
    options, ballots, seats = election(seed)
    found = counted(options, ballots, seats)
    if found.ties or not found.stages:
        return False
    with localcontext() as context:
        context.prec = 50
        assert set(second(options, ballots, seats)) == set(found.winners), seed
    return True


def test_it_holds_of_some() -> None:
    for seed in range(QUICK):
        holds(seed)


def test_a_second_program_agrees() -> None:
    assert sum(agrees(seed) for seed in range(QUICK)) > QUICK // 3


@pytest.mark.slow
def test_it_holds_of_many_and_a_second_program_agrees() -> None:
    for seed in range(QUICK, WHOLE):
        holds(seed)
    assert sum(agrees(seed) for seed in range(QUICK, WHOLE // 5)) > WHOLE // 20
