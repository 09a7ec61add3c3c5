"""The door of a demo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from comity.people.arrival import come_in
from comity.people.demo import invented_by
from comity.people.network import safe_path
from comity.people.views.door import page


@page
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Look at who it is, then come in as them by a button."""
    person = invented_by(token)
    if person is None:
        raise Http404
    ahead = safe_path(request, request.GET.get("next", ""))
    if request.method == "POST":
        return come_in(request, person, method="demo", next_url=ahead)
    return render(request, "people/door/demo.html", {"who": person})
