"""Leaving takes its time where the rules ask for notice: what stands against each step."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.joining import days_of_leaving
from comity.coalitions.models import Membership, MembershipState

S = MembershipState
#: who can give notice, and can't simply go
BELONGS = (S.MEMBER, S.SUSPENDED)


def leaves_on(membership: Membership, at: datetime) -> date:
    """The first day without it, if it gives notice now."""
    today = at.astimezone(membership.coalition.tz).date()
    return today + timedelta(days=days_of_leaving(membership.coalition_id, at))


def at_once(by: Capacity, membership: Membership, at: datetime) -> Reason | None:
    """Why a member can't leave from one day to the next, if the rules ask for notice. The rule itself may."""
    days = days_of_leaving(membership.coalition_id, at)
    if by.acts_for == ActsFor.RULE or membership.state not in BELONGS or days == 0:
        return None
    why = ngettext("Who leaves says so {n} day ahead.", "Who leaves says so {n} days ahead.", days)
    how = _("Give notice now: it takes effect by itself on {day}.").format(
        day=date_format(leaves_on(membership, at))
    )
    return Reason(why.format(n=days), how, Bar.NOT_NOW)


def noticing(membership: Membership) -> Reason | None:
    """Whether notice can be given: by who belongs, and has not said so already."""
    if membership.state not in BELONGS:
        return Reason(_("It is no member, so it need not give notice."), bar=Bar.CONFLICT)
    if membership.leaves_on is None:
        return None
    said = _("It has said already that it leaves on {day}.").format(day=date_format(membership.leaves_on))
    return Reason(said, bar=Bar.CONFLICT)


def staying(membership: Membership) -> Reason | None:
    """Whether there is a notice to take back."""
    return None if membership.leaves_on else Reason(_("It has not said that it leaves."), bar=Bar.CONFLICT)
