"""What organisations say about each other, and when that makes a tie.

Each organisation is asked about every other. Silence is missing, never "no": so a pair is more than tie or
no tie.
"""

from collections.abc import Iterable
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
    """Between which values density lies, whatever the silent would say, and over the pairs already settled.

    low, high: with the silent answering in the way that makes fewest, most ties. observed: None if nothing
    is settled.
    """

    low: float
    high: float
    observed: float | None


@dataclass(frozen=True)
class Reports:
    """A round of answers. `said` holds the level of each report; whoever reports has answered."""

    keys: tuple[Key, ...]
    answered: frozenset[Key]
    said: dict[Pair, int]

    @classmethod
    def of(
        cls, keys: Iterable[Key], reports: Iterable[Report], *, answered: Iterable[Key] | None = None
    ) -> "Reports":
        """Gather reports. Without `answered`, everyone is taken to have answered.

        Reports about oneself are dropped; of a repeated one the highest level stays.
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
        heard = frozenset(order if answered is None else answered)
        for key in heard:
            _require(key in known, key)
        return cls(order, heard | {by for by, _ in said}, said)

    def dyad(self, a: Key, b: Key) -> Dyad:
        """What is known about this pair; the order doesn't matter."""
        told = ((a, b) in self.said) + ((b, a) in self.said)
        heard = (a in self.answered) + (b in self.answered)
        if told == 2:
            return Dyad.CONFIRMED
        if told:
            return Dyad.CLAIMED if heard == 2 else Dyad.UNVERIFIED
        return (Dyad.UNKNOWN, Dyad.HALF_ABSENT, Dyad.ABSENT)[heard]

    @cached_property
    def counts(self) -> dict[Dyad, int]:
        """How many pairs are of each kind; all kinds are listed, and they sum to n(n−1)/2."""
        counts = dict.fromkeys(Dyad, 0)
        for a, b in self._told():
            counts[self.dyad(a, b)] += 1
        heard, silent = len(self.answered), len(self.keys) - len(self.answered)
        counts[Dyad.ABSENT] = heard * (heard - 1) // 2 - counts[Dyad.CONFIRMED] - counts[Dyad.CLAIMED]
        counts[Dyad.HALF_ABSENT] = heard * silent - counts[Dyad.UNVERIFIED]
        counts[Dyad.UNKNOWN] = silent * (silent - 1) // 2
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
        n = len(self.keys)
        if n < 2:
            return None
        counts, held = self.counts, len(self.ties(rule))
        if rule is Rule.DIRECTED:
            possible, undecided = n * (n - 1), (n - len(self.answered)) * (n - 1)
        else:
            other = Dyad.UNVERIFIED if rule is Rule.CONFIRMED else Dyad.HALF_ABSENT
            possible, undecided = n * (n - 1) // 2, counts[Dyad.UNKNOWN] + counts[other]
        settled = possible - undecided
        observed = held / settled if settled else None
        return Bounds(held / possible, (held + undecided) / possible, observed)

    def _told(self) -> list[Pair]:
        """Each pair somebody reports, once: who reports first, or who is earlier in `keys` if both do."""
        at = places(self.keys)
        return [(a, b) for a, b in self.said if (b, a) not in self.said or at[a] < at[b]]

    def _tie(self, a: Key, b: Key, rule: Rule) -> Tie:
        levels = [self.said[pair] for pair in ((a, b), (b, a)) if pair in self.said]
        level = min(levels) if rule is Rule.CONFIRMED else max(levels)
        return Tie(a, b, level, self.dyad(a, b))


def _require(known: bool, key: Key) -> None:
    if not known:
        raise UnknownKey(key)
