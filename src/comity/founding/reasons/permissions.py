"""Who names reasons and says them again: None, or the reason in words."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Membership, MembershipState, Power
from comity.coalitions.permissions import hidden, mute, same_coalition
from comity.coalitions.standing import Standing, standing_behind


def may_name(by: Capacity, *, at: datetime) -> Reason | None:
    """Name a reason: whoever speaks for a member, and coordinators for all."""
    return naming(standing_behind(by, at=at), by)


def naming(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.BODY and standing.coordinates:
        return None
    if by.acts_for != ActsFor.ORGANISATION:
        return Reason(_("Reasons are named for a member, or by a coordinator for all."), _("Choose such a hat above."))
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_drop(by: Capacity, row: Any, *, at: datetime) -> Reason | None:
    """Take a reason out, or in again: in whose name it stands, and coordinators."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, row) or dropping(standing, by, row)


def dropping(standing: Standing, by: Capacity, row: Any) -> Reason | None:
    """The same where the standing is known."""
    if (barred := naming(standing, by)) is not None:
        return barred
    if row.is_of(by) or (by.acts_for == ActsFor.BODY and standing.coordinates):
        return None
    name = row.said_for
    return Reason(_("{name} named it.").format(name=name), _("They or a coordinator can take it out."))


def may_reaffirm(by: Capacity, *, at: datetime) -> Reason | None:
    """Say again for one's own organisation: whoever speaks for a member."""
    return reaffirming(standing_behind(by, at=at), by)


def reaffirming(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for != ActsFor.ORGANISATION:
        return Reason(_("Each member says it for itself."), _("Choose its hat above."))
    if not standing.may(by, Power.SPEAK):
        return mute(by)
    member = Membership.objects.filter(organisation=by.organisation, state=MembershipState.MEMBER)
    if member.exists():
        return None
    return Reason(_("{name} is no member.").format(name=by.of_name), bar=Bar.FORBIDDEN)
