"""Things as PDFs: asked for, made behind, fetched."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.prints import NewPrint, PrintShape, print_shape
from comity.base.clock import now
from comity.prints import queries
from comity.prints.acts import ask_for_print
from comity.prints.layout import Layout, read_or_404
from comity.prints.models import Print
from comity.prints.views import content_of

router = Router(tags=["prints"])
ALL = f"{AT}/prints"
ONE = f"{ALL}/{{uuid:print}}"


@deed(router, ALL, says=_("Have a PDF made"), act="prints.print.asked", takes=NewPrint, answers=PrintShape, status=201)
def ask(request: Call, given: Any) -> Any:
    """Of a meeting, a decision or a sheet of signatures. Read it again until its state is “ready”."""
    layout = read_or_404(request.standing, given.of, given.of_id)
    tray = queries.tray(request.standing, layout, at=now())
    one = tray.ready or tray.making or ask_for_print(layout.thing, by=request.capacity, at=now())
    return print_shape(one, queries.says(one, layout))


@reading(router, ONE, says=_("Read about one PDF"), answers=PrintShape)
def print(request: Call, print: UUID) -> Any:
    """Whether it is ready, and whether it still says what stands there."""
    one, layout = _seen(request, print)
    return print_shape(one, queries.says(one, layout))


@reading(router, f"{ONE}/file", says=_("Fetch a PDF"), answers=PrintShape, media="application/pdf")
def file(request: Call, print: UUID) -> Any:
    """Its bytes, as long as it says what stands there; else 409, and a new one can be asked for."""
    return content_of(*_seen(request, print))


def _seen(request: Call, pk: UUID) -> tuple[Print, Layout]:
    found = queries.found(request.standing, pk, at=now())
    if found is None:
        raise Http404
    return found
