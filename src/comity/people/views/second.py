"""The second step of signing in, and passkeys, which are both steps in one."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.people import factors
from comity.people.arrival import come_in, make_room
from comity.people.forms import door as forms
from comity.people.models import Person
from comity.people.network import client_address, network_of
from comity.people.throttle import FACTORS, NETWORK, refund, refund_guess, spend, spend_guess
from comity.people.views.door import at_the_door, page
from comity.people.views.slowed import slowed

View = Callable[..., HttpResponse]
#: only who has taken the first step gets here; allauth puts the stage on the request
in_second_step: Callable[[View], View] = login_stage_required(
    stage=AuthenticateStage.key, redirect_urlname="account_login"
)


@page
@never_cache
@slowed
@in_second_step
def second(request: Any) -> HttpResponse:
    """Ask for the second factor; only then does the sitting begin."""
    stage = request._login_stage
    form = forms.SecondFactor(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        found = factor_shown(request, stage.login.user, form)
        if found is not None:
            post_authentication(request, found)
            done: HttpResponse = stage.exit()
            return done
    context = {"form": form, "has": factors.factors_of(stage.login.user)}
    return render(request, "people/door/second.html", context)


def factor_shown(request: HttpRequest, person: Person, form: forms.SecondFactor) -> Authenticator | None:
    """The factor of this person that the posted code or passkey proves; else the form says what is wrong."""
    if form.is_bound and not form.is_valid():
        return None
    spend_guess(request, person.pk, at=now(), limit=FACTORS)
    if form.is_bound:
        found = factors.code_fits(person, form.cleaned_data["code"])
    else:
        found = factors.passkey_fits(request.POST.get("credential", ""), person)
    if found is not None:
        refund_guess(request, person.pk, limit=FACTORS)
    elif form.is_bound:
        form.add_error("code", _("This code is wrong, too old or used. Wait for the next one in your app."))
    return found


@require_POST
@never_cache
@in_second_step
def second_options(request: Any) -> HttpResponse:
    """What the browser needs to ask for one of the person's passkeys."""
    stage = request._login_stage
    return JsonResponse(factors.options_to_enter(stage.login.user))


@require_POST
@never_cache
@slowed
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for anyone's passkey."""
    spend(NETWORK, network_of(client_address(request)), at=now())
    refund(NETWORK, network_of(client_address(request)))
    return JsonResponse(factors.options_to_enter(None))


@require_POST
@never_cache
@slowed
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone: it holds both factors."""
    network = network_of(client_address(request))
    spend(NETWORK, network, at=now())
    found = factors.passkey_fits(request.POST.get("credential", ""), None)
    if found is None:
        return at_the_door(
            request, request.POST.get("next", ""), trouble=_("This passkey is not known here.")
        )
    refund(NETWORK, network)
    make_room(request, found.user)
    post_authentication(request, found, passwordless=True)
    return come_in(request, found.user, method="passkey", next_url=request.POST.get("next", ""))
