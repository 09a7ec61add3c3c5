"""Who may do what in a coalition: each answers None, or the reason in words and who could do it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.standing import covered, standing_behind


def may_coordinate(by: Capacity, *, at: datetime) -> Reason | None:
    """Run the coalition day by day: invite, enter members, seats and mandates, import, settings."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    if not standing.inside:
        return Reason(_("You do not belong to this coalition."), bar=Bar.HIDDEN)
    if standing.coordinates:
        return None
    return Reason(_("You can’t do this."), _("A coordinator of the coalition can."))


def may_edit_organisation(by: Capacity, organisation: UUID, *, at: datetime) -> Reason | None:
    """Change an organisation's profile: those who speak for it, and coordinators on its behalf."""
    standing = standing_behind(by, at=at)
    hold = standing.organisation(organisation)
    if standing.coordinates or (hold is not None and Power.SPEAK in hold.powers):
        return None
    return Reason(_("You don’t speak for this organisation."), _("Its own people or a coordinator can change it."))


def may_act_as(by: Capacity, *, at: datetime) -> Reason | None:
    """Every act carries a capacity that a live mandate or seat must cover."""
    if covered(by, standing_behind(by, at=at)):
        return None
    return Reason(_("Your mandate for {name} has ended.").format(name=by.of_name), _("Choose another hat above."))


def same_coalition(by: Capacity, thing: object) -> Reason | None:
    """An act never reaches a thing of another coalition, whatever handed it over."""
    if getattr(thing, "coalition_id", None) == by.coalition:
        return None
    return Reason(_("This belongs to another coalition."), bar=Bar.HIDDEN)
