"""The media log."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.queries import members_of, visible_people
from comity.coalitions.requests import CoalitionRequest
from comity.governing.acts import media as acts
from comity.governing.statements import forms, lists, permissions
from comity.governing.statements.queries import media_visible_to
from comity.governing.views.statements import listed


def media(request: CoalitionRequest) -> HttpResponseBase:
    """Where we were in the media, and who may speak there for us."""
    return listed(request, lists.media(request), "governing/statements/media.html")


def log_media(request: CoalitionRequest) -> HttpResponse:
    """Note an item."""
    require(permissions.drafting(request.standing, request.capacity))
    form = media_form(request, posted(request), initial={"on": now().astimezone(request.coalition.tz).date()})
    return ask(
        request, form, lambda **given: acts.log_media(**given, by=request.capacity, at=now()), then=_all(request),
        said=_("It is noted."), heading=_("Note an item"), button=_("Note it"), back=_all(request), undo=False,
    )  # fmt: skip


def change_media(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """Change an item."""
    row = get_object_or_404(media_visible_to(request.standing), pk=entry)
    require(permissions.may_change_entry(request.capacity, row, at=now()))
    form = media_form(request, posted(request), initial={name: getattr(row, name) for name in acts.FIELDS})
    return ask(
        request, form, lambda **given: acts.change_media(row, by=request.capacity, at=now(), **given), of=row,
        then=_all(request), said=_("The item is changed."), heading=_("Change the item"), button=_("Keep the changes"),
        back=_all(request), template="governing/statements/change_media.html", entry=row,
    )  # fmt: skip


@require_POST
def strike_media(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """Take an item out."""
    row = get_object_or_404(media_visible_to(request.standing), pk=entry)
    acts.strike_media(row, by=request.capacity, at=now())
    toast(request, _("The item is struck."), undo_url(request, row))
    return redirect(_all(request))


def media_form(request: CoalitionRequest, data: Any, **more: Any) -> forms.MediaForm:
    """The form with the people and organisations one can choose from."""
    people = visible_people(request.standing).order_by("sort_name", "pk")
    organisations = members_of(request.coalition.pk).order_by("sort_name")
    return forms.MediaForm(data, people=people, organisations=organisations, **more)


def _all(request: CoalitionRequest) -> str:
    return reverse("governing:media", args=[request.coalition.slug])
