"""Addresses under /c/<coalition>/ are read in that coalition's scope, by those inside it; others find nothing."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.base.middleware import refused
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, coalitions_of, reading_as, standing_of

INSIDE = re.compile(r"^/c/(?P<slug>[-a-z0-9]+)/")
HAT = "hat"
#: the field in which every form inside a coalition carries the hat it was opened under
ACTING_AS = "acting_as"
Next = Callable[[HttpRequest], HttpResponse]


class CoalitionMiddleware:
    """Sets `coalition`, `standing` and `capacity` on the request, and opens the scope for as long as it lasts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        person = request.person
        request.coalition, request.standing, request.coalitions = None, None, []
        name = person.name if person else ""
        request.capacity = Capacity(person and person.pk, name, ActsFor.SELF, None, "", None)
        inside = INSIDE.match(request.path_info)
        if inside is None:
            return self.get_response(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        request.coalitions = list(coalitions_of(person.pk, at=now()))
        coalition = next((c for c in request.coalitions if c.slug == inside["slug"]), None)
        if coalition is not None:
            timezone.activate(coalition.tz)  # what is today there decides who holds what
        standing = coalition and standing_of(person.pk, coalition.pk, at=now())
        if coalition is None or standing is None or not standing.inside:
            return self.get_response(request)
        request.coalition, request.standing = coalition, standing
        request.member_count = coalition.member_count
        chosen = request.session.get(HAT, {}).get(str(coalition.pk), "")
        request.capacity = worn(standing, person.name, chosen)
        with scope(coalition=coalition.pk):
            if request.method not in ("GET", "HEAD"):
                return self.get_response(request)
            with reading_as(standing):
                return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Views inside a coalition take it from the request; for those outside, the address leads nowhere.

        A form acts under the hat it was opened under, whatever was chosen in another tab since.
        """
        if "coalition" not in kwargs or INSIDE.match(request.path_info) is None:
            return None
        if request.coalition is None:
            raise Http404
        del kwargs["coalition"]
        try:
            request.capacity = capacity_of_form(request)
        except Refused as refusal:
            return refused(request, refusal)
        return None


def capacity_of_form(request: Any) -> Capacity:
    """The hat a posted form was opened under; without one, the hat worn now. Refused when it is no longer covered."""
    value = request.POST.get(ACTING_AS, "") if request.method == "POST" else ""
    worn_now: Capacity = request.capacity
    if not value or value == worn_now.value:
        return worn_now
    hats = capacities(request.standing, name=request.person.name)
    hat: Capacity | None = next((hat for hat in hats if hat.value == value), None)
    if hat is None:
        why = _("The hat under which you opened this form is no longer yours: that mandate has ended.")
        raise Refused(
            Reason(why, _("Choose another hat above, open the page again and repeat what you did."))
        )
    return hat


def worn(standing: Standing, name: str, value: str) -> Capacity:
    """The hat of that value if a live mandate still covers it, else the first of the person's hats."""
    hats = capacities(standing, name=name)
    return next((hat for hat in hats if hat.value == value), hats[0])
