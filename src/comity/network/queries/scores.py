"""What is said of single organisations in numbers, and when it may be said at all."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from comity.core.network.measures import degrees, normalised_betweenness
from comity.core.network.network import Network
from comity.core.network.paths import TooManyPaths
from comity.network.queries.overview import Overview

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
    """The measure ("degree", "betweenness") of each organisation; nothing where it is undefined."""
    return _scores(network.keys, tuple(network.pairs()), measure)


@lru_cache(maxsize=32)
def _scores(keys: tuple[str, ...], pairs: tuple[tuple[str, str], ...], measure: str) -> Mapping[str, float]:
    network = Network.of(keys, pairs)
    try:
        found = degrees(network) if measure == "degree" else normalised_betweenness(network)
    except TooManyPaths:
        found = None
    return {} if found is None else {key: float(value) for key, value in zip(keys, found, strict=True)}
