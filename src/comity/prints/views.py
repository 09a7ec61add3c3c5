"""The page on which a thing is had as a PDF, and the PDF itself."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.uploads import served
from comity.coalitions.requests import CoalitionRequest
from comity.prints import acts, queries
from comity.prints.layout import Layout, read_or_404
from comity.prints.machine import not_printing
from comity.prints.models import Print
from comity.prints.permissions import outdated

#: seconds after which the page looks again
LOOK_AGAIN = "2"


def page(request: CoalitionRequest, label: str, thing: UUID) -> HttpResponse:
    """Whether there is a PDF of a thing, and whether it still says what stands there; a POST has one made."""
    layout = read_or_404(request.standing, label, thing)
    tray = queries.tray(request.standing, layout, at=now())
    if request.method == "POST":
        if tray.ready is None and tray.making is None:
            acts.ask_for_print(layout.thing, by=request.capacity, at=now())
        return redirect(reverse("prints:page", args=[request.coalition.slug, label, thing]))
    context = {"layout": layout, "tray": tray, "barred": not_printing()}
    answer = render(request, "prints/print.html", context)
    if tray.making:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


@require_safe
def get(request: CoalitionRequest, print: UUID) -> HttpResponseBase:
    """The PDF, as long as it says what the reader would read on the page."""
    found = queries.found(request.standing, print, at=now())
    if found is None:
        raise Http404
    return content_of(*found)


def content_of(one: Print, layout: Layout) -> HttpResponseBase:
    """The bytes; refused when the thing has changed since, absent before they are made."""
    if not one.file or not default_storage.exists(one.file):
        raise Http404
    require(None if queries.says(one, layout) else outdated())
    name = f"{slugify(layout.title) or 'print'}.pdf"
    answer = served(default_storage.open(one.file), "application/pdf", name=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
