"""Nobody can be found in what is shown of a pulse: tried by an attacker who counts in another way than the solver."""

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core import anonymity
from comity.core.anonymity import LOT, Held, Told, folded, found, gives_away, release, safely, sums

pytestmark = pytest.mark.row("T2")
People = frozenset[int]
Waves = list[dict[str, People]]
Publish = Callable[[Waves], list[People]]


# ── the attacker ──


def shown_by(waves: Waves, solver: Callable[..., anonymity.Release] = release) -> list[People]:
    """The sets of people whose sums an outsider gets to know, wave by wave: each cell that was shown whole."""
    shown: list[People] = []
    for groups in waves:
        came = solver(groups, shown)
        if not came.left_out:
            shown += [frozenset[int]().union(*(groups[name] for name in part)) for part, _ in came.cells]
    return shown


def asked_for(shown: list[People], picks: list[list[int]]) -> list[People]:
    """What filters, totals and exports add: unions of disjoint cells, whichever are picked."""
    more = list(shown)
    for pick in picks:
        union: People = frozenset()
        for place in pick:
            cell = shown[place % len(shown)] if shown else frozenset[int]()
            if not union & cell:
                union |= cell
        more.append(union)
    return [one for one in more if one]


def victims(shown: list[People], k: int = 5) -> People:
    """By trying every group of fewer than k: one whose sum follows from the sums that are shown. Exact fractions."""
    everyone = sorted(frozenset[int]().union(*shown))
    rows = [[Fraction(int(person in one)) for person in everyone] for one in shown]
    whole = rank(rows)
    for size in range(1, k):
        for some in combinations(range(len(everyone)), size):
            if rank([[value for place, value in enumerate(row) if place not in some] for row in rows]) < whole:
                return frozenset(everyone[place] for place in some)
    return frozenset()


def rank(rows: list[list[Fraction]]) -> int:
    left, done = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        row = next((r for r in range(done, len(left)) if left[r][column]), None)
        if row is None:
            continue
        left[done], left[row] = left[row], left[done]
        for other in left[done + 1 :]:
            factor = other[column] / left[done][column]
            for place in range(column, len(other)):
                other[place] -= factor * left[done][place]
        done += 1
    return done


@st.composite
def histories(draw: st.DrawFn) -> Waves:
    """Up to four waves in up to three groups; most people answer again, some come, go, or change their group."""
    people = list(range(draw(st.integers(3, 13))))
    groups = {person: draw(st.sampled_from("abc")) for person in people}
    waves: Waves = []
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()) and draw(st.booleans()):
            groups[draw(st.sampled_from(people))] = draw(st.sampled_from("abc"))
        away = set(draw(st.lists(st.sampled_from(people), max_size=draw(st.sampled_from([0, 1, 2, 7])))))
        waves.append({n: frozenset(p for p in people if groups[p] == n and p not in away) for n in "abc"})
    return waves


@settings(max_examples=60, deadline=None)
@given(histories(), st.lists(st.lists(st.integers(0, 20), max_size=4), max_size=4))
def test_no_attacker_finds_fewer_than_five_over_filters_exports_and_waves(waves: Waves, picks: list[list[int]]) -> None:
    assert not victims(asked_for(shown_by(waves), picks))


def careless(groups: dict[str, People], _before: object, k: int = 5) -> anonymity.Release:
    """A solver that looks at the size of each group alone, as many do: no complements, no other waves."""
    cells = tuple((frozenset({name}), len(one)) for name, one in groups.items() if len(one) >= k)
    everyone = frozenset(groups), sum(len(one) for one in groups.values())
    return anonymity.Release((*cells, everyone) if everyone[1] >= k else cells)


def test_the_attacker_finds_the_three_whom_a_careless_solver_hides() -> None:
    """Eleven in all, and eight in one group: the other three follow by subtraction."""
    waves = [{"a": frozenset(range(8)), "b": frozenset({8, 9, 10})}]
    assert victims(shown_by(waves, careless)) == {8, 9, 10}
    assert not victims(shown_by(waves))


