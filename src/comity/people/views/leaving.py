"""Taking one's data along, and being erased."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.base.clock import now
from comity.people.addresses import plain
from comity.people.arrival import oneself
from comity.people.belongings import belongings_of
from comity.people.erasure import erase_person, objections_to
from comity.people.forms.account import Farewell
from comity.people.views.door import page
from comity.people.views.sure import surely


@require_safe
@surely
def data(request: Any) -> HttpResponse:
    """Everything Comity keeps about the person, as JSON."""
    answer = JsonResponse(
        belongings_of(request.person), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="my-comity-data.json"'
    return answer


@page
@surely
def erase(request: Any) -> HttpResponse:
    """Say what goes and what stays, then erase."""
    person, objections = request.person, objections_to(request.person)
    form = Farewell(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if plain(form.cleaned_data["address"]) == person.email:
            erase_person(person, by=oneself(person), at=now())
            logout(request)
            return redirect("people:erased")
        form.add_error("address", _("This is not your main address: %(address)s") % {"address": person.email})
    return render(request, "people/account/erase.html", {"form": form, "objections": objections})


@never_cache
def erased(request: Any) -> HttpResponse:
    """The last page."""
    return render(request, "people/account/erased.html")
