"""Measuring things against each other: by turns, in many rounds, the median of each."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TypeVar

K = TypeVar("K")
Work = Callable[[], object]


def by_turns(
    works: Mapping[K, Work], *, rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[K, float]:
    """Seconds that each work takes: the median of its rounds. In each round all works have their turn.

    What else the machine does then burdens all alike. clock: CPU of this process unless told otherwise.
    """
    spent: dict[K, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, work in works.items():
            began = clock()
            work()
            spent[name].append(clock() - began)
    gc.unfreeze()
    return {name: median(times) for name, times in spent.items()}


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies; of no values, 0."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
