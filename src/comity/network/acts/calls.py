"""Help is asked for, offered, taken up, and confirmed by who was helped; then it is evidence of the tie."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.network.acts.evidence import note_evidence
from comity.network.calls import permissions, queries, telling
from comity.network.models import HelpCall, HelpKind, HelpOffer, HelpState, OfferState
from comity.notices.asks import close_asks

#: what may change while help is wanted
EDITABLE = ("title", "kind", "minutes", "by_on", "text")
#: kind of help → what it is evidence of
ITEMS = {
    HelpKind.EXPERTISE: "expertise_given", HelpKind.HANDS: "hours_lent", HelpKind.SPACE: "space_lent",
    HelpKind.OTHER: "help_given",
}  # fmt: skip


@act("network.help.asked", says=gettext_noop("asked for help: {about}"))
def ask_for_help(
    *, title: str, kind: str, minutes: int, by_on: date, text: str = "", by: Capacity, at: datetime
) -> Changes[HelpCall]:
    """Ask the other members for small help: what, until which day, about how many minutes."""
    require(permissions.may_ask(by, at=at))
    _not_past(by_on, at)
    us: Any = by.of
    call = HelpCall(
        coalition_id=home(by), organisation_id=us, for_name=by.of_name, title=title, kind=kind, minutes=minutes,
        by_on=by_on, text=text, person_id=by.someone, asked_at=at,
    ).store()  # fmt: skip
    return Changes(call, words={"about": title}, kind=kind, by_on=by_on, minutes=minutes)


@act("network.help.changed", says=gettext_noop("changed the call for help {about}"))
def change_help(
    call: HelpCall, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[HelpCall]:
    """Change what is asked for. Offers stand as they are. read: raises Changed when it was changed since."""
    call = _fresh(call, by)
    if read is not None:
        read.require(call)
    require(permissions.may_run(by, call, at=at))
    if "by_on" in said and said["by_on"] != call.by_on:
        _not_past(said["by_on"], at)
    for name in EDITABLE:
        setattr(call, name, said.get(name, getattr(call, name)))
    call.store()
    return Changes(call, words={"about": call.title}, by_on=call.by_on, minutes=call.minutes)


@act("network.help.closed", says=gettext_noop("closed the call for help {about}"))
def close_help(call: HelpCall, *, by: Capacity, at: datetime) -> Changes[HelpCall]:
    """No more help is wanted. Offers that wait are thanked for and declined; those taken up stay."""
    call = _fresh(call, by)
    require(permissions.may_close(by, call, at=at))
    if call.state == HelpState.CLOSED:
        require(Reason(_("It is closed already."), bar=Bar.NOT_NOW))
    call.state, call.closed_at = HelpState.CLOSED, at
    call.store()
    waiting = list(HelpOffer.objects.filter(call=call, state=OfferState.OFFERED).select_related("person"))
    for offer in waiting:
        offer.call, offer.state, offer.answered_at, offer.answered_by_id = call, OfferState.DECLINED, at, by.person
        offer.store()
        close_asks(offer, at=at)
        telling.tell_answer(offer, at=at)
    return Changes(call, also=waiting, words={"about": call.title})


@act("network.help.reopened", says=gettext_noop("took up the call for help {about} again"))
def reopen_help(call: HelpCall, *, by: Capacity, at: datetime) -> Changes[HelpCall]:
    """Help is wanted after all. What was declined meanwhile stays so."""
    call = _fresh(call, by)
    require(permissions.may_close(by, call, at=at))
    if call.state == HelpState.OPEN:
        require(Reason(_("It is open."), bar=Bar.NOT_NOW))
    call.state, call.closed_at = HelpState.OPEN, None
    call.store()
    return Changes(call, words={"about": call.title})


@act("network.help.offered", says=gettext_noop("offered help: {about}"))
def offer_help(call: HelpCall, words: str, *, by: Capacity, at: datetime) -> Changes[HelpOffer]:
    """Offer help for one's own organisation; those who asked are told."""
    call = _fresh(call, by)
    require(permissions.may_offer(by, call, at=at))
    us: Any = by.of
    offer = HelpOffer(
        coalition_id=call.coalition_id, call=call, organisation_id=us, for_name=by.of_name, words=words,
        person_id=by.someone, offered_at=at,
    ).store()  # fmt: skip
    telling.ask_about_offer(offer, at=at)
    return Changes(offer, also=[call], words={"about": call.title})


