"""The link of an invitation: somebody new comes in by it, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.acts.invitations import never_came
from comity.coalitions.models import Mandate
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.acts import confirm_address
from comity.people.arrival import come_in, oneself


def invited(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """GET shows who is invited where; POST signs in, if this is still the person's first time."""
    mandate = Mandate.objects.select_related("person", "organisation", "coalition").get(pk=link.thing)
    page = (
        reverse("coalitions:organisation", args=[mandate.coalition.slug, mandate.organisation.slug])
        + "?welcome=1"
    )
    if not never_came([link.person]):
        return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': page})}")
    if request.method != "POST":
        powers = [power.label for power in sorted(mandate.powers)]
        return render(request, "coalitions/invited.html", {"mandate": mandate, "powers": powers})
    with using(link, at=now(), said=_("You came in by this link. Next time, sign in with your address.")):
        person = mandate.person
        confirm_address(person, person.email or "", by=oneself(person), at=now())
    return come_in(request, person, method="invitation", next_url=page)