def test_the_attacker_finds_the_newcomer_whom_a_forgetful_solver_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve answered, then the same twelve and one more. Without a look at earlier waves that one is found."""
    waves = [{"a": frozenset(range(12))}, {"a": frozenset(range(13))}]
    assert not victims(shown_by(waves))
    monkeypatch.setattr(anonymity, "found", lambda *_args: frozenset())
    assert victims(shown_by(waves)) == {12}


def test_three_waves_can_tell_what_no_two_of_them_tell() -> None:
    """The first holds both others and one more person; any two of them differ by five at least."""
    one, two = frozenset(range(6)), frozenset(range(6, 12))
    assert found([one | two | {12}, one, two]) == {12} == victims([one | two | {12}, one, two])
    assert not found([one | two | {12}, one]) and not found([one, two])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 9), min_size=1), max_size=5))
def test_solver_and_attacker_agree_on_any_sets(sets: list[People]) -> None:
    assert bool(found(sets)) == bool(victims(sets) if sets else frozenset())


# ── what is shown instead ──


def test_small_groups_are_shown_together_and_never_alone() -> None:
    groups = {"public": frozenset(range(7)), "private": frozenset({7, 8}), "citizen": frozenset(range(9, 13))}
    came = release(groups)
    assert {part for part, _ in came.cells} == {frozenset({"public"}), frozenset({"private", "citizen"})}
    assert [n for _, n in came.cells] == [6, 7]


def test_fewer_than_five_show_nothing() -> None:
    assert release({"a": frozenset(range(4))}).held is Held.FEW
    assert release({}).held is Held.FEW


def test_when_one_more_answers_than_last_time_two_are_left_out_by_lot() -> None:
    came = release({"a": frozenset(range(13))}, [frozenset(range(12))])
    assert came.left_out == LOT and came.cells == ((frozenset({"a"}), 11),)
    assert release({"a": frozenset(range(6))}, [frozenset(range(5))]).held is Held.ALIKE


def test_the_same_people_again_are_shown_whole() -> None:
    came = release({"a": frozenset(range(12))}, [frozenset(range(12))])
    assert came.cells == ((frozenset({"a"}), 12),) and not came.left_out


def test_too_long_a_history_is_held_back_rather_than_guessed() -> None:
    sets = [frozenset(range(n, n + 9)) for n in range(70)]
    assert found(sets)


def test_groups_that_few_could_answer_for_are_one_from_the_beginning() -> None:
    kept = folded({"public": 6, "private": 1, "citizen": 4})
    assert kept["private"] == kept["citizen"] == {"private", "citizen"} and kept["public"] == {"public"}
    assert set(folded({"public": 2, "private": 1}).values()) == {frozenset({"public", "private"})}


# ── how exactly a mean is told ──


def worlds(told: Told, n: int) -> Iterator[Counter[int]]:
    """Every way in which n answers can give a mean that is told so."""
    possible = sums(told, n)
    for answers in combinations_with_replacement((1, 2, 3, 4), n):
        if sum(answers) in possible:
            yield Counter(answers)


@pytest.mark.parametrize("n", [5, 6, 7, 9])
def test_no_told_mean_is_certain_of_a_few_answers(n: int) -> None:
    """Over all sums of n answers, by counting every possible set of answers; some answers are taken together, too."""
    told_at_all = 0
    for total in range(n, 4 * n + 1):
        told = safely(total, n)
        if told is None:
            continue
        told_at_all += 1
        assert total in sums(told, n)
        ways = list(worlds(told, n))
        for size in (1, 2, 3):
            for some in combinations((1, 2, 3, 4), size):
                counts = {sum(way[answer] for answer in some) for way in ways}
                assert not counts <= {1, 2, 3, 4}, (total, told, some)
        assert {max(way.values()) for way in ways} != {n}
    assert told_at_all > n


def test_one_three_among_nine_fours_is_not_told_to_the_tenth() -> None:
    assert gives_away(Told(39, 1), 10)
    told = safely(39, 10)
    assert told is not None and told.step > 1
    assert safely(29, 10) == Told(29, 1)
