"""Ideas of circles: the list, one idea with who would take part, and what becomes of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import circle_ideas as acts
from comity.network.circles import forms, lists, page, permissions, queries
from comity.network.models import Circle, CircleIdea
from comity.network.views.circles import find_read, own_row


def ideas(request: CoalitionRequest, circle: UUID) -> HttpResponseBase:
    """All ideas of a circle."""
    found = find_read(request, circle)
    listing = lists.ideas(request, found)
    context = {"circle": found, "page": listing.page(), "barred": _barred(request, found)}
    return listing.export() or render(request, "network/circles/ideas.html", context)


def new(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Raise an idea."""
    found = find_read(request, circle)
    require(_barred(request, found))
    return ask(
        request, forms.IdeaForm(posted(request)),
        lambda **said: acts.raise_idea(found, **said, by=request.capacity, at=now()), undo=False,
        then=lambda made: made.get_absolute_url(), said=_("The idea stands here. Others can say that they take part."),
        heading=_("Raise an idea"), button=_("Raise it"), back=found.get_absolute_url(),
        lede=_("Something that several of you could take on. Write it so that others can say yes."),
    )  # fmt: skip


def idea(request: CoalitionRequest, circle_idea: UUID) -> HttpResponse:
    """One idea."""
    found = find(request, circle_idea)
    return render(request, "network/circles/idea.html", {"idea": found, "sheet": page.thought(request, found)})


@require_POST
def support(request: CoalitionRequest, circle_idea: UUID) -> HttpResponse:
    """Say that one's organisation would take part, or no longer."""
    found = find(request, circle_idea)
    yes = request.POST.get("says") != "no"
    acts.support_idea(found, yes, by=request.capacity, at=now())
    toast(request, _("It is noted that you would take part.") if yes else _("It is noted that you would not."))
    return redirect(found)


def promote(request: CoalitionRequest, circle_idea: UUID) -> HttpResponse:
    """Make it an initiative."""
    found = find(request, circle_idea)
    require(_keeping(request, found.circle) or permissions.waiting(found))
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.promote_idea(found, by=request.capacity, at=now()),
        then=lambda made: made.initiative.get_absolute_url(), undo=False,
        said=_("It is an initiative now. Those who would take part are asked to take a seat."),
        heading=_("Make it an initiative?"), button=_("Make it one"), back=found.get_absolute_url(),
        lede=_("All members of the coalition can read its title then. You take the first seat for your organisation."),
    )  # fmt: skip


def drop(request: CoalitionRequest, circle_idea: UUID) -> HttpResponse:
    """Nothing comes of it for now."""
    found = find(request, circle_idea)
    own = found.person_id == request.person.pk
    require((_barred if own else _keeping)(request, found.circle) or permissions.waiting(found))
    return ask(
        request, forms.WhyForm(posted(request)),
        lambda why: acts.drop_idea(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The idea is dropped. It stays here to be read."),
        heading=_("Drop this idea?"), button=_("Drop it"), back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


@require_POST
def again(request: CoalitionRequest, circle_idea: UUID) -> HttpResponse:
    """Take a dropped idea up again."""
    found = find(request, circle_idea)
    acts.drop_idea(found, again=True, by=request.capacity, at=now())
    toast(request, _("The idea is open again."))
    return redirect(found)


def find(request: CoalitionRequest, circle_idea: UUID) -> CircleIdea:
    """An idea that the reader may know of."""
    found: CircleIdea = get_object_or_404(queries.ideas_visible_to(request.standing), pk=circle_idea)
    return found


def _barred(request: CoalitionRequest, circle: Circle) -> Any:
    return permissions.taking_part(request.standing, request.capacity, circle, own_row(request, circle))


def _keeping(request: CoalitionRequest, circle: Circle) -> Any:
    return permissions.keeping(request.standing, request.capacity, circle, own_row(request, circle))
