"""Stages, steps and activities follow from evidence: open, done, stale, or not told of yet."""

from dataclasses import dataclass

import pytest

from comity.core.advice.journey import ACTIVITIES, STAGES, STEPS, Part, State, judge, stand


@dataclass(frozen=True)
class Seen:
    there: bool = True
    stale: bool = False


OPEN, DONE, STALE = Seen(there=False), Seen(), Seen(stale=True)
WAY = (Part("one", ("a", "b")), Part("two", ("c",)), Part("three", ("d", "never-told")))


def states(**seen: Seen) -> list[tuple[State, bool]]:
    return [(one.state, one.next) for one in judge(WAY, seen)]


@pytest.mark.row("F7")
@pytest.mark.row("F8")
def test_a_part_is_done_once_all_that_can_show_it_is_there() -> None:
    assert states(a=DONE, b=OPEN, c=OPEN, d=DONE) == [(State.OPEN, True), (State.OPEN, False), (State.DONE, False)]
    assert states(a=DONE, b=DONE, c=OPEN, d=OPEN) == [(State.DONE, False), (State.OPEN, True), (State.OPEN, False)]
    assert states(a=DONE, b=STALE, c=DONE, d=DONE) == [(State.STALE, False), (State.DONE, False), (State.DONE, False)]
    assert states() == [(State.ABSENT, False)] * 3, "what no wing tells of is not called undone"


def test_what_is_open_outweighs_what_went_stale_and_absence_keeps_nothing_from_being_done() -> None:
    (one, _two, three) = judge(WAY, {"a": STALE, "b": OPEN, "c": DONE, "d": DONE})
    assert one.state is State.OPEN and one.missing == ("a", "b")
    assert three.state is State.DONE and not three.whole and one.whole


@pytest.mark.row("F6")
def test_a_stage_stands_on_all_before_it_and_falls_back_to_where_evidence_is_lost() -> None:
    full = {"a": DONE, "b": DONE, "c": DONE, "d": DONE}
    here = stand(judge(WAY, full), 1)
    assert (here.shown, here.missing, here.lost, here.ready) == (1, (), False, True)
    here = stand(judge(WAY, full | {"c": OPEN}), 1)
    assert (here.shown, here.missing, here.ready) == (1, ("c",), False)
    here = stand(judge(WAY, full | {"b": STALE, "c": OPEN}), 2)
    assert (here.entered, here.shown, here.missing, here.lost) == (2, 0, ("b",), True)
    assert stand(judge(WAY, full | {"b": STALE}), 2, frozenset({"b"})).lost is False, "they decided to stay without it"


def test_there_are_five_stages_eight_steps_and_sixteen_activities_each_with_its_own_key() -> None:
    for parts, count in ((STAGES, 5), (STEPS, 8), (ACTIVITIES, 16)):
        assert len({part.key for part in parts}) == len(parts) == count
        assert all(part.conditions for part in parts)
