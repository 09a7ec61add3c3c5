"""Who says that an organisation has heard of something: who speaks, votes or reports for it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, mute
from comity.coalitions.standing import Standing, standing_behind

#: any of these reports at home
POWERS = (Power.REPORT, Power.VOTE, Power.SPEAK)


def may_report(by: Capacity, organisation: UUID, *, at: datetime) -> Reason | None:
    """Say that one has reported at home."""
    return reporting(standing_behind(by, at=at), by, organisation)


def reporting(standing: Standing, by: Capacity, organisation: UUID) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.organisation is None or by.of != organisation:
        return Reason(_("Each organisation hears from its own people."), _("Choose its hat above."))
    return None if any(standing.may(by, power) for power in POWERS) else mute(by)
