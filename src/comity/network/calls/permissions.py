"""Who may ask for help, offer it, answer an offer, and confirm that help was given."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, mute, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import OFFER_STEPS, HelpCall, HelpOffer, OfferState


def may_ask(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask for help, in the name of a member: whoever speaks for it."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or asking(standing, by)


def asking(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    hold = standing.organisation(by.organisation)
    if by.acts_for != ActsFor.ORGANISATION or hold is None:
        return Reason(_("Organisations ask each other for help, and offer it."), _("Choose the hat of one above."))
    if not hold.member:
        return hidden()
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_run(by: Capacity, call: HelpCall, *, at: datetime) -> Reason | None:
    """Change and close a call, answer its offers: who speaks for the organisation that asks."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, call) or not_as(by, standing) or running(standing, by, call)


def running(standing: Standing, by: Capacity, call: HelpCall) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.organisation is not None and by.organisation == call.organisation_id:
        return asking(standing, by)
    return Reason(_("{name} asked for this.").format(name=call.for_name), _("Whoever speaks for it can do this."))


def may_close(by: Capacity, call: HelpCall, *, at: datetime) -> Reason | None:
    """Close a call: those who asked, and coordinators."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, call) or not_as(by, standing)
    return barred or (None if by.body and standing.coordinates else running(standing, by, call))


def may_offer(by: Capacity, call: HelpCall, *, at: datetime) -> Reason | None:
    """Offer help: another member, while it is wanted."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, call) or not_as(by, standing) or offering(standing, by, call, at=at)


def offering(standing: Standing, by: Capacity, call: HelpCall, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    if barred := asking(standing, by):
        return barred
    if by.organisation == call.organisation_id:
        return Reason(_("You ask for this yourselves."), _("Others can offer."))
    if not call.is_open(day_of(at)):
        return Reason(_("Help is no longer wanted here."), bar=Bar.NOT_NOW)
    live = (OfferState.OFFERED, OfferState.TAKEN)
    if HelpOffer.objects.filter(call=call, organisation=by.organisation, state__in=live).exists():
        return Reason(_("You have offered already."), bar=Bar.NOT_NOW)
    return None


def may_withdraw(by: Capacity, offer: HelpOffer, *, at: datetime) -> Reason | None:
    """Take an offer back: who speaks for the organisation that made it."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, offer) or not_as(by, standing)
    if barred or not standing.inside:
        return barred or hidden()
    if by.organisation is not None and by.organisation == offer.organisation_id:
        return asking(standing, by) or stepping(offer, OfferState.WITHDRAWN)
    return Reason(_("{name} offered this.").format(name=offer.for_name), _("They can take it back."))


def stepping(offer: HelpOffer, state: OfferState) -> Reason | None:
    """Whether an offer can take this step from where it stands."""
    if state in OFFER_STEPS[offer.state]:
        return None
    words = _("This offer is “{found}” now.").format(found=OfferState(offer.state).label)
    return Reason(words, _("Load the page anew."), Bar.CONFLICT)
