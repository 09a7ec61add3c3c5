"""From a round of answers to what may be said about it: how many answered, what that permits to show, questions asked
from both ends, and rounds in which organisations had other names.

Kinds of pairs, rules and bounds of one question are those of `reports`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from comity.core.network.network import Key, Network, Pair
from comity.core.network.reports import (
    Bounds,
    Dyad,
    Report,
    Reports,
    Rule,
    kind_of,
    seen_from_both,
    still_open,
)

ENOUGH, SOME = 80, 65  # percent of those asked who must have answered


class Showing(StrEnum):
    """Whether figures about single organisations may be shown; figures about the whole always may, with bounds."""

    SHOWN = "shown"  # at least 80 % answered
    CAUTION = "caution"  # 65 to below 80 %: only with a word of caution
    HIDDEN = "hidden"  # fewer: a missing answer could turn the order round


@dataclass(frozen=True)
class Response:
    """How many of those asked have answered."""

    answered: int
    asked: int

    @property
    def rate(self) -> float | None:
        """Their share, 0..1; None if nobody was asked."""
        return self.answered / self.asked if self.asked else None

    @property
    def showing(self) -> Showing:
        """What may be shown about single organisations at this rate."""
        if self.asked and self.answered * 100 >= ENOUGH * self.asked:
            return Showing.SHOWN
        return Showing.CAUTION if self.asked and self.answered * 100 >= SOME * self.asked else Showing.HIDDEN


def response(reports: Reports) -> Response:
    """How many organisations of a round have answered."""
    return Response(len(reports.answered), len(reports.keys))


@dataclass(frozen=True)
class Flow:
    """Something that goes from `giver` to `taker`, and what is known about it."""

    giver: Key
    taker: Key
    level: int
    dyad: Dyad


@dataclass(frozen=True)
class Crossed:
    """A question asked from both ends: "to whom do you give?" and "from whom do you get?".

    Each ordered pair has two witnesses, the giver and the taker: give ∘ receiveᵀ. So every flow is confirmed,
    claimed, unverified, and so on, as a pair is where one question is asked. `gives`: reports by the giver about the
    taker; `takes`: by the taker about the giver. Both must list the same keys in the same order.
    """

    gives: Reports
    takes: Reports

    def __post_init__(self) -> None:
        if self.gives.keys != self.takes.keys:
            raise ValueError("Both questions must be put to the same organisations, in the same order.")

    def dyad(self, giver: Key, taker: Key) -> Dyad:
        """What is known about the flow from one to the other."""
        told = ((giver, taker) in self.gives.said) + ((taker, giver) in self.takes.said)
        return kind_of(told, self.gives.heard(giver, taker) + self.takes.heard(taker, giver))

    @cached_property
    def counts(self) -> dict[Dyad, int]:
        """How many ordered pairs are of each kind; they sum to n(n−1)."""
        n = len(self.gives.keys)
        giving, taking = self.gives.answered, self.takes.answered
        both_heard = len(giving) * len(taking) - len(giving & taking)
        one_heard = (len(giving) + len(taking)) * (n - 1) - 2 * both_heard
        none_heard = n * (n - 1) - one_heard - both_heard
        plain = {Dyad.UNKNOWN: none_heard, Dyad.HALF_ABSENT: one_heard, Dyad.ABSENT: both_heard}
        counts = Counter(dict.fromkeys(Dyad, 0) | plain)
        for giver, taker in self._special():
            counts[kind_of(0, (giver in giving) + (taker in taking))] -= 1
            counts[self.dyad(giver, taker)] += 1
        return dict(counts)

    def flows(self, rule: Rule) -> list[Flow]:
        """The flows that hold, by giver, then taker. Level: the lower word where both must say so, else the higher."""
        at = {key: place for place, key in enumerate(self.gives.keys)}
        found = [self._flow(giver, taker, rule) for giver, taker in self._told()]
        kept = [flow for flow in found if rule is not Rule.CONFIRMED or flow.dyad is Dyad.CONFIRMED]
        return sorted(kept, key=lambda flow: (at[flow.giver], at[flow.taker]))

    def network(self, rule: Rule) -> Network:
        """The flows that hold, as ties from giver to taker."""
        pairs = [(flow.giver, flow.taker) for flow in self.flows(rule)]
        return Network.of(self.gives.keys, pairs, directed=True)

    def bounds(self, rule: Rule) -> Bounds | None:
        """Between which values density lies, whatever the silent would say; None below two organisations."""
        n, counts = len(self.gives.keys), self.counts
        if n < 2:
            return None
        held, possible = len(self.flows(rule)), n * (n - 1)
        highest = held + still_open(counts, rule)
        return Bounds(held / possible, highest / possible, seen_from_both(counts, rule))

    def _told(self) -> set[Pair]:
        return set(self.gives.said) | {(giver, taker) for taker, giver in self.takes.said}

    def _special(self) -> set[Pair]:
        """Flows that somebody reports or has left open: all others follow from who answered."""
        return self._told() | self.gives.skipped | {(giver, taker) for taker, giver in self.takes.skipped}

    def _flow(self, giver: Key, taker: Key, rule: Rule) -> Flow:
        said = [self.gives.said.get((giver, taker)), self.takes.said.get((taker, giver))]
        levels = [level for level in said if level is not None]
        level = min(levels) if rule is Rule.CONFIRMED else max(levels)
        return Flow(giver, taker, level, self.dyad(giver, taker))


def renamed(reports: Reports, names: Mapping[Key, Key]) -> Reports:
    """The same round under the keys of today: organisations that were renamed, or that have become one.

    names: today's key of each that has another. Of those that became one, it has answered if any of them had; a report
    between them is about oneself and dropped; of two about the same partner the higher level stays. What one of them
    left open counts as said if another said it.
    """

    def now(key: Key) -> Key:
        return names.get(key, key)

    keys = dict.fromkeys(now(key) for key in reports.keys)
    told = [Report(now(by), now(about), level) for (by, about), level in reports.said.items()]
    skipped = [(now(by), now(about)) for by, about in reports.skipped]
    answered = {now(key) for key in reports.answered}
    return Reports.of(keys, told, answered=answered, skipped=skipped)


def without(reports: Reports, leaving: Iterable[Key]) -> Reports:
    """The round as it would read if these had never been asked or named."""
    gone = set(leaving)
    keys = [key for key in reports.keys if key not in gone]
    told = [
        Report(by, about, level)
        for (by, about), level in reports.said.items()
        if by not in gone and about not in gone
    ]
    skipped = [pair for pair in reports.skipped if not gone.intersection(pair)]
    return Reports.of(keys, told, answered=reports.answered - gone, skipped=skipped)
