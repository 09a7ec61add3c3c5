"""What is told of each organisation: its ties, what runs through it, whom it reaches, how it is held in.

Whether it may be shown depends on how many have answered: `dyads.Response.showing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from comity.core.network.cuts import losses
from comity.core.network.groups import core_periphery, crossing
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import EXACT, degrees, normalised_betweenness, pivot_count
from comity.core.network.network import Floats, Key, Network
from comity.core.network.paths import even_pivots, harmonic_closeness
from comity.core.network.reach import reach_counts


@dataclass(frozen=True)
class NodeScores:
    """One organisation. Shares lie in 0..1; None where a figure is undefined.

    named_by, names: ties it is named in, ties it names (both all its ties without direction). betweenness: share of
    its highest possible value, estimated above EXACT organisations. closeness, reached (within 1, 2, 3 steps): None
    above EXACT. loss: of all pairs of others, the share that could reach each other only through it. index: E–I.
    """

    key: Key
    named_by: int
    names: int
    betweenness: float | None
    closeness: float | None
    reached: tuple[int, ...] | None
    effective_size: float | None
    constraint: float | None
    loss: float | None
    in_core: bool
    index: float | None


def node_scores(network: Network, attribute: Mapping[Key, str] | None = None) -> list[NodeScores]:
    """Everything about each organisation, in the order of the network. attribute: for E–I, else None there."""
    n, exact = network.n, network.n <= EXACT
    between = normalised_betweenness(network, pivots=None if exact else even_pivots(network, pivot_count(network)))
    close = harmonic_closeness(network) if exact else None
    reached = reach_counts(network) if exact else None
    into, out = degrees(network, side="in").tolist(), degrees(network, side="out").tolist()
    columns = [_told(one, n) for one in (between, close, effective_size(network), constraint(network), losses(network))]
    core = core_periphery(network)
    inside = set(core.core if core else ())
    members = crossing(network, attribute).members if attribute else {}
    found = []
    for at, key in enumerate(network.keys):
        betweenness, closeness, size, held, lost = (column[at] for column in columns)
        within = None if reached is None else tuple(reached[:, at].tolist())
        index = members[key].index if key in members else None
        scores = (betweenness, closeness, within, size, held, lost, key in inside, index)
        found.append(NodeScores(key, into[at], out[at], *scores))
    return found


def _told(values: Floats | None, n: int) -> list[float | None]:
    if values is None:
        return [None] * n
    return [None if np.isnan(value) else value for value in values.tolist()]
