"""Who answers the brief: whoever speaks for a founder, until the joint brief is begun."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.founding.models import FoundingText, Kind
from comity.founding.permissions import answering as answering_for_founder


def may_answer(by: Capacity, coalition: Coalition, *, at: datetime) -> Reason | None:
    """Answer the four questions for a founder."""
    begun = FoundingText.objects.filter(kind=Kind.BRIEF).exists()
    return answering(standing_behind(by, at=at), by, coalition, begun=begun)


def answering(standing: Standing, by: Capacity, coalition: Coalition, *, begun: bool) -> Reason | None:
    """The same where the standing is known. begun: whether there is a joint brief."""
    barred = answering_for_founder(standing, by, coalition)
    if barred is None and begun:
        return Reason(
            _("The joint brief is being written by now."), _("Suggest there how it should read."), Bar.NOT_NOW
        )
    return barred
