"""What can follow from a carried decision: for now, that an organisation becomes a member."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState

ADMIT = "coalitions.member.admitted"


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


def register() -> None:
    """Offer these effects to questions."""
    effect = registry.Effect(gettext_lazy("Admit an organisation"), admit, admissible)
    registry.effects.register(ADMIT, effect)
