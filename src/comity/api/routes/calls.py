"""Calls for small help among members."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.calls import HelpCallShape, HelpOfferShape, help_call_shape, help_offer_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.network.acts import calls as acts
from comity.network.calls import forms, queries
from comity.network.calls.lists import help_calls as listed
from comity.network.models import HelpCall
from comity.network.views.calls import find, find_offer

router = Router(tags=["help"])
ALL = f"{AT}/help-calls"
ONE = f"{ALL}/{{uuid:help_call}}"
OFFER = f"{AT}/help-offers/{{uuid:offer}}"
NEW = bodies.body("NewHelpCall", forms.HelpForm)
CHANGES = bodies.body("HelpCallChanges", forms.HelpForm, optional=None)
OFFERED = bodies.body("NewHelpOffer", forms.OfferForm)
ANSWERED = bodies.body("HelpOfferAnswer", forms.AnswerForm)
GIVEN = bodies.body("HelpGiven", forms.GivenForm)


class HelpCallsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["open", "given", "over"] | None = Field(None, description="Only those that stand there.")
    kind: Literal["expertise", "hands", "space", "other"] | None = Field(None, description="Only this kind of help.")
    whose: Literal["ours"] | None = Field(None, description="Only what our own organisations asked for.")


@reading(router, ALL, says=_("List calls for help"), answers=lists.list_of(HelpCallShape), lists="help-calls",
         asks=HelpCallsAsked)  # fmt: skip
def help_calls(request: Call, asked: HelpCallsAsked) -> Any:
    """What members ask of each other."""
    return lists.part(request, listed(request), asked, help_call_shape)


@deed(router, ALL, says=_("Ask for help"), act="network.help.asked", takes=NEW, answers=HelpCallShape, status=201)
def ask(request: Call, given: Given) -> Any:
    """In the name of an organisation; the digest carries it to all."""
    said = bodies.cleaned(forms.HelpForm, given)
    return _shape(request, acts.ask_for_help(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one call for help"), answers=HelpCallShape)
def help_call(request: Call, help_call: UUID) -> Any:
    """With what was offered, and what came of it."""
    return _shape(request, find(request, help_call))


@deed(router, ONE, says=_("Change a call for help"), act="network.help.changed", method="PATCH", takes=CHANGES,
      answers=HelpCallShape, versioned=True)  # fmt: skip
def change(request: Call, help_call: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    found = find(request, help_call)
    said = bodies.changed(forms.HelpForm, given, {name: getattr(found, name) for name in acts.EDITABLE})
    return _shape(request, acts.change_help(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/close", says=_("Close a call for help"), act="network.help.closed", answers=HelpCallShape)
def close(request: Call, help_call: UUID) -> Any:
    """Offers that wait are declined with thanks."""
    return _shape(request, acts.close_help(find(request, help_call), by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopen", says=_("Take a call for help up again"), act="network.help.reopened",
      answers=HelpCallShape)  # fmt: skip
def reopen(request: Call, help_call: UUID) -> Any:
    """Help is wanted after all."""
    return _shape(request, acts.reopen_help(find(request, help_call), by=request.capacity, at=now()))


@deed(router, f"{ONE}/offers", says=_("Offer help"), act="network.help.offered", takes=OFFERED,
      answers=HelpOfferShape, status=201)  # fmt: skip
def offer(request: Call, help_call: UUID, given: Given) -> Any:
    """For one’s own organisation; those who asked are told."""
    words = bodies.cleaned(forms.OfferForm, given)["words"]
    return help_offer_shape(acts.offer_help(find(request, help_call), words, by=request.capacity, at=now()))


@deed(router, f"{OFFER}/answer", says=_("Answer an offer of help"), act="network.help.answered", takes=ANSWERED,
      answers=HelpOfferShape)  # fmt: skip
def answer(request: Call, offer: UUID, given: Given) -> Any:
    """Take it up, or say no thanks."""
    said, found = bodies.cleaned(forms.AnswerForm, given), find_offer(request, offer)
    yes = said["answer"] == forms.YES
    return help_offer_shape(acts.answer_offer(found, yes, words=said["words"], by=request.capacity, at=now()))


@deed(router, f"{OFFER}/withdraw", says=_("Take an offer of help back"), act="network.help.withdrawn",
      answers=HelpOfferShape)  # fmt: skip
def withdraw(request: Call, offer: UUID) -> Any:
    """By the organisation that made it."""
    return help_offer_shape(acts.withdraw_offer(find_offer(request, offer), by=request.capacity, at=now()))


@deed(router, f"{OFFER}/given", says=_("Confirm that help was given"), act=("network.help.given",
      "network.evidence.noted"), takes=GIVEN, answers=HelpOfferShape)  # fmt: skip
def given(request: Call, offer: UUID, given: Given) -> Any:
    """By the helped side. It counts as work that the two did together."""
    said = bodies.cleaned(forms.GivenForm, given)
    return help_offer_shape(acts.confirm_help(find_offer(request, offer), **said, by=request.capacity, at=now()))


def _shape(request: Call, call: HelpCall) -> HelpCallShape:
    return help_call_shape(call, queries.offers_visible_to(request.standing).filter(call=call).order_by("pk"))
