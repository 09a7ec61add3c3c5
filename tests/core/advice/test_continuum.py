"""Between improvement and empowerment, by shares on record."""

from fractions import Fraction

import pytest

from comity.core.advice.continuum import Fact, Held, Move, position


def test_the_ends_of_the_line() -> None:
    assert position({fact: Held(3, 3) for fact in Fact}).place == 1
    assert position({fact: Held(0, 3) for fact in Fact}).place == 0


def test_what_is_not_known_counts_for_nobody() -> None:
    told = position({Fact.SEATS: Held(1, 4), Fact.MONEY: Held(0, 0)})
    assert told.place == Fraction(1, 4)
    assert told.shares == {Fact.SEATS: Fraction(1, 4)}
    assert position({}).place is None


def test_the_step_that_moves_most_comes_first_and_moves_as_told() -> None:
    facts = {Fact.SEATS: Held(5, 20), Fact.CHAIRS: Held(0, 2), Fact.PLANS: Held(4, 4)}
    told = position(facts)
    assert [move.fact for move in told.moves] == [Fact.CHAIRS, Fact.SEATS]
    after = position(facts | {Fact.CHAIRS: Held(1, 2)})
    assert told.place is not None
    assert after.place == told.place + told.moves[0].gain
    assert told.moves[1] == Move(Fact.SEATS, Fraction(1, 60))


@pytest.mark.parametrize(("held", "of"), [(-1, 2), (3, 2)])
def test_more_than_all_can_not_be_held(held: int, of: int) -> None:
    with pytest.raises(ValueError, match="can't be held"):
        Held(held, of)
