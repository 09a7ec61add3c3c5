"""The rung that fits is the lowest of what is needed, affordable and borne by trust, one step at a time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.advice.relationship import (
    TRUSTED,
    Advice,
    Answer,
    Factor,
    Mean,
    Supply,
    advise,
    lowest,
)

LONG = timedelta(days=400)
pytestmark = [pytest.mark.row("R2")]


def says(wants=5, *, relies=3, stays=3, **means):
    return Answer(wants, dict.fromkeys(Mean, Supply.HAVE) | {Mean(k): v for k, v in means.items()}, relies, stays)


def test_one_step_at_a_time():
    assert [advise([says(), says()], today, held_for=LONG).rung for today in range(6)] == [1, 2, 3, 4, 5, 5]


def test_the_side_that_wants_least_decides():
    assert advise([says(2), says(5)], 3, held_for=LONG) == Advice(2)


def test_what_is_lacked_bounds_and_what_can_be_got_does_not():
    assert says(time=Supply.LACK).affordable == 1
    assert says(time=Supply.CAN_GET).affordable == 5
    assert says(people=Supply.LACK).affordable == 0
    assert says(money=Supply.LACK).affordable == 3
    assert says(money=Supply.LACK).lacks(4) == [Mean.MONEY]
    assert says(skills=Supply.CAN_GET).must_get(3) == [Mean.SKILLS]


def test_trust_is_the_weaker_of_its_two_answers():
    assert (says(relies=0).borne, says(stays=1).borne, says().borne) == (1, 2, 5)
    assert says(2, relies=1, money=Supply.LACK).holds_back(3) == [Factor.NEEDED, Factor.BORNE]


def test_more_risk_waits_until_trust_is_shown_or_it_is_taken_knowingly():
    young = TRUSTED - timedelta(days=1)
    assert advise([says(), says()], 3, held_for=young) == Advice(3, waits_for=4)
    assert advise([says(), says()], 3, held_for=None) == Advice(3, waits_for=4)
    assert advise([says(), says()], 3, held_for=TRUSTED) == Advice(4)
    assert advise([says(), says()], 3, held_for=young, knowingly=True) == Advice(4)
    assert advise([says(), says()], 2, held_for=young) == Advice(3), "cooperation raises no shared risk"


def test_a_leap_is_seen():
    assert says(4).leaps(2) and not says(3).leaps(2)


def test_what_can_not_be_is_refused():
    with pytest.raises(ValueError, match="two sides"):
        advise([says()], 1, held_for=None)
    with pytest.raises(ValueError, match="five rungs"):
        says(0)
    with pytest.raises(ValueError, match="four answers"):
        says(relies=4)
    with pytest.raises(ValueError, match="Each of the means"):
        Answer(2, {}, 1, 1)


def test_a_group_stands_where_its_weakest_pair_does():
    assert (lowest([3, 1, 2]), lowest([])) == (1, 0)


answers = st.builds(
    Answer, st.integers(1, 5), st.fixed_dictionaries({mean: st.sampled_from(Supply) for mean in Mean}),
    st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip


@given(st.lists(answers, min_size=2, max_size=5), st.integers(0, 5), st.none() | st.timedeltas(timedelta(0), LONG))
def test_advice_is_never_above_any_bound(sides, today, held):
    found = advise(sides, today, held_for=held)
    for side in sides:
        assert found.rung <= max(today, min(side.wants, side.affordable, side.borne))
    assert found.rung <= today + 1
    assert found.waits_for in (0, today + 1)
