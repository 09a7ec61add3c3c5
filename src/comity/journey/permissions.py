"""Who puts it to the members that the coalition enters a stage: None, or the reason in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power, Stage
from comity.coalitions.permissions import hidden, mute
from comity.coalitions.standing import Standing, standing_behind
from comity.journey.queries import Path


def may_propose(by: Capacity, *, at: datetime) -> Reason | None:
    """Whoever speaks for a member, or coordinates."""
    return proposing(standing_behind(by, at=at), by)


def proposing(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.BODY and standing.coordinates:
        return None
    if by.acts_for != ActsFor.ORGANISATION:
        return Reason(_("A member asks for it, or a coordinator for all."), _("Choose such a hat above."))
    return None if standing.may(by, Power.SPEAK) else mute(by)


def fits(path: Path, stage: Stage) -> Reason | None:
    """Whether that stage can be asked about now: the next one with all its evidence, an earlier one, or staying."""
    order = list(Stage)
    place = order.index(stage)
    if path.open is not None:
        return Reason(_("The members are being asked about a stage already."), bar=Bar.CONFLICT)
    if place < path.stand.entered or (place == path.stand.entered and path.stand.lost):
        return None
    if place == path.stand.entered:
        return Reason(_("The coalition is in this stage, and nothing it rests on is missing."), bar=Bar.CONFLICT)
    if place > path.stand.entered + 1:
        return Reason(_("One stage after the other."), bar=Bar.NOT_NOW)
    if not path.stand.missing:
        return None
    what = "; ".join(str(line.words) for line in path.missing)
    return Reason(_("Not everything is there yet: {what}").format(what=what), bar=Bar.NOT_NOW)
