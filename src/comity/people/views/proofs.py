"""How one proves who one is: password, authenticator app, passkeys, recovery codes."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.toasts import toast
from comity.people import acts, factors
from comity.people.arrival import oneself
from comity.people.forms.account import AppCode, NewPassword, PasskeyName
from comity.people.models import Person
from comity.people.network import safe_path
from comity.people.throttle import FACTORS, refund_guess, spend_guess
from comity.people.views.door import page
from comity.people.views.slowed import slowed
from comity.people.views.sure import surely

SECRET = "app_secret"
#: the page that asked for a second step
CAME_FROM = "second_step_for"


@page
@surely
def password(request: Any) -> HttpResponse:
    """Set, change or remove the password; all other sittings end."""
    person, form = request.person, NewPassword(request.POST if "password" in request.POST else None)
    if request.method == "POST" and "remove" in request.POST:
        acts.remove_password(person, by=oneself(person), at=now())
        return _proof_changed(request, _("Your password is gone. A mail lets you in."))
    if form.is_bound and form.is_valid():
        try:
            acts.set_password(person, form.cleaned_data["password"], by=oneself(person), at=now())
            return _proof_changed(request, _("Your password is set."))
        except ValidationError as weak:
            form.add_error("password", weak.messages)
    return render(
        request, "people/account/password.html", {"form": form, "set": person.has_usable_password()}
    )


def _proof_changed(request: Any, text: str) -> HttpResponse:
    update_session_auth_hash(request, request.person)
    toast(request, text)
    return redirect("people:account")


@page
@surely
def second_factor(request: Any) -> HttpResponse:
    """What is set up; each with its way in and out, and the way back to where one was asked for it."""
    came_from = safe_path(request, request.GET.get("next", "")) or request.session.get(CAME_FROM, "")
    context = {"has": factors.factors_of(request.person), "form": PasskeyName(), "came_from": came_from}
    return render(request, "people/account/second_factor.html", context)


@page
@surely
@slowed
def app(request: Any) -> HttpResponse:
    """Set up an authenticator app: a secret to scan, and the first code, which shows that it works."""
    if request.method == "POST" and "code" not in request.POST:
        _keep_way_back(request)
        request.session[SECRET] = generate_totp_secret()
        return redirect("people:app")
    secret = request.session.get(SECRET)
    if not secret:
        return redirect("people:second-factor")
    form = AppCode(request.POST or None)
    if request.method == "POST" and form.is_valid() and _first_code(request, secret, form):
        return redirect("people:second-factor")
    return render(
        request,
        "people/account/app.html",
        {"form": form, "secret": _spaced(secret), "qr": _qr(request.person, secret)},
    )


def _keep_way_back(request: Any) -> None:
    if came_from := safe_path(request, request.POST.get("next", "")):
        request.session[CAME_FROM] = came_from


def _first_code(request: Any, secret: str, form: AppCode) -> bool:
    spend_guess(request, request.person.pk, at=now(), limit=FACTORS)
    if not factors.first_code_fits(secret, form.cleaned_data["code"]):
        form.add_error("code", _("This code does not fit. Is the clock of your device right?"))
        return False
    refund_guess(request, request.person.pk, limit=FACTORS)
    acts.add_app(request.person, secret, by=oneself(request.person), at=now())
    del request.session[SECRET]
    toast(request, _("Your app is set up. Make recovery codes now."))
    return True


def _qr(person: Person, secret: str) -> str:
    """The secret as a picture to scan, in an address that needs no request."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _spaced(secret: str) -> str:
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))


@require_POST
@surely
def passkey_options(request: Any) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(factors.options_to_add(request.person))


@require_POST
@surely
def add_passkey(request: Any) -> HttpResponse:
    """Keep the passkey that the browser made."""
    _keep_way_back(request)
    form, credential = PasskeyName(request.POST), factors.new_passkey(request.POST.get("credential", ""))
    if credential is None or not form.is_valid():
        toast(request, _("Your device gave no passkey that can sign in. Nothing was changed."))
    else:
        name = form.cleaned_data["name"]
        acts.add_passkey(request.person, credential, name=name, by=oneself(request.person), at=now())
        toast(request, _("Your passkey is kept. Make recovery codes, if you have none."))
    return redirect("people:second-factor")


@require_POST
@surely
def remove_factor(request: Any, row: int) -> HttpResponse:
    """Take away the app or a passkey."""
    acts.remove_factor(request.person, row, by=oneself(request.person), at=now())
    toast(request, _("Removed."))
    return redirect("people:second-factor")


@require_POST
@surely
def codes(request: Any) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    acts.renew_codes(request.person, by=oneself(request.person), at=now())
    return render(request, "people/account/codes.html", {"codes": factors.codes_of(request.person)})
