"""Who may propose, confirm, amend and order credit: each answers None, or the reason and who could."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.held import may_add
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.credits.models import Credit, Naming, State


def may_propose(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Propose a line of credit for a thing, order the lines: whoever may add to that thing."""
    return may_add(by, thing, at=at)


def may_answer(by: Capacity, credit: Credit, *, at: datetime) -> Reason | None:
    """Confirm a line or put it into one's own words: who speaks for the organisation that is credited."""
    return same_coalition(by, credit) or may_act_as(by, at=at) or answering(standing_behind(by, at=at), by, credit)


def answering(standing: Standing, by: Capacity, credit: Credit) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.organisation == credit.organisation_id and standing.may(by, Power.SPEAK):
        return None
    hold = standing.organisation(credit.organisation_id)
    ours = hold is not None and Power.SPEAK in hold.powers
    who = _("Choose its hat above.") if ours else _("Who speaks for {name} can.").format(name=credit.name)
    return Reason(_("Only {name} says what it is credited for.").format(name=credit.name), who)


def may_drop(by: Capacity, credit: Credit, *, at: datetime) -> Reason | None:
    """Take a line out: the organisation itself; until it has confirmed, also those who proposed it; coordinators."""
    return same_coalition(by, credit) or may_act_as(by, at=at) or dropping(standing_behind(by, at=at), by, credit)


def dropping(standing: Standing, by: Capacity, credit: Credit) -> Reason | None:
    """The same where the standing is known."""
    barred = answering(standing, by, credit)
    if barred is None or barred.bar == Bar.HIDDEN or (by.body and standing.coordinates):
        return None if barred is None or barred.bar != Bar.HIDDEN else barred
    ours = by.of is not None and (by.acts_for, by.of) == (credit.given_as, credit.given_for)
    if ours and credit.answered_at is None:
        return None
    who = _("{name} or a coordinator can.").format(name=credit.name)
    return Reason(_("This line is not yours to take out."), who)


def may_be_named(by: Capacity, credit: Credit) -> Reason | None:
    """Say whether one wants to be named: that person alone."""
    if credit.person_id is None or credit.person_id != by.person:
        return same_coalition(by, credit) or Reason(_("Only the person themselves can say so."))
    return same_coalition(by, credit)


def still_there(credit: Credit) -> Reason | None:
    """A line that was taken out is over."""
    if credit.state != State.DROPPED:
        return None
    return Reason(_("This line was taken out."), bar=Bar.CONFLICT)


def unanswered(credit: Credit) -> bool:
    """Whether the person it names has not said anything yet."""
    return bool(credit.naming == Naming.ASKED)
