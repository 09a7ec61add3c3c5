"""Trust and value as means that give nobody away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network.ratings import ENOUGH, ITEMS, Item, Mean, OutOfScale, Rating, Scale, rated

ANY = st.builds(
    Rating, st.sampled_from("abcdefghij"), st.sampled_from("abcdxyz"), st.sampled_from(Item), st.integers(1, 4)
)


def told(about: str, scores: str, item: Item = Item.OPENNESS, raters: str = "abcdefgh") -> list[Rating]:
    return [Rating(by, about, item, int(score)) for by, score in zip(raters, scores, strict=False)]


@pytest.mark.row("R10")
def test_trust_is_the_mean_of_what_is_received_on_three_items() -> None:
    ratings = told("x", "44444") + told("x", "22222", Item.RELIABILITY) + told("x", "1", Item.RESOURCES)
    found = rated(ratings, Scale.TRUST)
    assert found.network == Mean(3, 5)
    assert found.network.percent == pytest.approx(200 / 3)
    assert found.received["x"].items == {Item.RELIABILITY: Mean(2, 5), Item.OPENNESS: Mean(4, 5)}
    assert Item.SHARED_MISSION not in found.received["x"].items


def test_the_scale_runs_from_none_to_all() -> None:
    assert [Mean(value, 5).percent for value in (1, 2.5, 4)] == [0, 50, 100]
    for wrong in (0, 5):
        with pytest.raises(OutOfScale):
            rated([Rating("a", "x", Item.OPENNESS, wrong)], Scale.TRUST)


@pytest.mark.row("R10")
def test_fewer_than_five_raters_are_not_shown_and_not_given_away_by_subtraction() -> None:
    ratings = told("x", "4444") + told("y", "33333") + told("z", "222222")
    found = rated(ratings, Scale.TRUST)
    assert found.network and found.hidden == ("x", "y")  # x alone could be reckoned from the network's mean
    assert set(found.received) == {"z"}
    few = rated(told("x", "4444"), Scale.TRUST)
    assert (few.network, few.received, few.hidden) == (None, {}, ("x",))


def test_two_with_few_raters_hide_each_other() -> None:
    ratings = told("x", "444") + told("y", "333", raters="fgh") + told("z", "22222")
    found = rated(ratings, Scale.TRUST)
    assert (found.hidden, set(found.received)) == (("x", "y"), {"z"})


def test_an_item_that_few_have_rated_is_left_out() -> None:
    found = rated(told("x", "44444") + told("x", "1111", Item.RELIABILITY), Scale.TRUST)
    assert set(found.received["x"].items) == {Item.OPENNESS}


def test_nobody_rates_themselves_and_the_last_word_counts() -> None:
    ratings = [*told("x", "11111"), Rating("x", "x", Item.OPENNESS, 1), *told("x", "33333")]
    assert rated(ratings, Scale.TRUST).network == Mean(3, 5)


def test_groups_of_the_rated_are_means_of_their_own() -> None:
    ratings = told("x", "444") + told("y", "22222", raters="defgh") + told("z", "1")
    found = rated(ratings, Scale.TRUST, groups={"x": "public", "y": "public"})
    assert found.received["public"].mean == Mean(22 / 8, 8)
    assert found.network == found.received["public"].mean


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, max_size=70))
def test_nothing_shown_or_subtracted_rests_on_fewer_than_five(ratings: list[Rating]) -> None:
    for scale in Scale:
        found = rated(ratings, scale)
        assert all(one.mean.raters >= ENOUGH for one in found.received.values())
        assert all(mean.raters >= ENOUGH for one in found.received.values() for mean in one.items.values())
        counted = [one for one in ratings if one.by != one.about and one.item in ITEMS[scale]]
        left = {one.by for one in counted if one.about in found.hidden}
        assert not found.network or not left or len(left) >= ENOUGH
