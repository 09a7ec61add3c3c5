"""The account: what a person says of themselves, their addresses, mails and sittings."""

from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.editing import carry, save
from comity.base.toasts import toast
from comity.notices.acts import quiet, want
from comity.notices.mails import Unwanted
from comity.people import keys
from comity.people.acts import edit_person, end_sittings, make_main, remove_address
from comity.people.arrival import oneself
from comity.people.forms.account import NewAddress, Profile, Wishes
from comity.people.models import Person, Sitting
from comity.people.summing import account_rows, quieted, sittings_of, wanted_kinds
from comity.people.throttle import MAILS, allowed
from comity.people.views.door import page
from comity.people.views.sure import surely


@never_cache
@login_required
def account(request: Any) -> HttpResponse:
    """Everything at a glance, each line with its Change."""
    return render(request, "people/account/overview.html", {"rows": account_rows(request.person)})


@page
@never_cache
@login_required
def profile(request: Any) -> HttpResponse:
    """Name, language, zone."""
    row = Person.objects.get(pk=request.person.pk)
    form = Profile(request.POST or None, instance=Person.objects.get(pk=row.pk))
    carry(form, row)
    if request.method == "POST" and form.is_valid():
        by = oneself(request.person)
        if save(request, form, lambda **answers: edit_person(row, by=by, at=now(), **answers)):
            toast(request, _("Saved."))
            return redirect("people:account")
    status = 409 if form.conflict else 200
    return render(request, "people/account/profile.html", {"form": form}, status=status)


# ── addresses ──


@page
@surely
def addresses(request: Any) -> HttpResponse:
    """The person's addresses; a further one is mailed a link. The answer is the same when it is somebody else's."""
    form = NewAddress(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if allowed(MAILS, form.cleaned_data["email"].lower(), at=now()):
            keys.ask_for_address(request.person, form.cleaned_data["email"], at=now())
        toast(request, _("A mail is on its way to %(address)s.") % {"address": form.cleaned_data["email"]})
        return redirect("people:addresses")
    rows = EmailAddress.objects.filter(user=request.person).order_by("-primary", "email")
    return render(request, "people/account/addresses.html", {"form": form, "rows": rows})


@require_POST
@surely
def change_address(request: Any) -> HttpResponse:
    """Make an address the main one, or remove it."""
    act = make_main if "main" in request.POST else remove_address
    act(request.person, request.POST.get("address", ""), by=oneself(request.person), at=now())
    toast(request, _("Saved."))
    return redirect("people:addresses")


# ── mails ──


@page
@never_cache
@login_required
def mails(request: Any) -> HttpResponse:
    """Which mails the person wants."""
    before = {"digest": request.person.wants_digest, "kinds": wanted_kinds(request.person)}
    form = Wishes(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        _choose(request.person, form.cleaned_data, before["kinds"])
        toast(request, _("Saved."))
        return redirect("people:mails")
    return render(request, "people/account/mails.html", {"form": form, "quieted": quieted(request.person)})


def _choose(person: Person, wished: dict[str, Any], before: list[str]) -> None:
    by, chosen = oneself(person), wished.get("kinds", before)
    if wished["digest"] != person.wants_digest:
        edit_person(person, by=by, at=now(), wants_digest=wished["digest"])
    for kind in set(before) - set(chosen):
        quiet(Unwanted(person.pk, None, kind), by=by, at=now())
    for kind in set(chosen) - set(before):
        want(Unwanted(person.pk, None, kind), by=by, at=now())


@require_POST
@login_required
def want_again(request: Any) -> HttpResponse:
    """Get the mails again that were quieted in one coalition."""
    row = next((row for row in quieted(request.person) if str(row.row.pk) == request.POST.get("row")), None)
    if row is not None:
        what = Unwanted(request.person.pk, row.row.coalition, row.row.kind)
        want(what, by=oneself(request.person), at=now())
        toast(request, _("You get these mails again."))
    return redirect("people:mails")


# ── sittings ──


@never_cache
@login_required
def sittings(request: Any) -> HttpResponse:
    """The browsers on which the person is signed in."""
    rows = sittings_of(request.person, request.session.session_key, at=now())
    return render(request, "people/account/sittings.html", {"rows": rows})


@require_POST
@login_required
def end_sitting(request: Any) -> HttpResponse:
    """End one other sitting, or all others."""
    others = Sitting.objects.filter(person=request.person.pk).exclude(session_key=request.session.session_key)
    wanted = request.POST.get("sitting", "all")
    ended = [
        row.session_key for row in others if wanted in ("all", sha256(row.session_key.encode()).hexdigest())
    ]
    end_sittings(request.person, ended, by=oneself(request.person), at=now())
    toast(request, _("Signed out there."))
    return redirect("people:sittings")
