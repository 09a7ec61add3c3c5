"""Ranked ballots: known elections, and what must hold of any."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from comity.core.ballots import instant_runoff, schulze, scottish_stv
from comity.core.ballots.lots import Lot, Settled
from comity.core.ballots.pairs import Unranked, condorcet_winner, pairs
from comity.core.ballots.polls import RankedPoll
from comity.core.ballots.types import BadRule, BadVotes, Fault

LOT = Lot("the numbers of Saturday")
TENNESSEE = ("Memphis", "Nashville", "Chattanooga", "Knoxville")
KISS, WRIGHT, MONTROLL, SMITH = range(4)


def tennessee() -> RankedPoll:
    """Four cities, ranked by how near they are."""
    votes = [((0, 1, 2, 3), 42), ((1, 2, 3, 0), 26), ((2, 3, 1, 0), 15), ((3, 2, 1, 0), 17)]
    return RankedPoll.of_lists(TENNESSEE, votes)


def burlington() -> RankedPoll:
    """The mayor's election of 2009, from the totals of its last three rounds."""
    votes = [
        ((MONTROLL, KISS, WRIGHT), 1332), ((MONTROLL, WRIGHT, KISS), 766), ((MONTROLL,), 456),
        ((KISS, MONTROLL, WRIGHT), 2043), ((KISS, WRIGHT, MONTROLL), 371), ((KISS,), 567),
        ((WRIGHT, MONTROLL, KISS), 1513), ((WRIGHT, KISS, MONTROLL), 495), ((WRIGHT,), 1286), ((SMITH,), 151),
    ]  # fmt: skip
    return RankedPoll.of_lists(("Kiss", "Wright", "Montroll", "Smith"), votes)


def test_the_capital_of_tennessee() -> None:
    assert instant_runoff.count(tennessee(), lot=LOT).winners == ("Knoxville",)
    compared = schulze.count(tennessee(), unranked=Unranked.LAST, lot=LOT)
    assert compared.beats_all == "Nashville" and compared.order == (
        "Nashville", "Chattanooga", "Knoxville", "Memphis",
    )  # fmt: skip


def test_burlington_elects_kiss_though_montroll_beats_everyone() -> None:
    counted = instant_runoff.count(burlington(), lot=LOT)
    last = counted.stages[-1]
    assert counted.winners == ("Kiss",) and last.totals == {"Kiss": 4313, "Wright": 4060}
    assert counted.exhausted == 607
    poll = burlington()
    assert condorcet_winner(poll, pairs(poll, Unranked.LAST)) == "Montroll"


def test_a_surplus_goes_on_at_its_part_of_each_paper() -> None:
    """Two seats, 24 votes, quota 9: A has 12, so 3 go on, each of the twelve papers at 0.25."""
    votes = [((0, 1), 8), ((0, 2), 4), ((1,), 6), ((2,), 6)]
    counted = scottish_stv.count(RankedPoll.of_lists("ABC", votes), seats=2, lot=LOT)
    assert counted.quota == 9 and counted.winners == ("A", "B")
    assert counted.stages[1].totals == {"A": 9, "B": 8, "C": 7}


def test_worths_are_cut_off_after_five_places() -> None:
    """A has 10 and needs 7: each paper goes on at 0.3 exactly; with 11 at 4/11, cut off at 0.36363."""
    votes = [((0, 1), 11), ((1,), 4), ((2,), 5)]
    counted = scottish_stv.count(RankedPoll.of_lists("ABC", votes), seats=2, lot=LOT)
    assert counted.quota == 7
    assert counted.stages[1].totals["B"] == 4 + 11 * Fraction(36363, 100_000)
    assert counted.stages[1].lost == 4 - 11 * Fraction(36363, 100_000)


def test_equals_are_told_apart_by_an_earlier_stage_then_by_lot() -> None:
    votes = [((0,), 5), ((1,), 4), ((2,), 3), ((3, 2), 1)]
    counted = instant_runoff.count(RankedPoll.of_lists("ABCD", votes), lot=LOT)
    tie = counted.ties[0]
    assert (tie.options, tie.chosen, tie.settled) == (("B", "C"), "C", Settled.EARLIER)
    drawn = instant_runoff.count(RankedPoll.of_lists("AB", [((0,), 1), ((1,), 1)]), lot=LOT)
    assert drawn.ties[0].settled == Settled.LOT and drawn.ties[0].chosen == LOT.draw("AB")


def test_silence_is_last_or_no_preference_as_the_rule_says() -> None:
    votes = [((0,), 3), ((1, 0), 2)]
    poll = RankedPoll.of_lists("AB", votes)
    assert schulze.count(poll, unranked=Unranked.LAST, lot=LOT).winners == ("A",)
    assert schulze.count(poll, unranked=Unranked.NO_PREFERENCE, lot=LOT).winners == ("B",)


