"""Run by test_network in a process of its own: all measures of a network, as JSON with seconds and memory.

Arguments: organisations and ties. Memory is the most this process ever held, program and libraries included.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from comity.core.network.communities import communities
from comity.core.network.cuts import losses
from comity.core.network.groups import core_periphery, crossing, crossing_by_chance, mixture
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import EXACT, figures
from comity.core.network.network import Network
from comity.core.network.reach import reach


def main(n: int, ties: int) -> None:
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        found = work()
        seconds[name] = round(time.process_time() - began, 1)
        return found

    network = timed("the network itself", lambda: drawn(n, ties))
    sectors = {key: "abcd"[at % 4] for at, key in enumerate(network.keys)}
    found = timed("figures", lambda: figures(network))
    assert n <= EXACT or found.betweenness_error is not None
    assert mixture(network.keys, sectors).blau == 0.75
    assert timed("sectors", lambda: crossing(network, sectors)).network.index
    assert timed("sectors by chance", lambda: crossing_by_chance(network, sectors, seed=1))
    assert np.isfinite(np.nanmax(timed("effective size", lambda: effective_size(network))))
    assert np.isfinite(np.nanmax(timed("constraint", lambda: constraint(network))))
    assert timed("what is lost", lambda: losses(network)) is not None
    assert timed("core", lambda: core_periphery(network))
    assert len(timed("reach", lambda: reach(network, network.keys[:1])).counts()) == 3
    groups = timed("communities", lambda: communities(network))
    told = {
        "ties": network.ties,
        "seconds": sum(seconds.values()),
        "each": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "betweenness_centralisation": found.betweenness_centralisation,
        "betweenness_error": found.betweenness_error,
        "betweenness_from": found.betweenness_from,
        "communities": len(groups.groups),
    }
    print(json.dumps(told))


def drawn(n: int, ties: int) -> Network:
    """A random network."""
    ends = np.random.default_rng(n).integers(0, n, (2, ties))
    return Network.between([str(at) for at in range(n)], ends[0], ends[1])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
