"""The door: an address, then a link or a code from the mail; or a password, if one was set."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from comity.base.clock import now
from comity.base.toasts import toast
from comity.people import keys
from comity.people.acts import add_address
from comity.people.addresses import person_with, plain
from comity.people.arrival import ASKED, NEWCOMER, arrive, asked_key, come_in, oneself, settle
from comity.people.forms import door as forms
from comity.people.keys import KeyState
from comity.people.models import MailedKey, Person, Purpose
from comity.people.network import client_address, network_of, safe_path
from comity.people.throttle import MAILS, NETWORK_MAILS, allowed, refund_guess, spend, spend_guess
from comity.people.views.slowed import slowed

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
@slowed
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address. What follows is the same, known or not."""
    ahead = safe_path(request, request.GET.get("next", "") or request.POST.get("next", ""))
    if request.user.is_authenticated:
        return redirect(ahead or "/")
    form = forms.Address(request.POST or None, initial={"next": ahead})
    if request.method == "POST" and form.is_valid():
        _ask(request, form.cleaned_data["email"], ahead)
        return redirect("people:code")
    return at_the_door(request, ahead, form=form)


def _ask(request: HttpRequest, address: str, ahead: str) -> None:
    """Mail a key, unless this address was mailed too often; the browser notes what it asked for."""
    at, before = now(), request.session.get(ASKED, {})
    spend(NETWORK_MAILS, network_of(client_address(request)), at=at)
    noted = {"address": plain(address), "key": None}
    if allowed(MAILS, plain(address), at=at):
        key = keys.ask_to_sign_in(address, next_url=ahead, language=get_language() or "", at=at)
        noted["key"] = str(key.pk)
    elif before.get("address") == noted["address"]:
        noted["key"] = before["key"]
    request.session[ASKED] = noted


@page
@never_cache
@slowed
def code(request: HttpRequest) -> HttpResponse:
    """Take the code from the mail: here, or on a device that never asked."""
    address = "" if "elsewhere" in request.GET else request.session.get(ASKED, {}).get("address", "")
    form = forms.Code(request.POST or None, address=address)
    if request.method == "POST" and form.is_valid():
        key = _tried(request, form.cleaned_data["code"], form.cleaned_data.get("email") or address)
        if key is not None:
            return arrive(request, key, at=now())
        form.add_error(
            "code", _("This code is wrong or too old. Look at the newest mail, or ask for another one.")
        )
    return render(request, "people/door/code.html", {"form": form, "address": address})


def _tried(request: HttpRequest, code: str, address: str) -> MailedKey | None:
    person = person_with(address)
    subject = person.pk if person else plain(address)
    spend_guess(request, subject, at=now())
    noted = request.session.get(ASKED, {}).get("address") == plain(address)
    asked = asked_key(request) if noted else None
    key = keys.try_code(code, address=address, asked=asked, purpose=Purpose.SIGN_IN, at=now())
    if key is not None:
        refund_guess(request, subject)
    return key


@page
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link from the mail: looking at it changes nothing, the button uses it up."""
    key = keys.by_token(token)
    if key is None or key.purpose == Purpose.CONFIRM:
        return render(request, "people/door/spent.html", {"state": "unknown"}, status=404)
    state = keys.state_of(key, at=now())
    if state == KeyState.LIVE and request.method == "POST":
        if keys.use(key, at=now()):
            return _opened(request, key)
        state = KeyState.USED
    if state != KeyState.LIVE:
        return render(request, "people/door/spent.html", {"state": state, "key": key}, status=410)
    return render(request, "people/door/link.html", {"key": key, "stranger": _stranger(key)})


def _stranger(key: MailedKey) -> bool:
    return key.purpose == Purpose.SIGN_IN and key.person is None


def _opened(request: HttpRequest, key: MailedKey) -> HttpResponse:
    if key.purpose == Purpose.SIGN_IN or key.person is None:
        return arrive(request, key, at=now())
    try:
        add_address(key.person, key.address, by=oneself(key.person), at=now())
    except ValidationError:
        return render(request, "people/door/spent.html", {"state": "taken", "key": key}, status=409)
    toast(request, _("%(address)s is yours now.") % {"address": key.address})
    return redirect("people:addresses" if request.user.is_authenticated else "people:sign-in")


@page
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """Someone new says who they are; the address is proven already."""
    newcomer = request.session.get(NEWCOMER)
    if not newcomer or newcomer["until"] < now().timestamp():
        return redirect("people:sign-in")
    first = {"language": get_language(), "name": newcomer["name"]}
    form = forms.Newcomer(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return settle(request, **{"language": "", **form.cleaned_data}, at=now())
        except ValidationError as trouble:
            form.add_error(None if "email" in trouble.message_dict else "name", trouble.messages)
    return render(request, "people/door/name.html", {"form": form, "address": newcomer["address"]})


@require_POST
@never_cache
@slowed
def password(request: HttpRequest) -> HttpResponse:
    """Sign in by password, if one was set. One answer for a wrong password, no password and no such address."""
    form = forms.Password(request.POST)
    if form.is_valid():
        found = _with_password(request, form.cleaned_data["login"], form.cleaned_data["password"])
        if found is not None:
            return come_in(request, found, method="password", next_url=form.cleaned_data["next"])
        wrong = _("Address and password don’t belong together, or no password was set. A mail always works.")
        form.add_error(None, wrong)
    return at_the_door(request, request.POST.get("by-next", ""), password=form, page_has_errors=True)


def _with_password(request: HttpRequest, address: str, secret: str) -> Person | None:
    """Whose password it is; a guess, so it counts."""
    person = person_with(address)
    subject = person.pk if person else plain(address)
    spend_guess(request, subject, at=now())
    found = authenticate(request, email=plain(address), password=secret)
    if found is not None:
        refund_guess(request, subject)
    return found


def at_the_door(request: HttpRequest, ahead: str, **shown: Any) -> HttpResponse:
    """The page with every way in. `shown` replaces a form, or says what went wrong."""
    ahead = safe_path(request, ahead)
    ways = {
        "form": forms.Address(initial={"next": ahead}),
        "password": forms.Password(initial={"next": ahead}),
    }
    elsewhere = settings.CONFIG.oidc_name if settings.CONFIG.oidc_issuer else ""
    return render(request, "people/door/sign_in.html", {**ways, "next": ahead, "elsewhere": elsewhere, **shown})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sitting."""
    logout(request)
    return redirect("/")
