"""Who may enter, change, hand over, strike and erase contacts. What one may not know of is absent."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import adding_to_coalition, hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import Acquaintance


def may_enter(by: Capacity, *, at: datetime) -> Reason | None:
    """Enter a contact, or note that one was in touch: whoever speaks for a member or a body."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or entering(standing, by, at=at)


def entering(standing: Standing, by: Capacity, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return adding_to_coalition(standing, by, Coalition(pk=standing.coalition), at)


def may_touch(by: Capacity, contact: Acquaintance, *, at: datetime) -> Reason | None:
    """Note that one was in touch: its keeper under any hat, and whoever speaks for a member or a body."""
    if by.person == contact.keeper_id:
        return same_coalition(by, contact) or _outside(standing_behind(by, at=at)) or over(contact)
    return same_coalition(by, contact) or may_enter(by, at=at) or over(contact)


def may_keep(by: Capacity, contact: Acquaintance, *, at: datetime) -> Reason | None:
    """Change, hand over, strike or erase it: its keeper, who entered it, and coordinators."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, contact) or not_as(by, standing) or keeping(standing, by, contact)


def keeping(standing: Standing, by: Capacity, contact: Acquaintance) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.person in (contact.keeper_id, contact.person_id) or standing.coordinates:
        return over(contact)
    who = _("{name}, who keeps it, or a coordinator can.").format(name=contact.keeper.name)
    return Reason(_("You don’t keep this contact."), who)


def over(contact: Acquaintance) -> Reason | None:
    """What was erased can't be changed any more."""
    return Reason(_("This contact was erased."), bar=Bar.NOT_NOW) if contact.erased_at else None


def _outside(standing: Standing) -> Reason | None:
    return None if standing.inside else hidden()
