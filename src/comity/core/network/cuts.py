"""What hangs on one organisation: who would be cut off if it left.

Articulation points by depth-first search (Hopcroft & Tarjan 1973), in time linear in the ties.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from comity.core.network.network import Floats, Ints, Network
from comity.core.network.paths import components


def cut_places(network: Network) -> list[int]:
    """Places of those whose leaving would split the part they are in."""
    count = np.zeros(network.n, dtype=np.int64)
    inner = np.zeros(network.n, dtype=np.int64)
    labels = components(network)
    sizes = np.bincount(labels, minlength=1)[labels]
    for piece in _pieces(network, labels):
        count[piece.holder] += 1
        inner[piece.holder] += piece.size
    count += inner < sizes - 1
    return [int(place) for place in np.flatnonzero(count > 1)]


def losses(network: Network) -> Floats | None:
    """For each organisation: of all pairs of others, the share that could reach each other only through it.

    Its leaving lowers connectedness among the rest by so much. None below three organisations.
    """
    n = network.n
    if n < 3:
        return None
    labels = components(network)
    sizes = np.bincount(labels, minlength=1)[labels]
    rest = sizes - 1
    still = np.zeros(n)
    for piece in _pieces(network, labels):
        still[piece.holder] += piece.size * (piece.size - 1)
        rest[piece.holder] -= piece.size
    lost = (sizes - 1) * (sizes - 2) - still - rest * (rest - 1)
    return np.asarray(lost / ((n - 1) * (n - 2)), dtype=np.float64)


@dataclass(frozen=True)
class _Piece:
    """`size` organisations that would be left by themselves if `holder` went."""

    holder: int
    size: int


def _pieces(network: Network, labels: Ints) -> Iterator[_Piece]:
    """The pieces below each organisation in a depth-first tree; what is left of its part above it is one more.

    labels: the part that each organisation is in.
    """
    n = network.n
    if not network.ties:
        return
    order, above = _tree(network, labels)
    number = np.empty(n + 1, dtype=np.int64)
    number[order] = np.arange(n + 1)
    low = _lowest(network, number, above).tolist()
    size = [1] * (n + 1)
    seen, up = number.tolist(), above.tolist()
    for place in order[:0:-1].tolist():
        holder = up[place]
        if holder != n and low[place] >= seen[holder]:
            yield _Piece(holder, size[place])
        size[holder] += size[place]
        low[holder] = min(low[holder], low[place])


def _tree(network: Network, labels: Ints) -> tuple[Ints, Ints]:
    """A depth-first order from an added root (place n) that knows one of each part, and what stands above whom."""
    n = network.n
    first = np.empty(int(labels.max(initial=-1)) + 1, dtype=np.int64)
    first[labels[::-1]] = np.arange(n)[::-1]
    matrix = network.undirected.adjacency
    indptr = np.append(matrix.indptr, matrix.nnz + len(first))
    indices = np.append(matrix.indices, first.astype(matrix.indices.dtype))
    rooted = sparse.csr_matrix((np.ones(len(indices)), indices, indptr), shape=(n + 1, n + 1))
    order, above = csgraph.depth_first_order(rooted, n, directed=True, return_predecessors=True)
    return order.astype(np.int64), np.asarray(above, dtype=np.int64)


def _lowest(network: Network, number: Ints, above: Ints) -> Ints:
    """For each place the earliest number among itself and its partners, the one above it left out."""
    matrix = network.undirected.adjacency
    partners = np.diff(matrix.indptr)
    reached = np.where(matrix.indices == np.repeat(above[: network.n], partners), network.n, number[matrix.indices])
    low = number.copy()
    some = np.flatnonzero(partners)
    low[some] = np.minimum(number[some], np.minimum.reduceat(reached, matrix.indptr[some]))
    return low
