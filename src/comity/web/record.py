"""The record of acts: readable, checkable by anyone inside, and the place from which a step is taken back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.audit.queries import head_of, line
from comity.audit.verify import verify
from comity.base.toasts import toast
from comity.coalitions.recording import entry_of, may_undo, recorded, take_back
from comity.coalitions.requests import CoalitionRequest
from comity.web.reading import back


def record(request: CoalitionRequest) -> HttpResponseBase:
    """Every act of the coalition, newest first, with the newest seal."""
    listing = recorded(request)
    context = {"head": head_of(request.coalition.pk)}
    return listing.export() or render(request, "web/record.html", context | {"page": listing.page()})


def entry(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """One act, with its canonical text, from which anyone can compute its seal."""
    row = entry_of(request, entry)
    context = {"entry": row, "line": line(row), "undo": row.readable and may_undo(request, row) is None}
    return render(request, "web/entry.html", context)


@require_POST
def check(request: CoalitionRequest) -> HttpResponse:
    """Walk the whole record now and say what does not fit; `head` is a seal the reader holds from a mail."""
    held = request.POST.get("head", "").strip()
    faults = list(verify(request.coalition.pk, head=held))
    context = {
        "faults": faults[:100],
        "count": len(faults),
        "held": held,
        "head": head_of(request.coalition.pk),
    }
    return render(request, "web/checked.html", context)


@require_POST
def undo(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """Take an act back by its compensating act. Nothing is deleted."""
    row = entry_of(request, entry)
    try:
        take_back(request, row)
        toast(request, _("Taken back: {what}.").format(what=line(row).what))
    except ValidationError as fault:
        toast(request, " ".join(fault.messages), level=messages.ERROR)
    return back(request, reverse("inside:record", args=[request.coalition.slug]))
