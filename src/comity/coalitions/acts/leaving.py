"""A member says that it leaves, as long before as the rules ask; until that day it belongs like all others."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.acts.memberships import change_membership
from comity.coalitions.leaving import leaves_on, noticing, staying
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.permissions import may_step, same_coalition


@act("coalitions.member.gave_notice", says=gettext_noop("gave notice: {about} leaves on {leaves_on}"))
def give_notice(
    membership: Membership, *, by: Capacity, at: datetime, reason: str = ""
) -> Changes[Membership]:
    """Say that a member leaves. It takes effect by itself once the days have passed that the rules ask for.

    Those who may let it leave may say so. Refused for one that has said it already.
    """
    membership = _fresh(membership, by)
    require(may_step(by, membership, MembershipState.LEFT, at=at) or noticing(membership))
    membership.leaves_on, membership.leaves_why = leaves_on(membership, at), reason
    membership.store()
    words = {"about": membership.organisation.name, "reason": reason}
    return Changes(membership, also=[membership.organisation], words=words, leaves_on=membership.leaves_on)


@act("coalitions.member.stays", says=gettext_noop("took a notice back: {about} stays"))
def take_notice_back(membership: Membership, *, by: Capacity, at: datetime) -> Changes[Membership]:
    """Stay after all, before the day has come."""
    membership = _fresh(membership, by)
    require(may_step(by, membership, MembershipState.LEFT, at=at) or staying(membership))
    before, membership.leaves_on, membership.leaves_why = membership.leaves_on, None, ""
    membership.store()
    words = {"about": membership.organisation.name}
    return Changes(membership, also=[membership.organisation], words=words, before=before)


def part_at_last(membership: Membership, *, by: Capacity, at: datetime) -> Membership:
    """The day has come: the rule lets it leave, with the reason it gave. Refused before."""
    due = (
        membership.leaves_on is not None
        and membership.leaves_on <= at.astimezone(membership.coalition.tz).date()
    )
    if by.acts_for != ActsFor.RULE or not due:
        raise Refused(Reason(_("Its day has not come."), bar=Bar.CONFLICT))
    return change_membership(membership, MembershipState.LEFT, by=by, at=at, reason=membership.leaves_why)


def _fresh(membership: Membership, by: Capacity) -> Membership:
    require(same_coalition(by, membership))
    found: Membership = Membership.objects.select_related("organisation", "coalition").get(pk=membership.pk)
    return found