@act("network.help.answered", says=gettext_noop("answered the offer of {whom}: {about}"))
def answer_offer(
    offer: HelpOffer, yes: bool, *, words: str = "", by: Capacity, at: datetime
) -> Changes[HelpOffer]:
    """Take an offer up, or say no thanks."""
    offer = _fresh_offer(offer, by)
    state = OfferState.TAKEN if yes else OfferState.DECLINED
    require(permissions.may_run(by, offer.call, at=at) or permissions.stepping(offer, state))
    offer.state, offer.answer, offer.answered_by_id, offer.answered_at = state, words, by.person, at
    offer.store()
    close_asks(offer, at=at)
    telling.tell_answer(offer, at=at)
    return _told(offer, yes=yes)


@act("network.help.withdrawn", says=gettext_noop("took back the offer of help: {about}"))
def withdraw_offer(offer: HelpOffer, *, by: Capacity, at: datetime) -> Changes[HelpOffer]:
    """The organisation can't help after all."""
    offer = _fresh_offer(offer, by)
    require(permissions.may_withdraw(by, offer, at=at))
    offer.state = OfferState.WITHDRAWN
    offer.store()
    close_asks(offer, at=at)
    return _told(offer)


@act("network.help.given", says=gettext_noop("confirmed the help of {whom}: {about}"))
def confirm_help(
    offer: HelpOffer, *, on: date, minutes: int, thanks: str = "", by: Capacity, at: datetime
) -> Changes[HelpOffer]:
    """Say as the helped side what was given. It is evidence of the tie: one side offered it, the other confirms it."""
    offer = _fresh_offer(offer, by)
    require(permissions.may_run(by, offer.call, at=at) or permissions.stepping(offer, OfferState.GIVEN))
    if on > day_of(at):
        raise ValidationError({"on": _("That day is still to come.")})
    if offer.answered_at is None:
        offer.answered_by_id, offer.answered_at = by.person, at
    offer.state, offer.given_on, offer.given_minutes, offer.thanks = OfferState.GIVEN, on, minutes, thanks
    offer.store()
    close_asks(offer, at=at)
    telling.tell_given(offer, at=at)
    note_evidence(
        first=offer.organisation, second=offer.call.organisation, item=ITEMS[HelpKind(offer.call.kind)], on=on,
        words=offer.call.title, source=_("Help that was given"), thing=offer.pk, url=offer.call.get_absolute_url(),
        by=the_rule(offer.coalition_id), at=at,
    )  # fmt: skip
    return _told(offer, on=on, minutes=minutes)


@act("network.help.reminded", says=gettext_noop("asked whether help was given: {about}"))
def ask_whether_given(offer: HelpOffer, *, by: Capacity, at: datetime, today: date) -> Changes[HelpOffer]:
    """Once the day of a call has passed, ask who was helped. The rule's to do."""
    offer = _fresh_offer(offer, by)
    if by.acts_for != ActsFor.RULE or not queries.to_ask(today).filter(pk=offer.pk).exists():
        require(Reason(_("Nobody need be asked about this."), bar=Bar.CONFLICT))
    offer.asked_on = today
    offer.store()
    telling.ask_if_given(offer, at=at)
    return _told(offer)


def _fresh(call: HelpCall, by: Capacity) -> HelpCall:
    require(same_coalition(by, call))
    found: HelpCall = HelpCall.objects.select_related("coalition", "organisation", "person").get(pk=call.pk)
    return found


def _fresh_offer(offer: HelpOffer, by: Capacity) -> HelpOffer:
    require(same_coalition(by, offer))
    related = ("call__coalition", "call__organisation", "organisation", "person")
    found: HelpOffer = HelpOffer.objects.select_related(*related).get(pk=offer.pk)
    return found


def _told(offer: HelpOffer, **facts: Any) -> Changes[HelpOffer]:
    words = {"about": offer.call.title, "whom": offer.for_name}
    return Changes(offer, also=[offer.call], words=words, **facts)


def _not_past(day: date, at: datetime) -> None:
    if day < day_of(at):
        raise ValidationError({"by_on": _("Choose a day that is still to come.")})
