"""Who may say what about ties."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.standing import standing_behind


def may_report(by: Capacity, *, at: datetime) -> Reason | None:
    """Say how one's own organisation works with another: whoever speaks for it."""
    standing = standing_behind(by, at=at)
    if not standing.inside:
        return Reason(_("You do not belong to this coalition."), bar=Bar.HIDDEN)
    if by.acts_for == ActsFor.ORGANISATION and standing.may(by, Power.SPEAK):
        return None
    return Reason(_("Only an organisation can say how it works with another."), _("Choose its hat above."))
