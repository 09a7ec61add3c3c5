"""Circles: the list, one circle with what is written there, its people, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.files.panels import files_panel
from comity.network.acts import circles as acts
from comity.network.circles import forms, lists, page, permissions, queries
from comity.network.models import Belongs, Circle, CircleMember


def circles(request: CoalitionRequest) -> HttpResponseBase:
    """All circles."""
    listing = lists.circles(request)
    context = {"page": listing.page(), "barred": permissions.wearing(request.standing, request.capacity)}
    return listing.export() or render(request, "network/circles/circles.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Begin a circle."""
    require(permissions.wearing(request.standing, request.capacity))
    return ask(
        request, forms.NewCircleForm(posted(request)),
        lambda **said: acts.begin_circle(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("The circle is there. Tell those who do the same work."),
        heading=_("Begin a circle"), button=_("Begin it"), back=_all(request),
        lede=_("For people of several organisations who do the same work: they write to each other and meet."),
    )  # fmt: skip


def circle(request: CoalitionRequest, circle: UUID) -> HttpResponseBase:
    """One circle: what it is for, who belongs, what is written, when it meets."""
    found = find(request, circle)
    sheet = page.sheet(request, found, at=now())
    listing = lists.threads(request, found) if sheet.reads else None
    context = {"circle": found, "sheet": sheet, "page": listing.page() if listing else None}
    return (listing and listing.export()) or render(request, "network/circles/circle.html", context)


def edit(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Change it."""
    found = find(request, circle)
    require(permissions.keeping(request.standing, request.capacity, found, own_row(request, found)))
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.CircleForm(posted(request), initial=start),
        lambda **said: acts.change_circle(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("The circle is changed."), undo=False, heading=_("Change this circle"),
        button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def end(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """End it."""
    found = find(request, circle)
    me = own_row(request, found)
    require(permissions.ending(request.standing, request.capacity, me, at=now()) or permissions.going_on(found))
    return ask(
        request, forms.EndForm(posted(request)),
        lambda why: acts.end_circle(found, why=why, by=request.capacity, at=now()), then=found.get_absolute_url(),
        said=_("The circle has ended. What was written stays here."), danger=True, heading=_("End this circle?"),
        button=_("End it"), back=found.get_absolute_url(),
        lede=_("Nobody writes or meets there any more. Its members can still read what was written."),
    )  # fmt: skip


@require_POST
def reopen(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """It goes on."""
    found = find(request, circle)
    acts.reopen_circle(found, by=request.capacity, at=now())
    toast(request, _("The circle goes on."))
    return redirect(found)


@require_POST
def join(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Join it, or ask to."""
    found = find(request, circle)
    row = acts.join_circle(found, by=request.capacity, at=now())
    said = _("You belong to it now.") if row.state == Belongs.IN else _("Its keepers are asked. You get a mail.")
    toast(request, said, undo_url(request, row))
    return redirect(found)


@require_POST
def leave(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Leave it."""
    found = find(request, circle)
    acts.leave_circle(found, by=request.capacity, at=now())
    toast(request, _("You left. What you wrote stays, unless you take it back."))
    return redirect(found)


def mails(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """How posts reach one."""
    found = find(request, circle)
    me = own_row(request, found)
    require(permissions.leaving(found, me, 2))
    assert me is not None
    start = {"mails": me.mails, "shows_address": me.shows_address}
    return ask(
        request, forms.MailsForm(posted(request), initial=start),
        lambda **said: acts.choose_mails(found, **said, by=request.capacity, at=now()), then=found.get_absolute_url(),
        said=_("That is how it reaches you from now on."), undo=False, heading=_("How posts reach you"),
        button=_("Keep it so"), back=found.get_absolute_url(), lede=found.name,
    )  # fmt: skip


def people(request: CoalitionRequest, circle: UUID) -> HttpResponseBase:
    """Who belongs, who asked to, who keeps it."""
    found, at = find(request, circle), now()
    rows = queries.roster(found, at=at)
    me, listing = page.own(rows, request), lists.people(request, found)
    keeps = permissions.keeping(request.standing, request.capacity, found, me) is None
    context = {
        "circle": found, "page": listing.page(), "members": queries.belonging(rows),
        "asking": [one for one in rows if keeps and one.state == Belongs.ASKED],
        "names": permissions.naming(request.standing, request.capacity, found, me, at=at) is None,
    }  # fmt: skip
    return listing.export() or render(request, "network/circles/people.html", context)


def files(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """The files of a circle."""
    found = find_read(request, circle)
    context = {"circle": found, "panel": files_panel(request, found)}
    return render(request, "network/circles/files.html", context)


@require_POST
def answer(request: CoalitionRequest, circle: UUID, circle_member: UUID) -> HttpResponse:
    """Take somebody in who asked, or not."""
    found = find(request, circle)
    yes = request.POST.get("says") == "yes"
    acts.answer_request(_member(found, circle_member), yes, by=request.capacity, at=now())
    toast(request, _("They belong to it now, and are told.") if yes else _("They are told."))
    return redirect("network:circle-people", request.coalition.slug, found.pk)


@require_POST
def keeper(request: CoalitionRequest, circle: UUID, circle_member: UUID) -> HttpResponse:
    """Make somebody keeper, or no longer."""
    found = find(request, circle)
    keeps = request.POST.get("keeper") == "yes"
    acts.name_keeper(_member(found, circle_member), keeps, by=request.capacity, at=now())
    toast(request, _("They keep the circle now.") if keeps else _("They keep it no more."))
    return redirect("network:circle-people", request.coalition.slug, found.pk)


def find(request: CoalitionRequest, circle: UUID) -> Circle:
    """A circle that the reader may know of."""
    found: Circle = get_object_or_404(queries.to_show(request.standing), pk=circle)
    return found


def find_read(request: CoalitionRequest, circle: UUID) -> Circle:
    """A circle of which the reader may read what is written."""
    rows = queries.visible_to(request.standing).filter(queries.within(request.standing, "pk"))
    found: Circle = get_object_or_404(rows, pk=circle)
    return found


def own_row(request: Any, circle: Circle) -> CircleMember | None:
    """The reader's own row."""
    return queries.row_of(circle, request.person.pk)


def _member(circle: Circle, pk: UUID) -> CircleMember:
    found: CircleMember = get_object_or_404(CircleMember.objects.filter(circle=circle), pk=pk)
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("network:circles", args=[request.coalition.slug])
