"""Who may know of a weighing and answer in it: who speaks for one of its sides."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import may_act_as
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import Weighing, WeighingSide


def may_answer_weighing(by: Capacity, weighing: Weighing, *, at: datetime) -> Reason | None:
    """Answer for one side; to all others it is not there."""
    sides = set(WeighingSide.objects.filter(weighing=weighing.pk).values_list("organisation", flat=True))
    return may_act_as(by, at=at) or answering_weighing(standing_behind(by, at=at), by, sides)


def answering_weighing(standing: Standing, by: Capacity, sides: Any) -> Reason | None:
    """The same where the standing and the sides' organisations are known."""
    if not any(of in sides for of in voices(standing)):
        return Reason(_("Only the organisations that weigh it know of this."), bar=Bar.HIDDEN)
    if by.organisation in sides and standing.may(by, Power.SPEAK):
        return None
    return Reason(_("You speak for one side under another hat."), _("Choose its hat above."))


def voices(standing: Standing) -> list[Any]:
    """The organisations that a person speaks for."""
    return [hold.of for hold in standing.organisations if Power.SPEAK in hold.powers and standing.inside]
