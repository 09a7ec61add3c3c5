"""Who keeps the founding texts: of the brief every founder, of the structure the groups of the community, and of all
three who acts for the assembly."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Body, BodyKind, Power
from comity.coalitions.permissions import factor_of, hidden, mute, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.founding.models import FoundingText, Kind
from comity.people.models import Sector


def may_keep(by: Capacity, kind: str, *, at: datetime) -> Reason | None:
    """Begin a founding text of that kind, write its versions, put it to the vote."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or keeping(standing, by, kind) or factor_of(by, standing, at)


def keeping(standing: Standing, by: Capacity, kind: str) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and (standing.coordinates or _is_assembly(by)):
        return None
    hold = standing.organisation(by.organisation)
    if kind == Kind.STRUCTURE and (hold is None or hold.sector != Sector.CITIZEN):
        why = _("The structure is drafted by the groups of the community, and kept by the assembly.")
        return Reason(why, _("Who speaks for such a group, or coordinates, can. All others suggest."))
    if kind == Kind.MISSION:
        why = _("The mission is kept by the assembly.")
        return Reason(why, _("Who coordinates or presides over it can, under its hat. All others suggest."))
    if hold is None or not hold.member:
        return Reason(_("The founders write it."), _("Choose the hat of an organisation above."))
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_write(by: Capacity, thing: FoundingText, at: datetime) -> Reason | None:
    """The same for what belongs to a founding text."""
    return same_coalition(by, thing) or may_keep(by, thing.kind, at=at)


def not_waiting(thing: FoundingText) -> Reason | None:
    """Why it can't be put to the vote now, if it can't."""
    if thing.is_voted_on:
        return Reason(_("The members are being asked about this already."), bar=Bar.CONFLICT)
    if thing.holds_as_written:
        return Reason(_("This version holds already."), _("Write a new one first."), Bar.CONFLICT)
    return None


def settled(thing: Any) -> Reason | None:
    """While it is voted on nobody lets it be changed."""
    if not thing.is_voted_on:
        return None
    return Reason(_("The members are voting on these words."), _("It can be changed after the vote."), Bar.NOT_NOW)


def _is_assembly(by: Capacity) -> bool:
    return bool(Body.objects.filter(pk=by.body, kind=BodyKind.ASSEMBLY).exists())