@pytest.mark.parametrize(
    "count", [instant_runoff.count, lambda p, lot: scottish_stv.count(p, seats=1, lot=lot)]
)
def test_without_a_vote_nobody_is_elected(count: object) -> None:
    assert count(RankedPoll.of_lists("AB", [((), 3)]), lot=LOT).winners == ()  # type: ignore[operator]
    assert count(RankedPoll.of_lists("AB", []), lot=LOT).winners == ()  # type: ignore[operator]


def test_what_can_not_be_counted_is_said() -> None:
    with pytest.raises(BadVotes) as twice:
        RankedPoll.of_lists("AB", [((0, 0), 1)])
    with pytest.raises(BadVotes) as unknown:
        RankedPoll.of_lists("AB", [((2,), 1)])
    with pytest.raises(BadVotes) as equal:
        instant_runoff.count(RankedPoll.of_rankings("AB", [1], [((0, 1),)]), lot=LOT)
    with pytest.raises(BadRule) as seats:
        scottish_stv.count(RankedPoll.of_lists("AB", []), seats=3, lot=LOT)
    with pytest.raises(BadRule) as named:
        RankedPoll.of_lists("AA", [])
    codes = [fault.value.code for fault in (twice, unknown, equal, seats, named)]
    assert codes == [
        Fault.MARKED_TWICE, Fault.UNKNOWN_OPTION, Fault.RANKED_EQUAL, Fault.SEATS_OUT_OF_RANGE, Fault.OPTION_TWICE,
    ]  # fmt: skip


# ── what holds of any election ──


@some.composite
def polls(draw: some.DrawFn, most: int = 6) -> RankedPoll:
    options = draw(some.integers(1, most))
    orders = some.permutations(range(options)).flatmap(
        lambda order: some.integers(0, options).map(lambda n: tuple(order[:n]))
    )
    ballots = draw(some.lists(some.tuples(orders, some.integers(1, 9)), max_size=25))
    return RankedPoll.of_lists("ABCDEF"[:options], ballots)


@given(polls(), some.integers(1, 6))
@settings(max_examples=150)
def test_no_vote_is_made_or_lost(poll: RankedPoll, seats: int) -> None:
    seats = min(seats, len(poll.options))
    for counted in (scottish_stv.count(poll, seats=seats, lot=LOT), instant_runoff.count(poll, lot=LOT)):
        for stage in counted.stages:
            assert sum(stage.totals.values()) + stage.exhausted + stage.lost == counted.valid
            assert stage.lost < len(poll.options) * counted.valid * Fraction(1, 100_000) + 1
        assert len(set(counted.winners)) == len(counted.winners)
    assert len(scottish_stv.count(poll, seats=seats, lot=LOT).winners) == (seats if counted.valid else 0)


@given(polls(), some.randoms())
@settings(max_examples=100)
def test_the_order_of_ballots_and_options_means_nothing(poll: RankedPoll, chance: object) -> None:
    pairs_of = list(zip(poll.rankings, poll.weights, strict=True))
    chance.shuffle(pairs_of)  # type: ignore[attr-defined]
    order = list(range(len(poll.options)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    names = [""] * len(order)
    for old, new in enumerate(order):
        names[new] = poll.options[old]
    moved = [(tuple(order[option] for (option,) in ranking), weight) for ranking, weight in pairs_of]
    other = RankedPoll.of_lists(names, moved)
    assert instant_runoff.count(poll, lot=LOT).winners == instant_runoff.count(other, lot=LOT).winners
    mine, theirs = (schulze.count(one, unranked=Unranked.LAST, lot=LOT) for one in (poll, other))
    assert mine.order == theirs.order
    mine_stv, theirs_stv = (scottish_stv.count(one, seats=1, lot=LOT) for one in (poll, other))
    assert mine_stv.winners == theirs_stv.winners


@given(polls(), some.data())
@settings(max_examples=150)
def test_more_support_never_hurts_the_winner_of_schulze(poll: RankedPoll, data: some.DataObject) -> None:
    before = schulze.count(poll, unranked=Unranked.LAST, lot=LOT)
    if not before.winners or before.ties:
        return
    winner = poll.options.index(before.winners[0])
    ballot = data.draw(some.integers(0, len(poll.rankings) - 1))
    lifted = [
        (
            [winner] + [o for (o,) in ranking if o != winner] if n == ballot else [o for (o,) in ranking],
            weight,
        )
        for n, (ranking, weight) in enumerate(zip(poll.rankings, poll.weights, strict=True))
    ]
    after = schulze.count(RankedPoll.of_lists(poll.options, lifted), unranked=Unranked.LAST, lot=LOT)
    assert after.winners == before.winners


@given(polls())
@settings(max_examples=150)
def test_who_beats_all_others_is_taken_by_schulze(poll: RankedPoll) -> None:
    compared = schulze.count(poll, unranked=Unranked.NO_PREFERENCE, lot=LOT)
    if compared.beats_all and poll.weights:
        assert compared.winners == (compared.beats_all,)
