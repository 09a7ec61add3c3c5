"""Communities: groups whose members have more ties among themselves than chance would give them.

Found by the Louvain method with refinement, in networkit. It is loaded here when first asked, since that takes a while.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from comity.core.network.network import Ints, Key, Network


@dataclass(frozen=True)
class Communities:
    """groups: the largest first, each in the order of the network; somebody without ties is a group of its own.

    modularity: how many more ties stay inside than chance would put there, −0.5..1; None without ties.
    """

    groups: tuple[tuple[Key, ...], ...]
    modularity: float | None

    def of(self) -> dict[Key, int]:
        """For each organisation the number of its group, from 0."""
        return {key: at for at, group in enumerate(self.groups) for key in group}


def communities(network: Network, *, seed: int = 1) -> Communities:
    """The communities of a network; direction is ignored. The same seed gives the same answer."""
    known = network.undirected
    labels = _found(known, seed) if known.ties else np.arange(known.n)
    return Communities(_named(known, labels), modularity(known, labels))


def modularity(network: Network, labels: Ints) -> float | None:
    """Newman's: the share of ties within groups, less what chance would put there (Σ degree² / 4m²)."""
    known = network.undirected
    if not known.ties:
        return None
    inside = float((labels[known.tails] == labels[known.heads]).mean())
    ends = np.bincount(np.concatenate([labels[known.tails], labels[known.heads]]))
    return inside - float(((ends / (2 * known.ties)) ** 2).sum())


def _found(network: Network, seed: int) -> Ints:
    """One thread and one seed: otherwise the answer would differ from run to run."""
    networkit: Any = import_module("networkit")
    threads = networkit.getMaxNumberOfThreads()
    networkit.setSeed(seed, False)
    networkit.setNumberOfThreads(1)
    try:
        ends = (network.tails.astype(np.uint64), network.heads.astype(np.uint64))
        graph = networkit.GraphFromCoo(ends, n=network.n, directed=False)
        found = networkit.community.PLM(graph, refine=True).run().getPartition()
    finally:
        networkit.setNumberOfThreads(threads)
    return np.asarray(found.getVector(), dtype=np.int64)


def _named(network: Network, labels: Ints) -> tuple[tuple[Key, ...], ...]:
    """Groups by size, then by the place of their first member."""
    _, first, number, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    turn = np.empty(len(sizes), dtype=np.int64)
    turn[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    groups: list[list[Key]] = [[] for _ in sizes]
    for key, group in zip(network.keys, turn[number].tolist(), strict=True):
        groups[group].append(key)
    return tuple(tuple(group) for group in groups)
