"""What seats and voting power look like to a program. Shares are exact fractions."""

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Share
from comity.governing.balance import Balance
from comity.governing.balance.reading import Group, Member


class SayShape(Answer):
    """One organisation with its vote and its power."""

    organisation: Ref
    votes: int = Field(ge=0, examples=[1])
    of_votes: Share
    banzhaf: Share
    shapley_shubik: Share | None = Field(description="Null where there are too many to count it exactly.")
    needed: bool = Field(description="Nothing carries without it.")
    idle: bool = Field(description="Its vote never decides.")


class GroupShape(Answer):
    """Organisations of one standing or sector together."""

    group: str = Field(description="Empty where it is not said.", examples=["community"])
    seats: int = Field(ge=0)
    of_seats: Share
    power: Share
    left_without: int = Field(ge=0, description="How many organisations are left when this group stays away.")
    quorate_without: bool


class BalanceShape(Answer):
    """How seats and voting power are shared in a body."""

    quota: int = Field(ge=0, description="The votes that carry when everyone answers; 0 when nobody votes.")
    fewest: int = Field(ge=0, description="How few organisations can carry together.")
    quorum: int = Field(ge=0)
    organisations: list[SayShape]
    standings: list[GroupShape]
    sectors: list[GroupShape]


def balance_shape(told: Balance) -> BalanceShape:
    """A balance."""
    counted = told.told
    return BalanceShape(
        quota=counted.quota if counted else 0, fewest=counted.fewest if counted else 0, quorum=told.quorum,
        organisations=[_say(one) for one in told.members], standings=[_group(one) for one in told.bases],
        sectors=[_group(one) for one in told.sectors],
    )  # fmt: skip


def _say(one: Member) -> SayShape:
    said, of = one.say, one.organisation
    return SayShape(
        organisation=Ref(id=of.pk, name=of.name), votes=said.weight, of_votes=said.of_weight,
        banzhaf=said.banzhaf, shapley_shubik=said.shapley, needed=said.needed, idle=said.idle,
    )  # fmt: skip


def _group(group: Group) -> GroupShape:
    return GroupShape(
        group=group.key, seats=group.seats, of_seats=group.of_seats, power=group.power,
        left_without=group.without.left, quorate_without=group.without.quorate,
    )  # fmt: skip
