"""Whose missing answer bends the map most: how much each silent organisation's word would settle, times its place."""

from collections.abc import Mapping

import numpy as np

from comity.core.network.measures import normalised_betweenness
from comity.core.network.network import Key, Network
from comity.core.network.reports import Reports

#: above so many organisations places are told by ties alone: this is worked out while a page is asked for
EXACT = 300


def weights(reports: Reports, before: Network | None = None) -> dict[Key, float]:
    """For each organisation that has not answered: open pairs × (1 + how often named) × (1 + its place before).

    Open pairs: those of which nobody is known to say yes or no, and those that one side claims and it could confirm.
    How often: of those that answered, the share that names it. Its place before: in the last network, how often it lay
    between two others, 0 to 1 (above `EXACT` organisations, the share of others it had ties with).
    """
    named: dict[Key, int] = {}
    for _by, about in reports.said:
        named[about] = named.get(about, 0) + 1
    heard = len(reports.answered)
    place = _places(before) if before is not None else {}
    found = {}
    for key in reports.keys:
        if key not in reports.answered:
            open_pairs = _open(reports, key)
            share = named.get(key, 0) / heard if heard else 0.0
            found[key] = open_pairs * (1 + share) * (1 + place.get(key, 0.0))
    return found


def _open(reports: Reports, key: Key) -> int:
    """Pairs of this one whose state its answer would settle; a pair with another silent one stays half open."""
    told = sum((other, key) in reports.said for other in reports.keys)
    return len(reports.keys) - 1 + told


def _places(network: Network) -> Mapping[Key, float]:
    if network.n > EXACT:
        share = np.bincount(np.concatenate([network.tails, network.heads]), minlength=network.n) / max(network.n - 1, 1)
        return dict(zip(network.keys, share.tolist(), strict=True))
    scores = normalised_betweenness(network.undirected)
    return {} if scores is None else dict(zip(network.keys, scores.tolist(), strict=True))
