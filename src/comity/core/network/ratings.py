"""Trust in partners and their value: means of what others said of them, and never who said it.

Ratings go from 1 to 4. Trust rests on three items, value on three; each is told with its own mean and number. Nothing
is shown that rests on fewer than five raters, nor anything from which such a thing could be reckoned by subtraction.
That holds for one way to divide the rated: who shows organisations and sectors of one round beside each other must
count them together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.core.network.network import Key

LOWEST, HIGHEST, ENOUGH = 1, 4, 5


class Item(StrEnum):
    """What is rated."""

    RELIABILITY = "reliability"
    SHARED_MISSION = "shared-mission"
    OPENNESS = "openness"
    INFLUENCE = "influence"
    INVOLVEMENT = "involvement"
    RESOURCES = "resources"


class Scale(StrEnum):
    """Which items make a mean together."""

    TRUST = "trust"
    VALUE = "value"


ITEMS: Mapping[Scale, tuple[Item, ...]] = {
    Scale.TRUST: (Item.RELIABILITY, Item.SHARED_MISSION, Item.OPENNESS),
    Scale.VALUE: (Item.INFLUENCE, Item.INVOLVEMENT, Item.RESOURCES),
}


class OutOfScale(ValueError):
    """A rating that is not 1, 2, 3 or 4."""


@dataclass(frozen=True)
class Rating:
    """`by` rates `about` on one item."""

    by: Key
    about: Key
    item: Item
    score: int


@dataclass(frozen=True)
class Mean:
    """A mean of ratings (1..4) and how many raters it rests on."""

    value: float
    raters: int

    @property
    def percent(self) -> float:
        """100·(mean − 1)/3: 0 lowest, 100 highest."""
        return 100 * (self.value - LOWEST) / (HIGHEST - LOWEST)


@dataclass(frozen=True)
class Received:
    """What one organisation (or group) receives on a scale. `mean` is that of each rater's own mean over the items."""

    mean: Mean
    items: dict[Item, Mean]


@dataclass(frozen=True)
class Rated:
    """A scale over all. network: the mean of all ratings received, each pair once; None below five raters.

    received: per organisation, only where it may be shown. hidden: who received ratings that may not be shown.
    """

    scale: Scale
    network: Mean | None
    received: dict[Key, Received]
    hidden: tuple[Key, ...]


def rated(ratings: Iterable[Rating], scale: Scale, *, groups: Mapping[Key, Key] | None = None) -> Rated:
    """Means of what was received on a scale, per organisation, or per group of rated organisations.

    Ratings of oneself are dropped; of a repeated one the last stays. If some may not be shown, so much more is hidden,
    fewest raters first, that those hidden have five raters together: else the network's mean would give them away.
    groups: to which each rated organisation belongs; one without a group is left out. Raises OutOfScale.
    """
    pairs = _by_pair(ratings, scale, groups)
    by_rated: dict[Key, list[tuple[Key, dict[Item, int]]]] = {}
    for (by, about), scores in sorted(pairs.items()):
        by_rated.setdefault(_group(about, groups), []).append((by, scores))
    hidden = _hidden({key: {by for by, _ in told} for key, told in by_rated.items()})
    everyone = [one for told in by_rated.values() for one in told]
    network = _mean(everyone) if len({by for by, _ in everyone}) >= ENOUGH else None
    shown = {key: _received(told, scale) for key, told in by_rated.items() if key not in hidden and network}
    return Rated(scale, network, shown, tuple(key for key in by_rated if key not in shown))


def _by_pair(
    ratings: Iterable[Rating], scale: Scale, groups: Mapping[Key, Key] | None
) -> dict[tuple[Key, Key], dict[Item, int]]:
    pairs: dict[tuple[Key, Key], dict[Item, int]] = {}
    for rating in ratings:
        if not LOWEST <= rating.score <= HIGHEST:
            raise OutOfScale(f"{rating.score} is not between {LOWEST} and {HIGHEST}")
        belongs = groups is None or rating.about in groups
        if rating.item in ITEMS[scale] and rating.by != rating.about and belongs:
            pairs.setdefault((rating.by, rating.about), {})[rating.item] = rating.score
    return pairs


def _group(key: Key, groups: Mapping[Key, Key] | None) -> Key:
    return key if groups is None else groups[key]


def _hidden(raters: Mapping[Key, set[Key]]) -> set[Key]:
    """Who has fewer than five raters; and, while these together have fewer than five, who has the next fewest."""
    order = sorted(raters, key=lambda key: (len(raters[key]), key))
    hidden: list[Key] = [key for key in order if len(raters[key]) < ENOUGH]
    for key in order[len(hidden) :]:
        if not hidden or len(set().union(*(raters[each] for each in hidden))) >= ENOUGH:
            break
        hidden.append(key)
    return set(hidden)


def _mean(told: list[tuple[Key, dict[Item, int]]]) -> Mean:
    own = [sum(scores.values()) / len(scores) for _, scores in told]
    return Mean(sum(own) / len(own), len({by for by, _ in told}))


def _received(told: list[tuple[Key, dict[Item, int]]], scale: Scale) -> Received:
    """The mean, and those of the items that five or more have rated."""
    items = {}
    for item in ITEMS[scale]:
        rated_it = [(by, {item: scores[item]}) for by, scores in told if item in scores]
        if len({by for by, _ in rated_it}) >= ENOUGH:
            items[item] = _mean(rated_it)
    return Received(_mean(told), items)
