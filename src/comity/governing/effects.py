"""What can follow from a carried decision: an organisation becomes a member, a rulebook comes into force."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.core.rulebook.kinds import MEMBERSHIP, RULES
from comity.core.rulebook.types import Approval
from comity.governing.acts.rulebook import adopt_rulebook
from comity.governing.models import RulebookVersion, VersionState
from comity.governing.rulebook import ADOPT, adopted

ADMIT = "coalitions.member.admitted"
SUSPEND = "coalitions.member.suspended"


def admit(membership: UUID, *, by: Capacity, at: datetime) -> Membership:
    """The prospect or invited organisation becomes a member."""
    found = Membership.objects.select_related("organisation").get(pk=membership)
    return change_membership(found, MembershipState.MEMBER, by=by, at=at, reason=_("By decision"))


def admissible(coalition: UUID) -> dict[UUID, str]:
    """Organisations that could become members, each with the words of what would happen."""
    with scope(coalition=coalition):
        rows = Membership.objects.filter(state__in=[MembershipState.PROSPECT, MembershipState.INVITED])
        rows = rows.select_related("organisation").order_by("organisation__sort_name", "pk")
        return {row.pk: _("{name} becomes a member").format(name=row.organisation.name) for row in rows}


def suspend(membership: UUID, *, by: Capacity, at: datetime) -> Membership:
    """The member is suspended; or, where it is, a member again."""
    found = Membership.objects.select_related("organisation").get(pk=membership)
    state = MembershipState.MEMBER if found.state == MembershipState.SUSPENDED else MembershipState.SUSPENDED
    return change_membership(found, state, by=by, at=at, reason=_("By decision"))


def suspendable(coalition: UUID) -> dict[UUID, str]:
    """Where the rulebook leaves it to a decision: members, and those that are suspended."""
    version = adopted(coalition, now())
    if version is None or version.rules.membership.suspending is not Approval.DECISION:
        return {}
    said = {
        MembershipState.MEMBER: _("{name} is suspended"),
        MembershipState.SUSPENDED: _("{name} is a member again"),
    }
    with scope(coalition=coalition):
        rows = Membership.objects.filter(state__in=list(said)).select_related("organisation")
        rows = rows.order_by("organisation__sort_name", "pk")
        return {row.pk: said[MembershipState(row.state)].format(name=row.organisation.name) for row in rows}


def adopt(version: UUID, *, by: Capacity, at: datetime) -> RulebookVersion:
    """The version comes into force."""
    return adopt_rulebook(RulebookVersion.objects.get(pk=version), by=by, at=at)


def adoptable(coalition: UUID) -> dict[UUID, str]:
    """Versions that are frozen to be voted on."""
    with scope(coalition=coalition):
        rows = RulebookVersion.objects.filter(state=VersionState.PROPOSED).order_by("number")
        return {row.pk: _("{rulebook} comes into force").format(rulebook=row) for row in rows}


def register() -> None:
    """Offer these effects to questions."""
    effect = registry.Effect(gettext_lazy("Admit an organisation"), admit, admissible, MEMBERSHIP)
    registry.effects.register(ADMIT, effect)
    suspension = registry.Effect(gettext_lazy("Suspend a member"), suspend, suspendable, MEMBERSHIP)
    registry.effects.register(SUSPEND, suspension)
    rules = registry.Effect(gettext_lazy("Adopt a version of the rulebook"), adopt, adoptable, RULES)
    registry.effects.register(ADOPT, rules)
