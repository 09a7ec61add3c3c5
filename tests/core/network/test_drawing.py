"""The map: the same every time, nothing on top of anything else, nothing outside."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network.drawing import Bond, DrawnNode, Member, Sector, draw
from comity.core.network.labels import text_width, wrap
from comity.core.network.layout import Frame, lay_out
from comity.core.network.network import Network, UnknownKey

NAMES = st.one_of(
    st.lists(
        st.sampled_from(["Harbour", "City", "Legal", "Advice", "Vocational", "Ö", "漢字漢字", "of"]),
        max_size=7,
    ).map(" ".join),
    st.text(max_size=40),
)


@st.composite
def maps(draw: st.DrawFn, most: int = 14) -> tuple[list[Member], list[Bond]]:
    n = draw(st.integers(0, most))
    sectors, notes = st.sampled_from(Sector), st.sampled_from(["", "(no answer)"])
    members = [Member(f"k{at:03}", draw(NAMES), "AB", draw(sectors), draw(notes)) for at in range(n)]
    keys = st.sampled_from([member.key for member in members]) if n else st.nothing()
    bonds = (
        draw(st.lists(st.builds(Bond, keys, keys, st.integers(1, 5), st.booleans()), max_size=40))
        if n
        else []
    )
    once = {frozenset((bond.a, bond.b)): bond for bond in bonds if bond.a != bond.b}
    return members, list(once.values())


def dense(n: int, step: int = 3) -> tuple[list[Member], list[Bond]]:
    members = [
        Member(f"k{at:03}", f"Organisation of Number {at}", str(at), list(Sector)[at % 5]) for at in range(n)
    ]
    pairs = [(a, b) for a, b in itertools.combinations(range(n), 2) if (a * b + a + b) % step == 0]
    return members, [Bond(f"k{a:03}", f"k{b:03}", 1 + (a + b) % 5, (a + b) % 4 == 0) for a, b in pairs]


def boxes(nodes: tuple[DrawnNode, ...]) -> list[tuple[float, float, float, float]]:
    return [node.label.box for node in nodes if not node.label.hidden]


def touch(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def assert_readable(members: list[Member], bonds: list[Bond]) -> None:
    drawing = draw(members, bonds)
    x, y, width, height = drawing.view_box
    shapes = [(node.x - 18, node.y - 18, node.x + 18, node.y + 18) for node in drawing.nodes]
    labels = boxes(drawing.nodes)
    assert not any(touch(one, two) for one, two in itertools.combinations(labels, 2))
    assert not any(touch(label, shape) for label in labels for shape in shapes)
    for left, top, right, bottom in [*labels, *shapes]:
        assert x <= left and y <= top and right <= x + width and bottom <= y + height
    for tie in drawing.ties:
        assert np.isfinite([float(number) for number in re.findall(r"-?[\d.]+", tie.d)]).all()


@settings(max_examples=60, deadline=None)
@given(maps())
def test_nothing_lies_on_anything_else_or_outside(drawn: tuple[list[Member], list[Bond]]) -> None:
    assert_readable(*drawn)


@pytest.mark.parametrize(("n", "step"), [(25, 2), (60, 5), (61, 5), (120, 40)])
def test_crowded_maps_stay_readable(n: int, step: int) -> None:
    assert_readable(*dense(n, step))


@pytest.mark.parametrize("n", [3, 14, 25, 40])
def test_up_to_forty_names_are_all_shown_and_shapes_stand_apart(n: int) -> None:
    nodes = draw(*dense(n)).nodes
    assert not [node.key for node in nodes if node.label.hidden]
    apart = [np.hypot(one.x - two.x, one.y - two.y) for one, two in itertools.combinations(nodes, 2)]
    assert min(apart) > 55


@settings(max_examples=30, deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(drawn, chance) -> None:  # type: ignore[no-untyped-def]
    members, bonds = drawn
    first = draw(members, bonds)
    chance.shuffle(members)
    chance.shuffle(bonds)
    assert draw(members, bonds) == first


@pytest.mark.parametrize("shape", ["star", "ring", "complete", "chain", "pairs"])
def test_regular_networks_fill_their_frame(shape: str) -> None:
    keys = [f"k{at:02}" for at in range(16)]
    pairs = {
        "star": [(keys[0], key) for key in keys[1:]],
        "ring": list(itertools.pairwise([*keys, keys[0]])),
        "complete": list(itertools.combinations(keys, 2)),
        "chain": list(itertools.pairwise(keys)),
        "pairs": list(zip(keys[::2], keys[1::2], strict=True)),
    }[shape]
    spots = np.array(list(lay_out(Network.of(keys, pairs), Frame(700, 500)).values()))
    assert (spots >= 0).all() and (spots <= [700, 500]).all()
    assert np.ptp(spots[:, 0]) > 0.6 * 700
    apart = [np.hypot(*(one - two)) for one, two in itertools.combinations(spots, 2)]
    assert min(apart) > 60


def test_partners_stand_nearer_than_strangers() -> None:
    keys = [f"k{at:02}" for at in range(12)]
    pairs = [pair for group in (keys[:6], keys[6:]) for pair in itertools.combinations(group, 2)]
    spots = lay_out(Network.of(keys, [*pairs, (keys[0], keys[6])]), Frame(700, 500))
    near = [np.hypot(*np.subtract(spots[a], spots[b])) for a, b in pairs]
    far = [np.hypot(*np.subtract(spots[a], spots[b])) for a in keys[1:6] for b in keys[7:]]
    assert np.mean(near) < 0.6 * np.mean(far)


def test_a_one_sided_tie_starts_at_who_says_so_and_ends_open() -> None:
    drawing = draw([Member("a", "A", "A"), Member("b", "B", "B")], [Bond("b", "a", 5, one_sided=True)])
    (tie,), (a, b) = drawing.ties, drawing.nodes
    assert (tie.css, tie.inner) == ("tie t5", "tie t5i")
    assert tie.d.startswith(f"M{b.x:g} {b.y:g}L")
    assert tie.open_end is not None
    far, near = np.hypot(a.x - b.x, a.y - b.y), np.hypot(tie.open_end[0] - b.x, tie.open_end[1] - b.y)
    assert near == pytest.approx(0.62 * far + drawing.open_radius, abs=0.3)


def test_a_tie_swings_round_a_third_organisation() -> None:
    members = [Member(key, key, key) for key in "abcde"]
    bonds = [Bond(one, two, 3) for one, two in itertools.combinations("abcde", 2)]
    nodes = {node.key: node for node in draw(members, bonds).nodes}
    for tie in draw(members, bonds).ties:
        numbers = np.array([float(number) for number in re.findall(r"-?[\d.]+", tie.d)]).reshape(-1, 2)
        start, middle, end = numbers[0], numbers[1:-1].mean(axis=0) if len(numbers) > 2 else None, numbers[-1]
        control = (start + end) / 2 if middle is None else middle
        t = np.linspace(0, 1, 50)[:, None]
        points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
        others = [node for key, node in nodes.items() if key not in (tie.a, tie.b)]
        assert all(np.hypot(points[:, 0] - node.x, points[:, 1] - node.y).min() > 22 for node in others)


def test_every_sector_has_its_own_shape() -> None:
    drawing = draw([Member(f"k{at}", "N", "N", sector) for at, sector in enumerate(Sector)], [])
    assert [node.css.split()[0] for node in drawing.nodes] == ["fp", "fv", "fn", "fc", "ink"]
    assert len({re.sub(r"^M\S+ -?[\d.]+", "", node.d) for node in drawing.nodes}) == 5


def test_a_bond_with_a_stranger_is_refused() -> None:
    with pytest.raises(UnknownKey):
        draw([Member("a", "A", "A")], [Bond("a", "x")])


def test_names_wrap_evenly_and_endless_ones_are_cut() -> None:
    assert wrap("Saltmere Vocational College", 2) == ["Saltmere", "Vocational College"]
    assert wrap("Harbour Health", 1) == ["Harbour Health"]
    assert wrap("", 2) == []
    (cut,) = wrap("X" * 200, 3)
    assert cut.endswith("…") and text_width(cut, 1) < 15


# ── the same places on the next map ──


@settings(max_examples=40, deadline=None)
@given(maps(), st.data())
def test_who_stood_somewhere_stays(drawn: tuple[list[Member], list[Bond]], data: st.DataObject) -> None:
    members, bonds = drawn
    first = {node.key: (node.x, node.y) for node in draw(members, bonds).nodes}
    newcomers = [Member(f"n{at}", "New One", "N") for at in range(data.draw(st.integers(0, 3)))]
    keys = [member.key for member in [*members, *newcomers]]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=30)) if keys else []
    later = {frozenset(pair): Bond(*pair, 2) for pair in pairs if pair[0] != pair[1]}
    second = draw([*members, *newcomers], list(later.values()), before=first)
    assert {node.key: (node.x, node.y) for node in second.nodes if node.key in first} == first


def test_a_newcomer_stands_near_its_partners_and_on_nobody() -> None:
    keys = [f"k{at:02}" for at in range(12)]
    frame = Frame(900, 600)
    before = lay_out(Network.of(keys, list(itertools.pairwise(keys))), frame)
    partners = keys[:2]
    after = lay_out(Network.of([*keys, "new"], [("new", key) for key in partners]), frame, before=before)
    assert {key: after[key] for key in keys} == before
    apart = {key: float(np.hypot(*np.subtract(after["new"], spot))) for key, spot in before.items()}
    assert min(apart.values()) > 60
    assert max(apart[key] for key in partners) < np.median(list(apart.values()))


def test_only_the_newcomers_look_for_room() -> None:
    keys = [f"k{at}" for at in range(4)]
    before = dict.fromkeys(keys[:1], (50.0, 50.0)) | {keys[1]: (60.0, 55.0)}  # too close, and they stay so
    spots = lay_out(Network.of(keys, [(keys[0], keys[2]), (keys[0], keys[3])]), Frame(600, 400), before=before)
    assert spots[keys[0]] == (50, 50) and spots[keys[1]] == (60, 55)
    assert np.hypot(*np.subtract(spots[keys[2]], spots[keys[3]])) > 60


def test_what_became_of_a_tie_is_told_by_line_and_sign() -> None:
    members = [Member(key, key, key) for key in "abcd"]
    bonds = [Bond("a", "b", 3, change="gained"), Bond("b", "c", 2, change="kept"), Bond("c", "d", 5, change="lost")]
    ties = {tie.change: tie for tie in draw(members, bonds).ties}
    assert {tie.css for tie in ties.values()} == {"tie gained", "tie kept", "tie lost"}
    assert ties["kept"].mark is None and ties["gained"].mark and ties["lost"].mark
    assert not ties["lost"].inner
