"""Talking in turns: clocks, queue, balance, and pairs that do not repeat."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from comity.core.meetings.rounds import Spell, balance, in_line, pairs, seconds_left, spoken, still_to_come

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_what_is_left_is_rounded_up_and_runs_below_nothing() -> None:
    assert seconds_left(NOW, 2, at(0.5)) == 90
    assert seconds_left(NOW, 2, NOW + timedelta(milliseconds=500)) == 120
    assert seconds_left(NOW, 2, at(3)) == -60


def test_talk_is_summed_and_a_turn_that_runs_counts_until_now() -> None:
    spells = [Spell("a", at(0), at(2)), Spell("b", at(2), at(3)), Spell("a", at(3))]
    assert spoken(spells, at(4)) == {"a": 180, "b": 60}


@pytest.mark.row("L7")
def test_first_turns_go_to_those_who_spoke_least_else_as_they_sit() -> None:
    assert still_to_come(["a", "b", "c", "d"], {"b"}, {"a": 60}) == ["c", "d", "a"]


@pytest.mark.row("L7")
def test_the_queue_hears_the_quiet_first_and_then_who_asked_first() -> None:
    asked = [("a", at(1)), ("b", at(2)), ("c", at(3))]
    assert in_line(asked, {"a": 60}) == ["b", "c", "a"]


@pytest.mark.row("L7")
def test_that_few_hold_the_talk_is_said_only_when_it_is_so() -> None:
    here = list("abcdefghi")
    found = balance(here, {"a": 300, "b": 200, "c": 60, "d": 60})
    assert (found.few, found.share, found.silent) == (("a", "b"), 81, tuple("efghi"))
    assert balance(here, dict.fromkeys(here, 60)).few == ()
    assert balance(here, {"a": 100}).few == ()
    assert balance(["a"], {"a": 900}).few == ()


@pytest.mark.row("L7")
@pytest.mark.parametrize("many", [2, 4, 6, 8, 10, 12])
def test_with_an_even_number_each_meets_each_before_anybody_meets_twice(many: int) -> None:
    units = [str(n) for n in range(many)]
    met: list[tuple[str, ...]] = []
    for _ in range(many - 1):
        met += pairs(units, met)
    assert len({frozenset(pair) for pair in met}) == len(met) == many * (many - 1) // 2


@pytest.mark.row("L7")
@pytest.mark.parametrize("many", [3, 5, 7, 11])
def test_with_an_odd_number_three_sit_together_and_nobody_alone(many: int) -> None:
    units = [str(n) for n in range(many)]
    found = pairs(units)
    assert sorted(len(group) for group in found) == [2] * (many // 2 - 1) + [3]
    assert sorted(unit for group in found for unit in group) == sorted(units)


def test_whoever_comes_and_goes_pairs_of_before_are_avoided() -> None:
    before = [("a", "b"), ("c", "d"), ("a", "c"), ("b", "d")]
    assert {frozenset(pair) for pair in pairs(["a", "b", "c", "d"], before)} == {
        frozenset("ad"), frozenset("bc"),
    }  # fmt: skip
    again = pairs(["d", "b", "e", "a"], before)
    assert not {frozenset(pair) for pair in again} & {frozenset(pair) for pair in before}


def test_when_all_have_met_the_repeats_are_as_few_as_can_be() -> None:
    units = list("abcdef")
    all_met = [pair for pair in combinations(units, 2) if pair != ("a", "f")]
    assert ("a", "f") in pairs(units, all_met) or ("f", "a") in pairs(units, all_met)


@pytest.mark.parametrize("units", [[], ["a"]])
def test_nobody_is_paired_alone(units: list[str]) -> None:
    assert pairs(units) == []
