"""What organisations say about each other, and when that makes a tie.

Each organisation is asked about every other. Silence is missing, never "no": so a pair is more than tie or
no tie.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from comity.core.network.network import Key, Network, Pair, UnknownKey, places


class Dyad(StrEnum):
    """What is known about a pair of organisations."""

    CONFIRMED = "confirmed"  # both report
    CLAIMED = "claimed"  # one reports, the other answered otherwise
    UNVERIFIED = "unverified"  # one reports, the other never answered
    ABSENT = "absent"  # both say no
    HALF_ABSENT = "half-absent"  # one says no, the other is silent
    UNKNOWN = "unknown"  # both are silent


class Rule(StrEnum):
    """When reports make a tie."""

    GIVEN = "given"  # the list is of ties, not of reports: each pair listed is a tie
    EITHER = "either"  # one side's word is enough
    CONFIRMED = "confirmed"  # both sides must report it
    DIRECTED = "directed"  # each report is a tie of its own, from who reports to whom is named


@dataclass(frozen=True)
class Report:
    """`by` has a tie with `about`, it says, at this level (1 networking … 5 multisector; 1 if unasked)."""

    by: Key
    about: Key
    level: int = 1


@dataclass(frozen=True)
class Tie:
    """A tie that holds under a rule. Where only one side says so, that side is `a`."""

    a: Key
    b: Key
    level: int
    dyad: Dyad


@dataclass(frozen=True)
class Bounds:
    """Between which values density lies, whatever the silent would say, and density over the pairs observed.

    low, high: with the silent answering in the way that makes fewest, most ties. observed: over the pairs in which
    both sides answered (directed: over the reports that those who answered could make); None if there are none.
    """

    low: float
    high: float
    observed: float | None


@dataclass(frozen=True)
class Reports:
    """A round of answers. `said` holds the level of each report; whoever reports has answered.

    skipped: (by, about) where somebody who answered left this one open ("don't know"): silence there, not a "no".
    """

    keys: tuple[Key, ...]
    answered: frozenset[Key]
    said: dict[Pair, int]
    skipped: frozenset[Pair] = frozenset()

    @classmethod
    def of(
        cls,
        keys: Iterable[Key],
        reports: Iterable[Report],
        *,
        answered: Iterable[Key] | None = None,
        skipped: Iterable[Pair] = (),
    ) -> "Reports":
        """Gather reports. Without `answered`, everyone is taken to have answered.

        Reports about oneself are dropped; of a repeated one the highest level stays. What is reported is not skipped.
        Raises UnknownKey for somebody not in `keys`.
        """
        order = tuple(keys)
        known = places(order)
        said: dict[Pair, int] = {}
        for report in reports:
            for key in (report.by, report.about):
                _require(key in known, key)
            if report.by != report.about:
                pair = (report.by, report.about)
                said[pair] = max(report.level, said.get(pair, report.level))
        heard = frozenset(order if answered is None else answered) | {by for by, _ in said}
        open_pairs = {(by, about) for by, about in skipped if by != about}
        for key in itertools.chain(heard, *open_pairs):
            _require(key in known, key)
        left = {pair for pair in open_pairs if pair[0] in heard and pair not in said}
        return cls(order, heard, said, frozenset(left))

    def heard(self, by: Key, about: Key) -> bool:
        """Whether the one has said yes or no about the other."""
        return by in self.answered and (by, about) not in self.skipped

    def dyad(self, a: Key, b: Key) -> Dyad:
        """What is known about this pair; the order doesn't matter."""
        return kind_of(((a, b) in self.said) + ((b, a) in self.said), self.heard(a, b) + self.heard(b, a))

    @cached_property
    def counts(self) -> dict[Dyad, int]:
        """How many pairs are of each kind; all kinds are listed, and they sum to n(n−1)/2."""
        heard, silent = len(self.answered), len(self.keys) - len(self.answered)
        counts = dict.fromkeys(Dyad, 0)
        counts[Dyad.ABSENT] = heard * (heard - 1) // 2
        counts[Dyad.HALF_ABSENT] = heard * silent
        counts[Dyad.UNKNOWN] = silent * (silent - 1) // 2
        for a, b in self._told() + self._left_open():
            counts[kind_of(0, (a in self.answered) + (b in self.answered))] -= 1
            counts[self.dyad(a, b)] += 1
        return counts

    def ties(self, rule: Rule) -> list[Tie]:
        """The ties that hold, sorted by the place of their ends; found once for each rule.

        Level: what both say at least where the rule is `confirmed`; the higher word where either side's is
        enough; the reporter's own where ties are directed (a is then always who reports).
        """
        if rule not in self._ties:
            self._ties[rule] = self._found(rule)
        return self._ties[rule]

    @cached_property
    def _ties(self) -> dict[Rule, list[Tie]]:
        return {}

    def _found(self, rule: Rule) -> list[Tie]:
        at = places(self.keys)
        if rule is Rule.DIRECTED:
            found = [Tie(a, b, level, self.dyad(a, b)) for (a, b), level in self.said.items()]
        else:
            found = [self._tie(a, b, rule) for a, b in self._told()]
        if rule is Rule.CONFIRMED:
            found = [tie for tie in found if tie.dyad is Dyad.CONFIRMED]
        return sorted(found, key=lambda tie: (at[tie.a], at[tie.b]))

    def network(self, rule: Rule) -> Network:
        """The ties that hold under the rule, as a network."""
        pairs = [(tie.a, tie.b) for tie in self.ties(rule)]
        return Network.of(self.keys, pairs, directed=rule is Rule.DIRECTED)

    def bounds(self, rule: Rule) -> Bounds | None:
        """Between which values density lies given who is silent; None below two organisations.

        A pair is open while a silent side could still decide it: under `confirmed` those unverified or
        unknown, under `either` those half absent or unknown, under `directed` every arc of a silent
        organisation.
        """
        n, counts = len(self.keys), self.counts
        if rule is Rule.DIRECTED:
            possible = n * (n - 1)
            undecided = (n - len(self.answered)) * (n - 1) + len(self.skipped)
            settled = possible - undecided
            observed = len(self.said) / settled if settled else None
        else:
            possible, undecided = n * (n - 1) // 2, still_open(counts, rule)
            observed = seen_from_both(counts, rule)
        if not possible:
            return None
        held = len(self.ties(rule))
        return Bounds(held / possible, (held + undecided) / possible, observed)

    def _told(self) -> list[Pair]:
        """Each pair somebody reports, once: who reports first, or who is earlier in `keys` if both do."""
        at = places(self.keys)
        return [(a, b) for a, b in self.said if (b, a) not in self.said or at[a] < at[b]]

    def _left_open(self) -> list[Pair]:
        """Each pair that nobody reports and somebody left open, once."""
        at = places(self.keys)
        ends = {(a, b) if at[a] < at[b] else (b, a) for a, b in self.skipped}
        return [(a, b) for a, b in ends if (a, b) not in self.said and (b, a) not in self.said]

    def _tie(self, a: Key, b: Key, rule: Rule) -> Tie:
        levels = [self.said[pair] for pair in ((a, b), (b, a)) if pair in self.said]
        level = min(levels) if rule is Rule.CONFIRMED else max(levels)
        return Tie(a, b, level, self.dyad(a, b))


