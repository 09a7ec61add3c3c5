"""Taking the whole coalition along."""

from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import ParcelShape, parcel_shape
from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.acts.parcels import take_along
from comity.coalitions.models import Parcel, ParcelState
from comity.coalitions.permissions import coordinating

router = Router(tags=["coalitions"])
ALL = f"{AT}/parcels"
ONE = f"{ALL}/{{uuid:parcel}}"


@reading(router, ALL, says=_("List what you took along"), answers=lists.list_of(ParcelShape), asks=lists.Asked)
def parcels(request: Call, asked: lists.Asked) -> Any:
    """Your own parcels of the last week, the newest first."""
    rows = _mine(request).order_by("-asked_at", "-pk")
    return lists.cut(request, rows, asked, parcel_shape, total=rows.count())


@deed(router, ALL, says=_("Take the whole coalition along"), act="coalitions.parcel.asked", scope=Scope.COORDINATE,
      answers=ParcelShape, status=201)  # fmt: skip
def take(request: Call) -> Any:
    """Everything you may see is packed behind; read the parcel again until its state is “ready”."""
    return parcel_shape(take_along(by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one parcel"), answers=ParcelShape)
def parcel(request: Call, parcel: UUID) -> Any:
    """Whether it is ready, and until when it can be fetched."""
    return parcel_shape(get_object_or_404(_mine(request), pk=parcel))


@reading(router, f"{ONE}/file", says=_("Fetch a parcel"), answers=ParcelShape, media="application/zip")
def fetch(request: Call, parcel: UUID) -> Any:
    """The packed file, for the one who asked for it, while they coordinate."""
    found = get_object_or_404(_mine(request), pk=parcel, state=ParcelState.READY)
    require(coordinating(request.standing, at=now()))
    if not default_storage.exists(found.file):
        raise Http404
    return FileResponse(default_storage.open(found.file), content_type="application/zip")


def _mine(request: Call) -> Any:
    return Parcel.objects.filter(person=request.person.pk, expires_at__gt=now())
