"""Structural holes (Burt 1992): whose partners do not know each other, and who is held in by partners who do.

Direction is ignored for effective size. Constraint takes how strongly each tie binds: 1, or 2 where both report it in a
directed network.
"""

import numpy as np

from comity.core.network.measures import degrees
from comity.core.network.network import Floats, Network
from comity.core.network.triangles import sum_of_opposites, triangle_counts


def effective_size(network: Network) -> Floats:
    """For each organisation k − 2t/k: its partners, less how many others each of them knows among them on average.

    k: its partners; t: ties among them. k when none know each other, 1 when all do. NaN without partners.
    """
    count = degrees(network.undirected)
    alone = count == 0
    k = np.where(alone, 1, count)
    return np.where(alone, np.nan, k - 2 * triangle_counts(network) / k)


def constraint(network: Network) -> Floats:
    """For each organisation Σ_j (p_ij + Σ_q p_iq p_qj)², over its partners j: high if all contact comes back to few.

    p_ij: the share of i's ties, by strength, that goes to j. NaN without partners.
    """
    known = network.undirected
    strength = _strengths(network)
    tails, heads, n = known.tails, known.heads, known.n
    total = np.bincount(tails, strength, n) + np.bincount(heads, strength, n)
    worth = np.divide(1, total, out=np.zeros(n), where=total > 0)
    around = strength + sum_of_opposites(known, worth, strength if network.directed else None)
    found = np.bincount(tails, (around * worth[tails]) ** 2, n) + np.bincount(heads, (around * worth[heads]) ** 2, n)
    return np.where(total > 0, found, np.nan)


def _strengths(network: Network) -> Floats:
    """Of each tie without direction: in how many directions it is reported."""
    known = network.undirected
    if not network.directed:
        return np.ones(known.ties)
    codes = np.minimum(network.tails, network.heads) * network.n + np.maximum(network.tails, network.heads)
    place = np.searchsorted(known.tails * network.n + known.heads, codes)
    return np.bincount(place, minlength=known.ties).astype(np.float64)
