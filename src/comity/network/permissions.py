"""Who may say what about ties, and who may bring in a roster."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import coordinating, hidden, may_coordinate
from comity.coalitions.standing import Standing, covered, standing_behind


def may_report(by: Capacity, *, at: datetime) -> Reason | None:
    """Say how one's own organisation works with another: whoever speaks for it."""
    return reporting(standing_behind(by, at=at), by)


def reporting(standing: Standing, by: Capacity) -> Reason | None:
    """The same for someone whose standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.ORGANISATION and covered(by, standing) and standing.may(by, Power.SPEAK):
        return None
    return Reason(_("Only an organisation can say how it works with another."), _("Choose its hat above."))


def may_import(by: Capacity, *, at: datetime) -> Reason | None:
    """Bring in a roster: whoever coordinates."""
    return may_coordinate(by, at=at)


def importing(standing: Standing, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    return coordinating(standing, at=at)
