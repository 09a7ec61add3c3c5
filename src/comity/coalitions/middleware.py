"""Addresses under /c/<coalition>/ are read inside that coalition's scope, by those who stand in it; others find nothing."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.coalitions.standing import Standing, capacities, coalitions_of, standing_of

INSIDE = re.compile(r"^/c/(?P<slug>[-a-z0-9]+)/")
HAT = "hat"
Next = Callable[[HttpRequest], HttpResponse]


class CoalitionMiddleware:
    """Sets `coalition`, `standing` and `capacity` on the request, and opens the scope for as long as it lasts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        person = request.person
        request.coalition, request.standing, request.coalitions = None, None, []
        request.capacity = Capacity(person and person.pk, person.name if person else "", ActsFor.SELF, None, "", None)
        inside = INSIDE.match(request.path_info)
        if inside is None:
            return self.get_response(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        request.coalitions = list(coalitions_of(person.pk, at=now()))
        coalition = next((c for c in request.coalitions if c.slug == inside["slug"]), None)
        standing = coalition and standing_of(person.pk, coalition.pk, at=now())
        if coalition is None or standing is None or not standing.inside:
            return self.get_response(request)
        request.coalition, request.standing = coalition, standing
        request.capacity = worn(standing, person.name, request.session.get(HAT, {}).get(str(coalition.pk), ""))
        timezone.activate(coalition.tz)
        with scope(coalition=coalition.pk):
            return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Views inside a coalition take it from the request; for those who stand outside, the address leads nowhere."""
        if "coalition" in kwargs:
            if request.coalition is None:
                raise Http404
            del kwargs["coalition"]


def worn(standing: Standing, name: str, value: str) -> Capacity:
    """The hat of that value if a live mandate still covers it, else the first of the person's hats."""
    hats = capacities(standing, name=name)
    return next((hat for hat in hats if hat.value == value), hats[0])