def kind_of(told: int, heard: int) -> Dyad:
    """The kind of a pair of whose two sides `told` report and `heard` have answered."""
    if told == 2:
        return Dyad.CONFIRMED
    if told:
        return Dyad.CLAIMED if heard == 2 else Dyad.UNVERIFIED
    return (Dyad.UNKNOWN, Dyad.HALF_ABSENT, Dyad.ABSENT)[heard]


def still_open(counts: Mapping[Dyad, int], rule: Rule) -> int:
    """How many pairs a silent side could still decide."""
    return counts[Dyad.UNKNOWN] + counts[Dyad.UNVERIFIED if rule is Rule.CONFIRMED else Dyad.HALF_ABSENT]


def seen_from_both(counts: Mapping[Dyad, int], rule: Rule) -> float | None:
    """Of the pairs in which both sides have answered, the share that has a tie; None where there is no such pair.

    Pairs that one side alone settles are left out: under `either` they can only be ties, under `confirmed` only none.
    """
    held = counts[Dyad.CONFIRMED] + (0 if rule is Rule.CONFIRMED else counts[Dyad.CLAIMED])
    seen = counts[Dyad.CONFIRMED] + counts[Dyad.CLAIMED] + counts[Dyad.ABSENT]
    return held / seen if seen else None


def _require(known: bool, key: Key) -> None:
    if not known:
        raise UnknownKey(key)
