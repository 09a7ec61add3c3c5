"""A network too large to draw, as groups."""

import itertools
import math

import pytest

from comity.core.network.blocks import Between, Block, Blocks, draw_blocks

pytestmark = pytest.mark.row("R1")
GROUPS = {"a1": "a", "a2": "a", "a3": "a", "a4": "a", "b1": "b", "b2": "b", "c1": "c"}
TIES = [("a1", "a2"), ("a2", "a3"), ("a1", "b1"), ("b2", "a4"), ("b1", "c1"), ("b1", "b2")]


def test_ties_stay_inside_or_lead_across():
    found = Blocks.of(GROUPS, TIES)
    assert found.blocks == (Block("a", 4, 2), Block("b", 2, 1), Block("c", 1, 0))
    assert found.between == (Between("a", "b", 2), Between("b", "c", 1))
    assert sum(one.inside for one in found.blocks) + sum(one.ties for one in found.between) == len(TIES)


def test_the_order_in_which_ties_are_listed_changes_nothing():
    turned = [pair[::-1] for pair in reversed(TIES)]
    assert Blocks.of(dict(reversed(GROUPS.items())), turned) == Blocks.of(GROUPS, TIES)
    assert draw_blocks(Blocks.of(GROUPS, turned)) == draw_blocks(Blocks.of(GROUPS, TIES))


def test_areas_tell_members_and_widths_tell_ties():
    drawing = draw_blocks(Blocks.of({f"{g}{i}": g for g, n in (("a", 400), ("b", 100)) for i in range(n)},
                                    [("a1", "b1"), ("a2", "b2"), ("a3", "a4")]))  # fmt: skip
    large, small = drawing.circles
    assert math.isclose((large.radius / small.radius) ** 2, 4, rel_tol=0.01)
    assert drawing.lines[0].width == 14


def test_no_circle_covers_another_and_no_number_stands_on_one():
    groups = {f"{g}-{i}": f"g{g:02}" for g in range(24) for i in range(1 + 7 * g)}
    ties = [(f"{a}-0", f"{b}-0") for a, b in itertools.combinations(range(24), 2) if (a * b) % 3 == 0]
    drawing = draw_blocks(Blocks.of(groups, ties))
    for one, other in itertools.combinations(drawing.circles, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius
    for line, circle in itertools.product(drawing.lines, drawing.circles):
        assert line.at is None or math.dist(line.at, (circle.x, circle.y)) > circle.radius


def test_nobody_is_an_empty_picture():
    assert draw_blocks(Blocks.of({}, [])).circles == ()
