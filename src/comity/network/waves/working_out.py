"""Everything a wave's page says, worked out behind it: plain values by name, and a score of each organisation."""

from collections import Counter
from dataclasses import asdict
from typing import Any

import numpy as np

from comity.core.network.answers import TRUST, VALUE
from comity.core.network.cuts import losses
from comity.core.network.dyads import Showing, response
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import degrees, figures, normalised_betweenness
from comity.core.network.network import Network
from comity.core.network.paths import TooManyPaths, components, distances, even_pivots, harmonic_closeness
from comity.core.network.ratings import ITEMS, Mean, Rated, Rating, Scale, rated
from comity.core.network.reports import Rule
from comity.network.models import Score
from comity.network.waves.groupings import groupings
from comity.network.waves.material import Material, rules_of

#: raised whenever what is kept changes: what an older version has made is made anew
SHAPE = 1
#: above so many organisations betweenness is estimated, from so many of them
EXACT, PIVOTS = 3000, 300
#: above so many, what would change if each one left is not tried one by one
ONE_BY_ONE = 1000
Plain = dict[str, Any]
Received = dict[Scale, Rated]
#: items by the name of their column
ITEM_OF = dict(zip((*TRUST, *VALUE), (*ITEMS[Scale.TRUST], *ITEMS[Scale.VALUE]), strict=True))
NAMES = {item: name for name, item in ITEM_OF.items()}


def worked_out(material: Material) -> tuple[Plain, list[Score]]:
    """What is kept of a wave, and the scores of its organisations: none where too few answered."""
    answered = response(material.reports)
    shown = material.wave.given or answered.showing is not Showing.HIDDEN
    received = _received(material)
    rules: Plain = {}
    scores: list[Score] = []
    for rule in rules_of(material.wave):
        network = material.network(rule)
        rules[rule.value] = _of_rule(material, rule, network, shown=shown)
        scores += _scores(material, rule, network, rules[rule.value], received) if shown else []
    content = {
        "asked": answered.asked, "answered": answered.answered,
        "showing": Showing.SHOWN.value if material.wave.given else answered.showing.value,
        "people": sum(one.respondents for one in material.members),
        "dyads": {dyad.value: n for dyad, n in material.reports.counts.items()},
        "flows": {dyad.value: n for dyad, n in material.crossed.counts.items()} if material.crossed else None,
        "kinds": dict(Counter(kind for one in material.answers for kind in one.kinds)),
        "ratings": _ratings(received) if shown else None, "rules": rules,
    }  # fmt: skip
    return content, scores


def _of_rule(material: Material, rule: Rule, network: Network, *, shown: bool) -> Plain:
    bounds = material.reports.bounds(rule)
    pivots = even_pivots(network, PIVOTS) if network.n > EXACT else None
    told = material.network(Rule.DIRECTED)
    found = asdict(figures(network, reports=told))
    if material.wave.given:
        found["reciprocity"] = found["reciprocity_dyads"] = None
    return {
        "figures": found, "bounds": asdict(bounds) if bounds else None, "estimated": pivots is not None,
        **groupings(network, [one.sector for one in material.members], [one.place for one in material.members]),
        "without": _without(network) if shown and network.n <= ONE_BY_ONE else {},
    }  # fmt: skip


def _without(network: Network) -> Plain:
    """For each organisation what would change if it left: ties that go, others cut off, the share of pairs parted."""
    parted = losses(network)
    count = degrees(network.undirected)
    parts = components(network)
    found: Plain = {}
    for place, key in enumerate(network.keys):
        loss = float(parted[place]) if parted is not None else 0.0
        cut = _cut_off(network, parts, place) if loss > 0 else 0
        found[key] = {"ties": int(count[place]), "cut_off": cut, "loss": loss}
    return found


def _cut_off(network: Network, parts: Any, place: int) -> int:
    """How many of its part would no longer be in the largest piece of it."""
    rest = components(network.without(place))
    mates = np.delete(parts, place) == parts[place]
    pieces = np.bincount(rest[mates])
    return int(pieces.sum() - pieces.max()) if pieces.size else 0


def _scores(material: Material, rule: Rule, network: Network, content: Plain, received: Received) -> list[Score]:
    columns = _columns(network)
    cut = content["without"]
    groups, core = content["communities"]["of"], set(content["core"]["members"])
    outward = content["sectors"]["of"]
    made = []
    for place, (key, member) in enumerate(material.by_key.items()):
        trust, value = _mean(received, Scale.TRUST, key), _mean(received, Scale.VALUE, key)
        raters = min((one.raters for one in (trust, value) if one is not None), default=None)
        row = {name: _value(values, place) for name, values in columns.items()}
        gone = cut.get(key, {})
        made.append(
            Score(
                coalition_id=material.wave.coalition_id, wave=material.wave, member=member, rule=rule.value, **row,
                outward=outward.get(key), core=key in core if core else None, community=groups.get(key),
                loss=gone.get("loss"), cut_off=gone.get("cut_off"), trust=trust.percent if trust else None,
                value=value.percent if value else None, raters=raters,
            )
        )  # fmt: skip
    return made


def _columns(network: Network) -> dict[str, Any]:
    """Scores by the name of their column, each in the order of the network's keys; None where undefined."""
    return {
        "ties": degrees(network, side="out"),
        "named_by": degrees(network, side="in") if network.directed else None,
        "betweenness": _betweenness(network),
        "closeness": harmonic_closeness(network),
        "effective_size": effective_size(network),
        "constraint": constraint(network),
        "two_steps": _within(network, 2),
    }


def _betweenness(network: Network) -> Any:
    try:
        return normalised_betweenness(network, pivots=even_pivots(network, PIVOTS) if network.n > EXACT else None)
    except TooManyPaths:
        return None


def _within(network: Network, steps: int) -> Any:
    """How many others each reaches in so many steps."""
    if network.n > EXACT:
        return None
    away = distances(network)
    return ((away > 0) & (away <= steps)).sum(axis=1)


def _value(values: Any, place: int) -> Any:
    if values is None:
        return None
    value = values[place].item()
    return None if isinstance(value, float) and np.isnan(value) else value


def _received(material: Material) -> Received:
    """What organisations are rated, on both scales."""
    told = [
        Rating(one.by, one.about, ITEM_OF[item], score)
        for one in material.answers
        for item, score in one.ratings.items()
    ]
    return {scale: rated(told, scale) for scale in Scale}


def _mean(received: Received, scale: Scale, key: str) -> Mean | None:
    found = received[scale].received.get(key)
    return found.mean if found else None


def _ratings(received: Received) -> Plain:
    """Trust and value: of the network, how many may not be shown, and by item of whom enough rated."""
    items: dict[str, Plain] = {}
    for of in received.values():
        for key, one in of.received.items():
            kept = {NAMES[item]: asdict(mean) for item, mean in one.items.items()}
            items.setdefault(key, {}).update(kept)
    return {
        "scales": {
            scale.value: {
                "mean": asdict(of.network) if of.network else None, "shown": len(of.received), "hidden": len(of.hidden),
            }
            for scale, of in received.items()
        },
        "of": items,
    }  # fmt: skip
