"""Who states values, says what its organisation holds of them, and asks or answers as a go-between."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import coordinating, hidden, may_coordinate, mute, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import GoBetween, GoBetweenState, SharedValue


def may_state(by: Capacity, *, at: datetime) -> Reason | None:
    """Put a sentence to the members: whoever coordinates."""
    return may_coordinate(by, at=at)


def stating(standing: Standing, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return coordinating(standing, at=at)


def may_affirm(by: Capacity, value: SharedValue, *, at: datetime) -> Reason | None:
    """Say whether a value is one’s organisation’s too."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, value) or not_as(by, standing) or speaking(standing, by)
    if barred is None and value.retired_at is not None:
        return Reason(_("This is no longer asked."), bar=Bar.NOT_NOW)
    return barred


def speaking(standing: Standing, by: Capacity) -> Reason | None:
    """Speak for a member."""
    if not standing.inside:
        return hidden()
    hold = standing.organisation(by.organisation)
    if by.acts_for != ActsFor.ORGANISATION or hold is None:
        return Reason(_("Only an organisation can say this for itself."), _("Choose its hat above."))
    if not hold.member:
        return hidden()
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_ask_between(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask a partner for an introduction: whoever speaks for a member."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or speaking(standing, by)


def may_answer_between(by: Capacity, ask: GoBetween, *, at: datetime) -> Reason | None:
    """Answer as the go-between: who speaks for it."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, ask) or not_as(by, standing) or speaking(standing, by)
    if barred is None and by.organisation != ask.via_id:
        return Reason(_("{name} was asked.").format(name=ask.via.name), _("They can answer."))
    return barred or _open(ask)


def may_withdraw_between(by: Capacity, ask: GoBetween, *, at: datetime) -> Reason | None:
    """Take the ask back: who asked."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, ask) or not_as(by, standing) or speaking(standing, by)
    if barred is None and by.organisation != ask.asker_id:
        return Reason(_("{name} asked for this.").format(name=ask.asker.name), _("They can take it back."))
    return barred or _open(ask)


def _open(ask: GoBetween) -> Reason | None:
    if ask.state == GoBetweenState.ASKED:
        return None
    return Reason(_("This is settled already."), _("Load the page anew."), Bar.CONFLICT)
