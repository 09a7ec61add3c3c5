"""Who hangs together with whom in a network: across sectors and by chance, core and rim, communities; plain values."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from comity.core.network.communities import communities
from comity.core.network.groups import core_periphery, crossing, crossing_by_chance, mixture
from comity.core.network.network import Network

#: every run gives the same
SEED = 2025


def groupings(network: Network, sectors: Sequence[str], places: Sequence[str]) -> dict[str, Any]:
    """`sectors`, `places`, `core` and `communities` of a wave's content."""
    return {
        "sectors": _across(network, sectors), "places": _across(network, places), "core": _core(network),
        "communities": _communities(network),
    }  # fmt: skip


def _across(network: Network, values: Sequence[str]) -> dict[str, Any]:
    """Whether ties cross an attribute, and what chance would give."""
    value_of = dict(zip(network.keys, values, strict=True))
    found = crossing(network, value_of)
    chance = crossing_by_chance(network, value_of, seed=SEED)
    mixed = mixture(network.keys, value_of)
    return {
        "index": found.network.index, "external": found.network.external, "internal": found.network.internal,
        "chance": asdict(chance) if chance else None,
        "groups": {
            name: {"index": one.index, "external": one.external, "internal": one.internal}
            for name, one in found.groups.items()
        },
        "blau": mixed.blau, "counts": mixed.counts, "missing": mixed.missing,
        "of": {key: one.index for key, one in found.members.items() if one.index is not None},
    }  # fmt: skip


def _core(network: Network) -> dict[str, Any]:
    found = core_periphery(network)
    if found is None:
        return {"r": None, "members": [], "exact": True}
    return {"r": found.r, "members": list(found.core), "exact": found.exact}


def _communities(network: Network) -> dict[str, Any]:
    """Numbered from 1, the largest first; who has no tie is in none."""
    found = communities(network, seed=SEED)
    groups = [group for group in found.groups if len(group) > 1]
    of = {key: number for number, group in enumerate(groups, start=1) for key in group}
    return {"modularity": found.modularity, "of": of}
