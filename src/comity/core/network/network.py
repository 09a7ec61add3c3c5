"""The network itself: who is in it, and which ties hold."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Key = str
Pair = tuple[Key, Key]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class UnknownKey(ValueError):
    """A tie names somebody who is not in the network. `key` is the name it used."""

    def __init__(self, key: Hashable) -> None:
        super().__init__(f"{key!r} is not in the network")
        self.key = key


@dataclass(frozen=True, eq=False)
class Network:
    """Organisations and the ties between them, without levels.

    keys: one per organisation, in the order in which every array about the network runs.
    tails, heads: the ends of each tie as places in `keys`, sorted, each tie once. Undirected ties run from
    the lower to the higher place; directed ones from who reports to whom is named.
    """

    keys: tuple[Key, ...]
    tails: Ints
    heads: Ints
    directed: bool = False

    @classmethod
    def of(cls, keys: Iterable[Key], pairs: Iterable[Pair], *, directed: bool = False) -> "Network":
        """Build a network from pairs of keys. Ties to oneself are dropped, repeated ties merged.

        Raises UnknownKey for a pair that names somebody not in `keys`, ValueError for a key listed twice.
        """
        order = tuple(keys)
        place = places(order)
        ends = np.array([(_at(place, a), _at(place, b)) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
        return cls.between(order, ends[:, 0], ends[:, 1], directed=directed)

    @classmethod
    def between(cls, keys: Sequence[Key], tails: Ints, heads: Ints, *, directed: bool = False) -> "Network":
        """The same from places in `keys`, for large networks."""
        n = len(keys)
        if not directed:
            tails, heads = np.minimum(tails, heads), np.maximum(tails, heads)
        codes = np.unique((tails * n + heads)[tails != heads])
        return cls(tuple(keys), codes // max(n, 1), codes % max(n, 1), directed)

    @property
    def n(self) -> int:
        """How many organisations."""
        return len(self.keys)

    @property
    def ties(self) -> int:
        """How many ties; in a directed network each direction counts."""
        return len(self.tails)

    @cached_property
    def adjacency(self) -> Any:
        """n × n sparse matrix (CSR, float64, sorted) of ones: row i, column j if i has a tie to j."""
        tails, heads = self.tails, self.heads
        if not self.directed:
            tails, heads = np.concatenate([tails, heads]), np.concatenate([heads, tails])
        matrix = sparse.coo_matrix((np.ones(len(tails)), (tails, heads)), shape=(self.n, self.n)).tocsr()
        matrix.sort_indices()
        return matrix

    @property
    def has_adjacency(self) -> bool:
        """Whether the matrix is there already, so that asking it costs nothing."""
        return "adjacency" in self.__dict__

    @cached_property
    def undirected(self) -> "Network":
        """The same ties with direction dropped; a pair that names each other becomes one tie."""
        return self if not self.directed else Network.between(self.keys, self.tails, self.heads)

    def pairs(self) -> list[Pair]:
        """Every tie as a pair of keys."""
        return [(self.keys[a], self.keys[b]) for a, b in zip(self.tails, self.heads, strict=True)]

    def without(self, place: int) -> "Network":
        """What remains when one organisation leaves."""
        stays = (self.tails != place) & (self.heads != place)
        keys = self.keys[:place] + self.keys[place + 1 :]
        tails, heads = self.tails[stays], self.heads[stays]
        return Network.between(keys, tails - (tails > place), heads - (heads > place), directed=self.directed)


def places(keys: Sequence[Key]) -> dict[Key, int]:
    """Where each key stands. Raises ValueError for a key listed twice."""
    place = {key: at for at, key in enumerate(keys)}
    if len(place) != len(keys):
        twice = next(key for at, key in enumerate(keys) if place[key] != at)
        raise ValueError(f"{twice!r} is listed twice")
    return place


def _at(place: dict[Key, int], key: Key) -> int:
    if key not in place:
        raise UnknownKey(key)
    return place[key]
