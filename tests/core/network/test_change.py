"""What changed between two rounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network.change import change
from comity.core.network.reports import Report, Reports, Rule

KEYS = "abcdef"


def told(pairs: str, keys: str = KEYS, answered: str | None = None) -> Reports:
    return Reports.of(keys, [Report(*pair) for pair in pairs.split()], answered=answered)


@pytest.mark.row("R10")
def test_ties_are_gained_kept_and_lost() -> None:
    found = change(told("ab bc cd"), told("ab cd de ef"), Rule.EITHER, seed=1)
    assert (found.gained, found.kept, found.lost) == ((("d", "e"), ("e", "f")), (("a", "b"), ("c", "d")), (("b", "c"),))
    assert (found.net, found.stability, found.left_out) == (1, 2 / 5, (0, 0))


@pytest.mark.row("R10")
def test_who_kept_silent_once_neither_gains_nor_loses() -> None:
    found = change(told("ab bc cd", answered="abc"), told("cd ae", answered="abcde"), Rule.EITHER, seed=1)
    assert found.among == ("a", "b", "c")
    assert (found.gained, found.kept, found.lost) == ((), (), (("a", "b"), ("b", "c")))
    assert found.left_out == (1, 2)


def test_the_rule_decides_what_changed() -> None:
    before, after = told("ab"), told("ab ba")
    assert change(before, after, Rule.EITHER, seed=1).net == 0
    assert change(before, after, Rule.CONFIRMED, seed=1).gained == (("a", "b"),)
    assert change(before, after, Rule.DIRECTED, seed=1).gained == (("b", "a"),)


def test_who_was_renamed_keeps_its_ties_and_who_became_one_has_those_of_both() -> None:
    before, after = told("ab cd de", keys="abcde"), told("xb xm mb", keys="xbm")
    found = change(before, after, Rule.EITHER, seed=1, names={"a": "x", "c": "m", "d": "m", "e": "m"})
    assert found.among == ("x", "b", "m")
    assert (found.kept, found.lost) == ((("b", "x"),), ())
    assert found.gained == (("b", "m"), ("m", "x"))


def test_the_same_seed_gives_the_same_interval_and_it_holds_what_was_seen() -> None:
    ring = " ".join(KEYS[at] + KEYS[(at + 1) % 6] for at in range(6))
    found = change(told("ab cd"), told(ring), Rule.EITHER, seed=5)
    assert found == change(told("ab cd"), told(ring), Rule.EITHER, seed=5)
    assert found.intervals
    assert found.intervals["gained"].low <= len(found.gained) <= found.intervals["gained"].high
    assert (found.intervals["lost"].low, found.intervals["lost"].high) == (0, 0)
    assert change(told("ab", "ab"), told("ab", "ab"), Rule.EITHER, seed=5).intervals is None


def test_nobody_in_common_is_no_change() -> None:
    found = change(told("ab", "ab"), told("xy", "xy"), Rule.EITHER, seed=1)
    assert (found.among, found.net, found.stability, found.left_out) == ((), 0, None, (1, 1))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_going_back_turns_gains_into_losses(data: st.DataObject) -> None:
    who = st.sampled_from(KEYS)
    pairs = st.lists(st.builds(Report, who, who), max_size=12)
    rounds = [Reports.of(KEYS, data.draw(pairs), answered=data.draw(st.sets(who))) for _ in "12"]
    rule = data.draw(st.sampled_from([Rule.EITHER, Rule.CONFIRMED, Rule.DIRECTED]))
    there, back = (change(*order, rule, seed=1, rounds=10) for order in (rounds, rounds[::-1]))
    assert (there.gained, there.kept, there.lost) == (back.lost, back.kept, back.gained)
    assert len(there.kept) + len(there.gained) + there.left_out[1] == len(rounds[1].ties(rule))
