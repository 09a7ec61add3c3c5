"""Voting power: how often an organisation's vote decides. Banzhaf and Shapley–Shubik, exact.

A decision carries with votes of a weight of at least `quota`. An organisation decides in a group that carries with it
and fails without it. Counted by generating functions: a polynomial whose coefficient at w is the number of groups that
weigh w, held as one long whole number, so that adding and shifting do the counting.
Sources: J. Banzhaf (1965); L. Shapley and M. Shubik (1954); generating functions after D. Cantor and I. Mann.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import factorial, gcd

#: beyond this the sums of weights make tables too long to count in
MOST_WEIGHT = 200_000
MOST_MEMBERS = 2_000
#: Shapley–Shubik also tells groups apart by how many they are
MOST_MEMBERS_IN_ORDER = 120
MOST_WEIGHT_IN_ORDER = 20_000


class TooMuch(ValueError):
    """More members or weight than can be counted exactly in reasonable time."""


def banzhaf(weights: Sequence[int], quota: int) -> tuple[Fraction, ...]:
    """The share of each in all the groups in which anyone decides; all 0 when nobody ever does.

    weights ≥ 0 and quota ≥ 1, both whole. Raises ValueError for others, TooMuch beyond the limits.
    """
    swings = banzhaf_swings(weights, quota)
    return _shares(swings)


def banzhaf_swings(weights: Sequence[int], quota: int) -> tuple[int, ...]:
    """In how many groups each decides; divided by 2 to the power of the others' number: the absolute index."""
    weights, quota = _scaled(weights, quota, MOST_MEMBERS, MOST_WEIGHT)
    slot = len(weights) + 2
    groups = 1
    for weight in weights:
        groups += groups << (slot * weight)
    found = {w: _window(_without(groups, w, slot, quota), quota - w, quota, slot) for w in set(weights) if w}
    return tuple(found.get(weight, 0) for weight in weights)


def shapley_shubik(weights: Sequence[int], quota: int) -> tuple[Fraction, ...]:
    """The share of all orders of joining in which each is the one that makes the group carry.

    Sums to 1 when all together carry, to 0 otherwise. Raises as `banzhaf` does.
    """
    weights, quota = _scaled(weights, quota, MOST_MEMBERS_IN_ORDER, MOST_WEIGHT_IN_ORDER)
    n = len(weights)
    if n == 0 or quota > sum(weights):
        return (Fraction(0),) * n
    found = {weight: _orders(weights, weight, quota) for weight in set(weights)}
    return tuple(Fraction(found[weight], factorial(n)) for weight in weights)


def _orders(weights: Sequence[int], weight: int, quota: int) -> int:
    """In how many orders a member of this weight turns the group, by the size of the group before it."""
    others = list(weights)
    others.remove(weight)
    n, slot = len(weights), len(weights) + 1
    #: by weight below the quota: the number of groups of each size, in slots of one number
    groups = [1] + [0] * (quota - 1)
    for other in others:
        for total in range(quota - 1, other - 1, -1):
            if groups[total - other]:
                groups[total] += groups[total - other] << slot
    before = sum(groups[max(0, quota - weight) : quota])
    return sum(
        ((before >> (slot * size)) & ((1 << slot) - 1)) * factorial(size) * factorial(n - 1 - size)
        for size in range(n)
    )


def _without(groups: int, weight: int, slot: int, quota: int) -> int:
    """The groups below the quota without one member of that weight: divided by 1 + x to the weight.

    1 / (1 + y) = (1 − y)(1 + y²)(1 + y⁴)…, cut off above the quota.
    """
    mask = (1 << (slot * quota)) - 1
    left = groups & mask
    left = (left - (left << (slot * weight))) & mask
    power = 2 * weight
    while power < quota:
        left = (left + (left << (slot * power))) & mask
        power *= 2
    return left


def _window(groups: int, low: int, high: int, slot: int) -> int:
    """The number of groups that weigh at least `low` and less than `high`: the sum of these slots."""
    low = max(low, 0)
    part = (groups >> (slot * low)) & ((1 << (slot * (high - low))) - 1)
    return part % ((1 << slot) - 1)


def _scaled(weights: Sequence[int], quota: int, members: int, most: int) -> tuple[list[int], int]:
    """Checked, and divided by what all weights have in common: it changes no group."""
    if quota < 1 or any(weight < 0 for weight in weights):
        raise ValueError("Weights are 0 or more, and a quota 1 or more.")
    common = reduce(gcd, weights, 0) or 1
    scaled, needed = [weight // common for weight in weights], -(-quota // common)
    if len(weights) > members or sum(scaled) > most:
        raise TooMuch(f"At most {members} members and a weight of {most} together.")
    return scaled, min(needed, sum(scaled) + 1)


def _shares(swings: Sequence[int]) -> tuple[Fraction, ...]:
    total = sum(swings)
    return tuple(Fraction(one, total) if total else Fraction(0) for one in swings)
