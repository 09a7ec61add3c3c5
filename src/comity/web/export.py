"""Everything the coalition holds, only what the reader may see: table by table, or the whole at once."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from comity.base import registry
from comity.base.clock import now
from comity.base.lists.export import as_file
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.acts.parcels import take_along
from comity.coalitions.models import Parcel, ParcelState
from comity.coalitions.permissions import coordinating
from comity.coalitions.requests import CoalitionRequest

KINDS = ("csv", "xlsx")
#: so many of one's own parcels are named
SHOWN = 5


def contents(request: CoalitionRequest) -> HttpResponse:
    """The tables that can be taken along, and for coordinators the whole."""
    tables = [(name, source.label) for name, source in registry.export.items()]
    why_not = coordinating(request.standing, at=now())
    mine = [] if why_not else list(_mine(request).order_by("-asked_at")[:SHOWN])
    packing = any(parcel.state == ParcelState.PACKING for parcel in mine)
    context = {"tables": tables, "why_not": why_not, "parcels": mine, "packing": packing}
    return render(request, "web/export.html", context)


def table(request: CoalitionRequest, name: str, kind: str) -> HttpResponseBase:
    """One table as CSV or XLSX."""
    source = registry.export.get(name)
    if source is None or kind not in KINDS:
        raise Http404
    rows: Any = source.rows(request.standing)
    header = next(rows, ())
    return as_file(header, _inside(request.coalition.pk, rows), kind, f"{slugify(request.coalition.name)}-{name}")


@require_POST
def take(request: CoalitionRequest) -> HttpResponse:
    """Have the whole packed."""
    take_along(by=request.capacity, at=now())
    toast(request, _("We pack everything now. A mail tells you when it is ready."))
    return redirect(reverse("inside:export", args=[request.coalition.slug]))


@require_safe
def parcel(request: CoalitionRequest, pk: UUID) -> HttpResponseBase:
    """What was packed, for the one who asked, while they coordinate."""
    found = get_object_or_404(_mine(request), pk=pk, state=ParcelState.READY)
    require(coordinating(request.standing, at=now()))
    if not default_storage.exists(found.file):
        raise Http404
    name = f"{request.coalition.slug}-{found.asked_at:%Y-%m-%d}.zip"
    return FileResponse(
        default_storage.open(found.file), as_attachment=True, filename=name, content_type="application/zip"
    )


def _mine(request: CoalitionRequest) -> Any:
    """A parcel is for the one who asked for it, until its week is over."""
    return Parcel.objects.filter(person=request.person.pk, expires_at__gt=now())


def _inside(coalition: UUID, rows: Iterator[Any]) -> Iterator[Any]:
    """Rows of a CSV are read while it is sent, when the request and its scope are over."""
    with scope(coalition=coalition):
        yield from rows
