"""Coming in: by a mailed key, a password or a passkey, always through allauth's login stages."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from comity.base.capacity import ActsFor, Capacity
from comity.base.ids import uuid7
from comity.base.text import tidy
from comity.people.acts import confirm_address, register_person
from comity.people.addresses import person_with, plain
from comity.people.models import MailedKey, Person
from comity.people.network import safe_path

ASKED, NEWCOMER = "asked", "newcomer"
#: how long someone new may take to say their name
NAMING = timedelta(minutes=30)


def oneself(person: Person) -> Capacity:
    """The person acting on their own account, outside any coalition."""
    return Capacity(person.pk, person.name, ActsFor.SELF, None, "", None)


def arrive(request: HttpRequest, key: MailedKey, *, at: datetime) -> HttpResponse:
    """Go on with a key that was just used: its person comes in, a stranger is asked for a name."""
    return come_with(request, key.address, next_url=key.next_url, method="mailed key", at=at)


def come_with(
    request: HttpRequest, address: str, *, next_url: str, method: str, at: datetime, name: str = ""
) -> HttpResponse:
    """Go on with an address that is proven. name: what a stranger is proposed to be called."""
    request.session.pop(ASKED, None)
    address = plain(address)
    person = person_with(address)
    if person is None and not settings.CONFIG.open_sign_up:
        return render(request, "people/closed.html", status=403)
    if person is None:
        until = (at + NAMING).timestamp()
        noted = {"address": address, "next": next_url, "until": until, "method": method, "name": name[:120]}
        request.session[NEWCOMER] = noted
        return redirect("people:name")
    if EmailAddress.objects.filter(user=person, email=address, verified=False).exists():
        confirm_address(person, address, by=oneself(person), at=at)
    return come_in(request, person, method=method, next_url=next_url)


def settle(request: HttpRequest, *, name: str, language: str, at: datetime) -> HttpResponse:
    """Enter the stranger whose address is proven, under the name they gave, and let them in."""
    newcomer = request.session[NEWCOMER]
    pk, address = uuid7(), newcomer["address"]
    by = Capacity(pk, tidy(name), ActsFor.SELF, None, "", None)
    person = register_person(name=name, email=address, language=language, pk=pk, by=by, at=at)
    confirm_address(person, address, by=by, at=at)
    del request.session[NEWCOMER]
    return come_in(request, person, method=newcomer["method"], next_url=newcomer["next"])


def come_in(request: HttpRequest, person: Person, *, method: str, next_url: str = "") -> HttpResponse:
    """Sign the person in, unless a stage before that asks for more (a second factor)."""
    make_room(request, person)
    record_authentication(request, person, method=method)
    answer: HttpResponse = perform_login(
        request, Login(user=person, redirect_url=safe_path(request, next_url) or "/")
    )
    return answer


def make_room(request: HttpRequest, person: Person) -> None:
    """Whoever else is signed in on this browser goes out first."""
    if request.user.is_authenticated and request.user.pk != person.pk:
        logout(request)


def asked_key(request: HttpRequest) -> UUID | None:
    """The key this browser asked for, if it did."""
    key = request.session.get(ASKED, {}).get("key")
    return UUID(key) if key else None
