"""What is worth saying about a network: true remarks as kinds and numbers, the most telling first.

The words are the wing's. Remarks keep silent where there is nothing to say: nobody is told "0 isolates".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from comity.core.network.cuts import cut_places
from comity.core.network.measures import component_sizes, degrees, isolates
from comity.core.network.network import Ints, Key, Network
from comity.core.network.paths import components


class Kind(StrEnum):
    """What a remark is about, and what its `count`, `of`, `keys` and `expected` hold."""

    EMPTY = "empty"  # nobody has a tie; of: organisations
    ISOLATES = "isolates"  # count of organisations know nobody; keys: who
    PARTS = (
        "parts"  # beside isolates there are count parts without a tie between them; of: organisations in them
    )
    CUT = "cut"  # if keys[0] left, count of the of others linked to it would be cut off from the largest part
    HUB = "hub"  # keys share the first place: each has count of all ties
    ACROSS = "across"  # count of ties run between sectors; expected: by chance
    INTRODUCTION = "introduction"  # keys (two) have no tie but count partners in common; of: organisations
    COMPLETE = "complete"  # everyone has a tie with everyone; count: ties


@dataclass(frozen=True)
class Remark:
    """A true sentence without its words; see Kind for what the numbers mean."""

    kind: Kind
    count: int
    of: int
    keys: tuple[Key, ...] = ()
    expected: float | None = None


def remarks(network: Network, *, sectors: Mapping[Key, str] | None = None) -> list[Remark]:
    """All remarks that hold, the most telling first. Direction is ignored.

    sectors: per organisation; who is missing or has an empty one is left out of the count across sectors.
    """
    network = network.undirected
    if network.n < 2:
        return []
    if not network.ties:
        return [Remark(Kind.EMPTY, 0, network.n)]
    found = [_isolates(network), _parts(network), _cut(network), _hub(network)]
    found += [_across(network, sectors or {}), _introduction(network), _complete(network)]
    return [remark for remark in found if remark]


def expected_across(network: Network, sectors: Mapping[Key, str]) -> float | None:
    """How many ties would run between sectors if the same number were spread by chance.

    Counts only ties and pairs whose both ends have a sector; None without such pairs.
    """
    labels = _labels(network, sectors)
    sizes = np.bincount(labels[labels >= 0])
    known = int(sizes.sum())
    pairs = known * (known - 1) // 2
    within = int((sizes * (sizes - 1) // 2).sum())
    return len(_told(network, labels)) * (pairs - within) / pairs if pairs else None


def _cut(network: Network) -> Remark | None:
    """The one whose leaving cuts off most; among equals the first in the order of keys."""
    labels = components(network)
    found = []
    for place in cut_places(network):
        rest = labels[np.arange(network.n) != place] == labels[place]
        pieces = np.bincount(components(network.without(place))[rest])
        found.append((int(pieces.max() - rest.sum()), place, int(rest.sum())))
    if not found:
        return None
    lost, place, others = min(found)
    return Remark(Kind.CUT, -lost, others, (network.keys[place],))


def _isolates(network: Network) -> Remark | None:
    alone = tuple(network.keys[place] for place in isolates(network))
    return Remark(Kind.ISOLATES, len(alone), network.n, alone) if alone else None


def _parts(network: Network) -> Remark | None:
    sizes = [size for size in component_sizes(network) if size > 1]
    return Remark(Kind.PARTS, len(sizes), sum(sizes)) if len(sizes) > 1 else None


def _hub(network: Network) -> Remark | None:
    """Only where somebody stands out: above the mean by half, and not most of them at once."""
    count = degrees(network)
    best = int(count.max())
    first = tuple(network.keys[place] for place in np.flatnonzero(count == best))
    stands_out = network.n > 2 and best >= 1.5 * count.mean() and len(first) <= 3
    return Remark(Kind.HUB, best, network.ties, first) if stands_out else None


def _across(network: Network, sectors: Mapping[Key, str]) -> Remark | None:
    labels = _labels(network, sectors)
    told = _told(network, labels)
    expected = expected_across(network, sectors)
    if not len(told) or not expected:
        return None
    across = int((labels[told[:, 0]] != labels[told[:, 1]]).sum())
    return Remark(Kind.ACROSS, across, len(told), expected=expected)


def _labels(network: Network, sectors: Mapping[Key, str]) -> Ints:
    """A number per sector, −1 where there is none."""
    names = sorted({sector for sector in sectors.values() if sector})
    number = {name: at for at, name in enumerate(names)}
    return np.array([number.get(sectors.get(key, ""), -1) for key in network.keys], dtype=np.int64)


def _told(network: Network, labels: Ints) -> Ints:
    """The ties (k × 2 places) whose both ends have a sector."""
    ends = np.column_stack([network.tails, network.heads])
    return ends[(labels[ends] >= 0).all(axis=1)]


def _introduction(network: Network) -> Remark | None:
    """The two strangers with most partners in common; among equals the first in the order of keys."""
    shared = (network.adjacency @ network.adjacency).tocoo()
    known = set(zip(network.tails.tolist(), network.heads.tolist(), strict=True))
    rows = zip(shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), strict=True)
    pairs = [(-count, a, b) for a, b, count in rows if a < b and (a, b) not in known]
    if not pairs:
        return None
    count, a, b = min(pairs)
    return Remark(Kind.INTRODUCTION, int(-count), network.n, (network.keys[a], network.keys[b]))


def _complete(network: Network) -> Remark | None:
    possible = network.n * (network.n - 1) // 2
    return Remark(Kind.COMPLETE, possible, possible) if network.ties == possible and network.n > 2 else None
