"""Seats and voting power of a body, read off its seats."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from comity.coalitions.models import Body
from comity.coalitions.queries import organisations_of
from comity.core.ballots.types import Threshold
from comity.core.power import TooMuch
from comity.core.say import Away, Say, Told, away, says
from comity.governing.balance.asked import Asked
from comity.people.models import Base, Sector

UNKNOWN = gettext_lazy("Not said")
Words = str | Promise


@dataclass(frozen=True)
class Group:
    """Organisations alike in one respect: how many seats and how much power they have together.

    seats: of all. weight, power: exact shares. without: whether the others are a quorum when this group stays away.
    """

    key: str
    label: Words
    seats: int
    of_seats: Fraction
    of_weight: Fraction
    power: Fraction
    without: Away

    @property
    def is_sector(self) -> bool:
        """Whether it has a sector's shape."""
        return self.key in Sector.values


@dataclass(frozen=True)
class Member:
    """One organisation and its say."""

    organisation: Any
    say: Say


@dataclass(frozen=True)
class Balance:
    """A body's seats and power. `told` is None where nobody votes or it is too much to count exactly."""

    members: list[Member]
    told: Told | None
    bases: list[Group]
    sectors: list[Group]
    quorum: int
    too_much: bool = False

    @property
    def community(self) -> Group | None:
        """The organisations that grew out of the community, if it is known of any."""
        return next((group for group in self.bases if group.key == Base.COMMUNITY), None)

    @property
    def needed(self) -> list[Any]:
        """Organisations without which nothing carries."""
        return [one.organisation for one in self.members if one.say.needed]

    @property
    def idle(self) -> list[Any]:
        """Organisations whose vote never decides."""
        return [one.organisation for one in self.members if one.say.idle]


def balance_of(body: Body, asked: Asked, *, on: date) -> Balance:
    """How seats and power are shared in a body on that day, for the rule and the weights asked. One query."""
    rows = list(organisations_of(body, on=on))
    weights = {str(one.pk): asked.weight_of(one.pk, (one.base, one.sector)) for one in rows}
    told, too_much = _told(weights, asked.threshold)
    quorum = asked.needed.units(len(rows)) if asked.needed and rows else 0
    known = {one.key: one for one in told.members} if told else {}
    members = [Member(one, known[str(one.pk)]) for one in rows if str(one.pk) in known]
    members.sort(key=lambda one: -one.say.banzhaf)

    def grouped(key: Callable[[Any], str], labels: dict[str, Words]) -> list[Group]:
        return _groups(rows, key, labels, told, weights, quorum)

    bases = grouped(lambda one: one.base, dict(Base.choices))
    return Balance(members, told, bases, grouped(lambda one: one.sector, dict(Sector.choices)), quorum, too_much)


def _told(weights: dict[str, int], threshold: Threshold) -> tuple[Told | None, bool]:
    try:
        return says(weights, threshold), False
    except TooMuch:
        return None, True
    except ValueError:  # nobody has a vote
        return None, False


def _groups(
    rows: Sequence[Any], key: Callable[[Any], str], labels: dict[str, Words], told: Told | None,
    weights: dict[str, int], quorum: int,
) -> list[Group]:  # fmt: skip
    sorted_into: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        sorted_into[key(one)].append(str(one.pk))
    total = sum(weights.values()) or 1
    left = {one.group: one for one in away(sorted_into, len(rows), quorum)}
    return [
        Group(
            name, labels.get(name, UNKNOWN), len(keys), Fraction(len(keys), len(rows)),
            Fraction(sum(weights[k] for k in keys), total), told.of_group(keys) if told else Fraction(0), left[name],
        )
        for name in [*labels, ""]
        if (keys := sorted_into.get(name, []))
    ]  # fmt: skip
