"""The steps on which a conflict is settled, and their clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comity.core.ladder import (
    NEUTRALS,
    Ladder,
    Step,
    StepKind,
    has_interest,
    has_neutrals,
    remind_at,
    step_ends,
)

THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@given(some.lists(some.integers(1, 90), min_size=1, max_size=4), some.integers(0, 400))
def test_a_matter_never_rests_longer_than_all_steps_take(days: list[int], freeze: int) -> None:
    ladder = Ladder(tuple(Step(kind, n) for kind, n in zip(StepKind, days, strict=False)), freeze)
    until = ladder.frozen_until(THEN)
    assert (until is None) == (freeze == 0)
    assert until is None or THEN < until <= THEN + DAY * min(freeze, sum(days))


@given(some.integers(1, 200))
def test_a_reminder_comes_within_the_step_and_no_sooner_than_half_of_it(days: int) -> None:
    ends = step_ends(THEN, days)
    when = remind_at(THEN, ends)
    assert THEN + (ends - THEN) / 2 <= when < ends
    assert ends - when <= 2 * DAY


def test_a_ladder_without_steps_or_a_step_without_days_is_none() -> None:
    with pytest.raises(ValueError, match="a step"):
        Ladder(())
    with pytest.raises(ValueError, match="a day"):
        Step(StepKind.TALK, 0)


def test_whoever_belongs_to_a_side_has_an_interest() -> None:
    assert has_interest({"a", "b"}, {"b", "c"})
    assert not has_interest({"a"}, {"b", "c"})


@pytest.mark.parametrize("kind", StepKind)
def test_a_panel_has_three_and_talk_needs_nobody(kind: StepKind) -> None:
    assert NEUTRALS[kind] == {"talk": 0, "mediator": 1, "panel": 3, "arbitrator": 1}[kind]
    assert has_neutrals(kind, NEUTRALS[kind]) and not (
        NEUTRALS[kind] and has_neutrals(kind, NEUTRALS[kind] - 1)
    )
