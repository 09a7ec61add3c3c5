"""Who names methods, says what of them, and asks for leave. None, or a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import adding_to_coalition, hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.founding.models import Method
from comity.network.reach.permissions import speaking


def may_name(by: Capacity, *, at: datetime) -> Reason | None:
    """Name a method: whoever speaks for a member or a body."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or naming(standing, by, at=at)


def naming(standing: Standing, by: Capacity, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return adding_to_coalition(standing, by, Coalition(pk=standing.coalition), at)


def may_say(by: Capacity, method: Method, *, at: datetime) -> Reason | None:
    """Say what one's organisation does with it: who speaks for it."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, method) or not_as(by, standing) or speaking(standing, by) or gone(method)


def may_strike(by: Capacity, method: Method, *, at: datetime) -> Reason | None:
    """Take it off the list: who named it, and coordinators."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, method) or not_as(by, standing) or striking(standing, by, method)


def striking(standing: Standing, by: Capacity, method: Method) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if standing.coordinates or by.person == method.person_id:
        return gone(method)
    return Reason(_("You can’t take it off the list."), _("Who named it, or a coordinator, can."))


def gone(method: Method) -> Reason | None:
    """What was struck is not asked any more."""
    return Reason(_("This method is no longer on the list."), bar=Bar.NOT_NOW) if method.struck_at else None
