"""What is said of single organisations in numbers, and when it may be said at all."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from comity.core.network.communities import communities
from comity.core.network.measures import degrees, normalised_betweenness
from comity.core.network.network import Network
from comity.core.network.paths import TooManyPaths, harmonic_closeness
from comity.network.queries.overview import Overview

#: what is measured of single organisations
MEASURES: Mapping[str, Callable[[Network], Any]] = {
    "degree": degrees, "betweenness": normalised_betweenness, "closeness": harmonic_closeness,
}  # fmt: skip
#: share of answers from which single organisations are given figures, and from which without a caution
LEAST, ENOUGH = 0.65, 0.8


class Trust(StrEnum):
    """How far figures of single organisations can be trusted."""

    GOOD = "good"
    CARE = "care"
    NONE = "none"


def trust_in(overview: Overview) -> Trust:
    """By how many answered; a list that names all ties has no silent ones."""
    share = overview.answered / overview.everyone if overview.everyone else 0.0
    if overview.given or share >= ENOUGH:
        return Trust.GOOD
    return Trust.CARE if share >= LEAST else Trust.NONE


def scores_of(network: Network, measure: str) -> Mapping[str, float]:
    """The measure (of MEASURES) of each organisation; nothing where it is undefined."""
    return _scores(network.keys, tuple(network.pairs()), measure)


def groups_of(network: Network) -> Sequence[Sequence[str]]:
    """The communities, the largest first, each of two or more."""
    return _groups(network.keys, tuple(network.pairs()))


@lru_cache(maxsize=32)
def _groups(keys: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> Sequence[Sequence[str]]:
    return [group for group in communities(Network.of(keys, pairs)).groups if len(group) > 1]


@lru_cache(maxsize=32)
def _scores(keys: tuple[str, ...], pairs: tuple[tuple[str, str], ...], measure: str) -> Mapping[str, float]:
    network = Network.of(keys, pairs)
    try:
        found = MEASURES[measure](network)
    except TooManyPaths:
        found = None
    return {} if found is None else {key: float(value) for key, value in zip(keys, found, strict=True)}
