"""The rules on membership, applied: who may join, and whether a coordinator or a decision lets it in or suspends it."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.base.templatetags.marks import SECTORS
from comity.coalitions.models import MembershipState
from comity.coalitions.standing import home
from comity.core.rulebook.types import Approval
from comity.governing.rulebook.asking import adopted
from comity.people.models import Organisation

S = MembershipState


def member_rule(
    by: Capacity, organisation: Organisation, before: S | None, state: S, at: datetime
) -> Reason | None:
    """Why the rulebook in force doesn't let an organisation become a member, or be suspended, in this way.

    A decision acts as the rule: only who may join at all holds for it too.
    """
    version = adopted(home(by), at) if state in (S.MEMBER, S.SUSPENDED) else None
    if version is None:
        return None
    member = version.rules.membership
    if state == S.MEMBER and member.sectors and organisation.sector not in member.sectors:
        named = ", ".join(str(SECTORS[one]) for one in member.sectors)
        return Reason(
            _("Clause 4.1 of the rulebook opens the coalition to: {sectors}.").format(sectors=named),
            _("Change the rules first."),
        )
    if state == S.MEMBER and member.place and not at_home(organisation.place, member.place):
        why = _("Clause 4.1 of the rulebook opens the coalition to those at home in {place}.")
        mend = _("Its page says: {found}. Put that right, or change the rules.")
        return Reason(why.format(place=member.place), mend.format(found=organisation.place or _("nothing")))
    asked = member.suspending if S.SUSPENDED in (before, state) else member.joining
    if by.acts_for == ActsFor.RULE or asked is not Approval.DECISION:
        return None
    why = _("Clause 4.1 of the rulebook leaves this to a decision on who belongs to us.")
    return Reason(why, _("Put the question; when it carries, it happens by itself."), Bar.NOT_NOW)


def at_home(place: str, asked: str) -> bool:
    """Whether a place is, or lies in, the one that is asked: "Pier Street, Northwharf" lies in "northwharf"."""
    return asked.strip().casefold() in place.casefold()
