"""Changing the hat: for whom one acts from now on. Kept in the session; nothing of the coalition changes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.toasts import toast
from comity.coalitions.middleware import HAT, worn
from comity.coalitions.requests import CoalitionRequest


@require_POST
def change_hat(request: CoalitionRequest) -> HttpResponse:
    """Put on the hat of that value, if it is one of the person's own; then back to the page one came from."""
    hat = worn(request.standing, request.person.name, request.POST.get("hat", ""))
    request.session[HAT] = {**request.session.get(HAT, {}), str(request.coalition.pk): hat.value}
    toast(request, _("You act for {name} now.").format(name=hat.of_name or _("yourself")))
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        address = reverse("inside:home", args=[request.coalition.slug])
    return redirect(address)
