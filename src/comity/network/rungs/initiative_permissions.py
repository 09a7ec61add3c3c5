"""Who may speak in an initiative: who speaks for an organisation that sits in it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, mute
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import Initiative, InitiativeSeat


def may_sit(by: Capacity, initiative: Initiative, *, at: datetime) -> Reason | None:
    """Speak for one of its seats."""
    seats = InitiativeSeat.objects.filter(initiative=initiative, left_at=None)
    read: Any = getattr(initiative, "held", None)  # on its page they are read already
    known = seats.values_list("organisation", flat=True) if read is None else (one.organisation_id for one in read)
    return may_act_as(by, at=at) or sitting(standing_behind(by, at=at), by, set(known))


def sitting(standing: Standing, by: Capacity, sides: Any) -> Reason | None:
    """The same where the standing and the seats' organisations are known."""
    if not standing.inside:
        return hidden()
    if by.organisation not in sides:
        mine = any(hold.of in sides for hold in standing.organisations)
        who = _("Choose its hat above.") if mine else _("Your organisation can take a seat.")
        return Reason(_("Only those who sit in the initiative can do this."), who)
    return None if standing.may(by, Power.SPEAK) else mute(by)
