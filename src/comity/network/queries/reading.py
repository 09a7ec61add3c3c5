"""Everything the map page says: the ties it counts, the picture, figures, remarks and how far to trust them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from comity.base.clock import day_of, now
from comity.coalitions.standing import Standing
from comity.core.network.measures import Figures, figures
from comity.core.network.network import Network
from comity.core.network.paths import TooManyPaths
from comity.core.network.remarks import Remark, remarks
from comity.core.network.reports import Bounds, Dyad, Reports, Rule
from comity.network.models import Tie
from comity.network.queries.ties import known_to, reports_of, spoke_for_themselves
from comity.network.rungs.carried import Carried, version_in
from comity.people.models import Organisation


@dataclass(frozen=True)
class Reading:
    """The network of these organisations under a rule and from a rung up.

    ties: of the chosen source, "no tie" too. done: rungs that follow from what two did together, by the tie's id.
    """

    organisations: Sequence[Organisation]
    ties: Sequence[Tie]
    rule: Rule = Rule.EITHER
    rung: int = 0
    done: Mapping[UUID, int] = field(default_factory=dict)

    @cached_property
    def reports(self) -> Reports:
        """What is said, from the rung up."""
        keys = (one.pk for one in self.organisations)
        return reports_of(self.ties, keys, self.done, rung=self.rung)

    @cached_property
    def network(self) -> Network:
        """The ties that hold under the rule."""
        return self.reports.network(self.rule)

    @cached_property
    def figures(self) -> Figures:
        """What it measures."""
        return _figures(self.network.keys, tuple(self.network.pairs()), tuple(self.reports.said))

    @cached_property
    def remarks(self) -> list[Remark]:
        """What is worth saying, the most telling first."""
        return _remarks(
            self.network.keys, tuple(self.network.pairs()), tuple(o.sector for o in self.organisations)
        )

    @cached_property
    def bounds(self) -> Bounds | None:
        """Between which values density lies, whatever the silent would say."""
        return self.reports.bounds(self.rule)

    @property
    def given(self) -> bool:
        """Nobody spoke for themselves: all ties come from lists."""
        return not self.spoke

    @cached_property
    def spoke(self) -> int:
        """How many organisations gave their own word."""
        return len(spoke_for_themselves(self.ties, self.done) & {one.pk for one in self.organisations})

    @property
    def answered(self) -> int:
        """How many answered by their own word or by that of a list."""
        return len(self.reports.answered)

    @cached_property
    def one_sided(self) -> int:
        """Ties that only one side reports."""
        return sum(tie.dyad != Dyad.CONFIRMED for tie in self.reports.ties(Rule.EITHER))

    @cached_property
    def names(self) -> dict[str, str]:
        """The names under which the organisations appear here."""
        return {str(one.pk): getattr(one, "shown_name", "") or one.name for one in self.organisations}

    @cached_property
    def level_of(self) -> dict[frozenset[str], int]:
        """The rung of each pair that counts."""
        return {frozenset((tie.a, tie.b)): tie.level for tie in self.reports.ties(self.rule)}


def read(
    standing: Standing, organisations: Sequence[Organisation], rule: Rule, rung: int, source: str = "",
    *, today: date | None = None,
) -> Reading:  # fmt: skip
    """Read the network as it stands today. One query, once a process has read what was done."""
    rows = rows_of(standing)
    ties = list(rows.filter(source=source) if source else rows)
    done = Carried.kept(standing.coalition, ties[0].version).on(ties, today or day_of(now())) if ties else {}
    return Reading(organisations, [tie for tie in ties if tie.ended_on is None or tie.pk in done], rule, rung, done)


def rows_of(standing: Standing) -> "QuerySet[Any]":
    """All pairs one may know of, each with the version of the network."""
    return known_to(standing).annotate(version=Subquery(version_in(standing.coalition)))


@lru_cache(maxsize=64)
def _figures(
    keys: tuple[str, ...], pairs: tuple[tuple[str, str], ...], said: tuple[tuple[str, str], ...]
) -> Figures:
    """The same network measures the same, so a process measures it only once."""
    network = Network.of(keys, pairs)
    return figures(network, reports=Network.of(keys, said, directed=True))


@lru_cache(maxsize=64)
def _remarks(
    keys: tuple[str, ...], pairs: tuple[tuple[str, str], ...], sectors: tuple[str, ...]
) -> list[Remark]:
    return remarks(Network.of(keys, pairs), sectors=dict(zip(keys, sectors, strict=True)))


__all__ = ["Reading", "TooManyPaths", "read"]
