"""Shortest paths: distances, closeness, and how much of the contact runs through whom (Brandes 2001).

Betweenness walks outward from many organisations at once, level by level, then gathers the shares backward.
Shallow networks (nearly all real ones) are walked with sparse-times-dense products, deep ones (chains,
rings) pair by pair.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph

from comity.core.network.network import Floats, Ints, Network

_SHALLOW = 24  # levels; beyond this the dense walk costs more than the sparse one, and too much memory
_CELLS = 2**17  # cells of one dense level: stays in the processor's cache
_LARGE = 2**14  # organisations from which on it pays to leave out rows of a level that are empty
_VISITS = 2**22  # (source, tie) visits per batch of the sparse walk: bounds its memory to some hundred MB


class TooManyPaths(ArithmeticError):
    """Between some pair there are more shortest paths than a floating-point number can count."""


def distances(network: Network) -> Floats:
    """n × n steps between organisations, following direction; infinite where there is no path."""
    if network.n == 0:
        return np.zeros((0, 0))
    found: Floats = csgraph.shortest_path(network.adjacency, method="D", unweighted=True)
    return found


def harmonic_closeness(network: Network) -> Floats | None:
    """For each organisation the mean of 1/steps to all others, 0..1; who can't be reached counts 0.

    None below two organisations.
    """
    if network.n < 2:
        return None
    scores, everyone = np.zeros(network.n), np.arange(network.n)
    into, width = network.adjacency.T.tocsr().astype(np.float32), max(8, min(256, 4 * _CELLS // network.n))
    for at in range(0, network.n, width):
        found = _near(into, everyone[at : at + width])
        if found is None:
            scores[at:] = _far(network, everyone[at:])
            break
        scores[at : at + width] = found
    return scores / (network.n - 1)


def _near(into: Any, sources: Ints) -> Floats | None:
    """Sum of 1/steps from each source to all others, walked level by level; None if deeper than _SHALLOW."""
    columns = np.arange(len(sources))
    unseen = np.ones((into.shape[0], len(sources)), dtype=np.float32)
    front = np.zeros_like(unseen)
    front[sources, columns], unseen[sources, columns] = 1, 0
    total = np.zeros(len(sources))
    for step in range(1, _SHALLOW + 1):
        front = ((into @ front) * unseen > 0).astype(np.float32)
        reached = front.sum(axis=0, dtype=np.float64)
        if not reached.any():
            return total
        total += reached / step
        unseen -= front
    return None


def _far(network: Network, sources: Ints) -> Floats:
    """The same from distances, for chains and rings."""
    scores = []
    for places in np.array_split(sources, -(-len(sources) * network.n // 2**24)):
        steps = csgraph.dijkstra(network.adjacency, indices=places, unweighted=True)
        steps[np.arange(len(places)), places] = np.inf
        scores.append((1 / steps).sum(axis=1))
    return np.concatenate(scores)


def betweenness(network: Network, *, pivots: Sequence[int] | None = None) -> Floats:
    """For each organisation, the number of other pairs whose shortest paths run through it (shares when
    several do).

    Undirected pairs count once, directed ones each way. With `pivots` (places in `network.keys`, see
    `even_pivots`) paths start there only and the result is scaled up: an estimate for networks of many
    thousands. Raises TooManyPaths where the paths can't be counted.
    """
    sources = np.arange(network.n) if pivots is None else np.asarray(pivots, dtype=np.int64)
    if not len(sources):
        return np.zeros(network.n)
    scores = _dependencies(network.adjacency, sources) * (network.n / len(sources))
    return scores if network.directed else scores / 2


def even_pivots(network: Network, count: int) -> list[int]:
    """`count` places spread evenly from the best to the least connected: a sample without chance."""
    ranked = np.argsort(-np.diff(network.undirected.adjacency.indptr), kind="stable")
    step = network.n / max(min(count, network.n), 1)
    return [int(ranked[int((at + 0.5) * step)]) for at in range(min(count, network.n))]


def even_samples(network: Network, count: int, samples: int) -> list[list[int]]:
    """`count` even pivots dealt out to so many samples, each as even as the whole: how they differ tells the error."""
    pivots = even_pivots(network, count)
    return [pivots[at::samples] for at in range(samples)]


def _dependencies(out: Any, sources: Ints) -> Floats:
    """Sum over the sources of every organisation's share in the paths that start there."""
    n, total = out.shape[0], np.zeros(out.shape[0])
    into = out.T.tocsr()
    wide, narrow = max(8, min(64, _CELLS // n)), max(1, min(len(sources), _VISITS // max(out.nnz, n)))
    at, deep = 0, False
    while at < len(sources):
        batch = sources[at : at + (narrow if deep else wide)]
        levels = None if deep else _walk_wide(into, out, batch)
        deep = levels is None
        if levels is None:
            batch = sources[at : at + narrow]
            total += _walk_pairs(out, batch)
        else:
            total += _gather_wide(out, into, levels)
        at += len(batch)
    return total


def _walk_wide(into: Any, out: Any, sources: Ints) -> list[Floats] | None:
    """Per level, n × sources: how many shortest paths arrive there; None if deeper than _SHALLOW."""
    columns = np.arange(len(sources))
    seen = np.zeros((into.shape[0], len(sources)), dtype=bool)
    paths = np.zeros(seen.shape)
    paths[sources, columns] = 1
    seen[sources, columns] = True
    fresh, levels = seen, [paths]
    while True:
        paths = _product(into, out, levels[-1], filled=fresh, wanted=~seen)
        paths[seen] = 0
        fresh = paths > 0
        if not fresh.any():
            return levels
        if len(levels) > _SHALLOW:
            return None
        _countable(paths)
        seen |= fresh
        levels.append(paths)


def _gather_wide(out: Any, into: Any, levels: list[Floats]) -> Floats:
    shares = np.zeros(levels[0].shape)
    total = np.zeros(len(shares))
    for nearer, paths in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        there = paths > 0
        onward = np.divide(1 + shares, paths, out=np.zeros(paths.shape), where=there)
        shares = _product(out, into, onward, filled=there, wanted=nearer) * nearer
        total += shares.sum(axis=1)
    return total


def _product(matrix: Any, turned: Any, columns: Floats, *, filled: Any, wanted: Any) -> Floats:
    """matrix @ columns, right wherever `wanted` is not zero; columns are zero wherever `filled` is. turned: transpose.

    In a large network the first levels hold few and the last ones lack few: then only the ties of those are followed.
    """
    if len(columns) < _LARGE:
        return np.asarray(matrix @ columns)
    rows, asked = (np.flatnonzero(one.any(axis=1)) for one in (filled, wanted))
    push, pull = _ties_of(turned, rows), _ties_of(matrix, asked)
    if min(push, pull) > matrix.nnz / 2:
        return np.asarray(matrix @ columns)
    if push <= pull:
        return np.asarray(turned[rows].T @ columns[rows])
    found = np.zeros(columns.shape)
    found[asked] = matrix[asked] @ columns
    return found


def _ties_of(matrix: Any, rows: Ints) -> int:
    return int((matrix.indptr[rows + 1] - matrix.indptr[rows]).sum())


def _walk_pairs(out: Any, sources: Ints) -> Floats:
    """The same shares, walking only the (source, organisation) pairs each level really reaches."""
    n, width = out.shape[0], len(sources)
    seen, slot = np.zeros(width * n, dtype=bool), np.empty(width * n, dtype=np.int64)
    row, paths = np.arange(width) * n, np.ones(width)
    nodes: Ints = np.asarray(sources)
    seen[row + nodes] = True
    steps: list[tuple[Ints, Floats, Ints, Ints]] = []
    while True:
        owner, target = _neighbours(out, nodes, row)
        fresh = ~seen[target]
        owner, target = owner[fresh], target[fresh]
        if not len(target):
            return _gather_pairs(steps, nodes, paths, n)
        turn = np.arange(len(target))
        slot[target] = turn
        reached = target[slot[target] == turn]
        slot[reached] = np.arange(len(reached))
        steps.append((nodes, paths, owner, slot[target]))
        paths = np.bincount(slot[target], weights=paths[owner], minlength=len(reached)).astype(np.float64)
        _countable(paths)
        seen[reached] = True
        row = reached // n * n
        nodes = reached - row


def _neighbours(out: Any, nodes: Ints, row: Ints) -> tuple[Ints, Ints]:
    """Every tie leaving the front: which of the front owns it, and the cell (row + node) it leads to."""
    first = out.indptr[nodes].astype(np.int64)
    count = out.indptr[nodes + 1] - first
    owner = np.repeat(np.arange(len(nodes)), count)
    before = np.cumsum(count) - count
    ties = (first - before)[owner] + np.arange(len(owner))
    return owner, out.indices[ties] + row[owner]


def _gather_pairs(steps: list[tuple[Ints, Floats, Ints, Ints]], nodes: Ints, paths: Floats, n: int) -> Floats:
    total, shares = np.zeros(n), np.zeros(len(nodes))
    for nearer, paths_to, owner, into in reversed(steps):
        total += np.bincount(nodes, weights=shares, minlength=n)
        onward = (1 + shares) / paths
        shares = paths_to * np.bincount(owner, weights=onward[into], minlength=len(nearer))
        nodes, paths = nearer, paths_to
    return total


def _countable(paths: npt.NDArray[np.float64]) -> None:
    if not np.isfinite(paths).all():
        raise TooManyPaths("more shortest paths between one pair than a number can hold")


def components(network: Network) -> Ints:
    """Which component each organisation is in, numbered in the order of `keys`; direction is ignored."""
    head = np.arange(network.n, dtype=np.int64)  # of each, the lowest place known to hang together with it
    tails, heads = network.tails, network.heads
    while len(tails):
        one, other = head[tails], head[heads]
        apart = one != other
        tails, heads, one, other = tails[apart], heads[apart], one[apart], other[apart]
        np.minimum.at(head, np.maximum(one, other), np.minimum(one, other))
        while (head[head] != head).any():
            head = head[head]
    return np.asarray((np.cumsum(head == np.arange(network.n)) - 1)[head], dtype=np.int64)
