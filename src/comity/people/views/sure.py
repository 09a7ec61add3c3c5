"""Before anything that could lock somebody out: is it really them, now?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.mfa.base.internal.flows import post_authentication
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.people import factors, keys
from comity.people.adapter import SURE, note_presence
from comity.people.forms.account import Sure
from comity.people.forms.door import SecondFactor
from comity.people.models import Person, Purpose
from comity.people.network import safe_path
from comity.people.throttle import FACTORS, MAILS, allowed, refund_guess, spend_guess
from comity.people.views.door import page
from comity.people.views.second import factor_shown
from comity.people.views.slowed import slowed

GOOD_FOR = timedelta(minutes=20)
KEY = "sure_key"
View = Callable[..., HttpResponse]


def surely(view: View) -> View:
    """A page of the account that opens only to who has shown in the last minutes who they are."""

    @wraps(view)
    @login_required
    @never_cache
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = request.session.get(SURE)
        if shown and now() - datetime.fromisoformat(shown) < GOOD_FOR:
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("people:account")
        return redirect(f"{reverse('people:sure')}?{urlencode({'next': back})}")

    return asked


@page
@never_cache
@login_required
@slowed
def sure(request: Any) -> HttpResponse:
    """Ask for the second factor; of those who have none, for the password or a mailed code."""
    person = request.person
    ahead = safe_path(request, request.GET.get("next", "")) or reverse("people:account")
    has = factors.factors_of(person)
    forms = _forms(request, person, has)
    if request.method == "POST":
        if "mail" in request.POST and not has.any:
            return _mailed(request, person)
        if _shown(request, person, has, forms):
            note_presence(request, now())
            return redirect(ahead)
    context = {
        "has": has,
        "next": ahead,
        "mailed": KEY in request.session,
        "form": forms.get("posted"),
        **forms,
    }
    return render(request, "people/account/sure.html", context)


def _forms(request: Any, person: Person, has: factors.Factors) -> dict[str, Any]:
    """The ways open to this person, each a form; `posted` is the one that was sent."""
    data = request.POST if request.method == "POST" else None
    if has.any:
        sent = "code" in request.POST
        forms: dict[str, Any] = {"factor": SecondFactor(data if sent else None)}
        return forms | ({"posted": forms["factor"]} if sent else {})
    ways = ["password"] * person.has_usable_password() + ["code"] * (KEY in request.session)
    forms = {way: Sure(data if way in request.POST else None, by=way) for way in ways}
    posted = next((form for form in forms.values() if form.is_bound), None)
    return forms | ({"posted": posted} if posted else {})


def _mailed(request: Any, person: Person) -> HttpResponse:
    if allowed(MAILS, person.email, at=now()):
        request.session[KEY] = str(keys.ask_for_confirmation(person, at=now()).pk)
    return redirect(request.get_full_path())


def _shown(request: Any, person: Person, has: factors.Factors, forms: dict[str, Any]) -> bool:
    """Does what was sent prove that it is this person? If not, the form says so."""
    if has.any:
        found = factor_shown(request, person, forms["factor"])
        if found is not None:
            post_authentication(request, found, reauthenticated=True)
        return found is not None
    form = forms.get("posted")
    if form is None or not form.is_valid():
        return False
    spend_guess(request, person.pk, at=now(), limit=FACTORS)
    if not _fits(request, person, **form.cleaned_data):
        form.add_error(None, _("This is not right. Try again, or have a new code mailed."))
        return False
    refund_guess(request, person.pk, limit=FACTORS)
    return True


def _fits(request: Any, person: Person, *, password: str = "", code: str = "") -> bool:
    if password:
        return bool(person.check_password(password))
    asked, address = UUID(request.session[KEY]), person.email or ""
    key = keys.try_code(code, address=address, asked=asked, purpose=Purpose.CONFIRM, at=now())
    if key is not None:
        del request.session[KEY]
    return key is not None


@require_POST
@never_cache
@login_required
def sure_options(request: Any) -> HttpResponse:
    """What the browser needs to ask for one of the person's passkeys."""
    return JsonResponse(factors.options_to_enter(request.person))
