"""Who answers the checklist and proposes to go on: each answers None, or the reason in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition, Membership, MembershipState, Power, Stage
from comity.coalitions.permissions import hidden, mute
from comity.coalitions.standing import Standing, standing_behind

#: stages in which a coalition is still being founded
BEING_FOUNDED = (Stage.PREFORMATION, Stage.FORMATION)


def may_answer(by: Capacity, coalition: Coalition, *, at: datetime) -> Reason | None:
    """Answer for a founding organisation: whoever speaks for it, while the coalition is being founded."""
    return answering(standing_behind(by, at=at), by, coalition)


def answering(standing: Standing, by: Capacity, coalition: Coalition) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside or standing.coalition != coalition.pk:
        return hidden()
    if coalition.stage not in BEING_FOUNDED:
        return Reason(_("The coalition is founded. Its checklist is closed."), bar=Bar.NOT_NOW)
    if by.acts_for != ActsFor.ORGANISATION:
        return Reason(_("Each founding organisation answers for itself."), _("Choose its hat above."))
    if not standing.may(by, Power.SPEAK):
        return mute(by)
    founder = Membership.objects.filter(organisation=by.organisation, state=MembershipState.MEMBER)
    return None if founder.exists() else _no_founder(by)


def _no_founder(by: Capacity) -> Reason:
    why = _("{name} is not among those who found it yet.").format(name=by.of_name)
    return Reason(why, _("Once it has joined, it answers."))
