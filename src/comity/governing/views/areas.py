"""Who does what: the table with its heat map, one area, and what organisations are good at."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
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
from comity.coalitions.forms.people import SureForm
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.core.duties import Part
from comity.governing.acts import areas as acts
from comity.governing.areas import forms, lists, permissions
from comity.governing.areas.queries import (
    Sheet,
    areas_visible_to,
    competences_visible_to,
    duties_visible_to,
    heat,
    with_parts,
)
from comity.governing.models import Area, State

#: how many organisations and areas the heat map draws
WIDEST, LONGEST = 60, 60


def areas(request: CoalitionRequest) -> HttpResponseBase:
    """The table of areas, and above it the map of who has which part."""
    members: list[Any] = list(members_of(request.coalition.pk))
    listing = lists.areas(request, members)
    if file := listing.export():
        return file
    drawn = heat(listing.rows[:LONGEST], members[:WIDEST])
    context = {
        "page": listing.page(), "members": members[:WIDEST], "heat": drawn,
        "barred": permissions.naming(request.standing, request.capacity),
    }  # fmt: skip
    return render(request, "governing/areas/areas.html", context)


def area(request: CoalitionRequest, area: UUID) -> HttpResponse:
    """One area: who has which part, what is unclear, and who could take it."""
    found = _found(request, area)
    standing, by = request.standing, request.capacity
    barred = permissions.naming(standing, by)
    context = {
        "area": found, "sheet": Sheet(found, standing), "barred": barred,
        "ordering": coordinating(standing, at=now()) is None,
        "own": by.organisation, "waiting": _waiting(found),
        "lines": history(request, found.pk, *(duty.pk for duty in found.standing_duties), limit=30),
    }  # fmt: skip
    return render(request, "governing/areas/area.html", context)


def name_area(request: CoalitionRequest) -> HttpResponse:
    """Name an area."""
    require(permissions.naming(request.standing, request.capacity))
    return ask(
        request, forms.AreaForm(posted(request)),
        lambda **given: acts.name_area(**given, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("The area is named. Now say who has which part."),
        heading=_("Name an area"), button=_("Name it"), back=_all(request),
        lede=_("A piece of the common work that somebody should decide on and do."),
    )  # fmt: skip


def change_area(request: CoalitionRequest, area: UUID) -> HttpResponse:
    """Change an area."""
    found = _ordered(request, area)
    first = {"name": found.name, "words": found.words, "needs": found.needs}
    return ask(
        request, forms.AreaForm(posted(request), initial=first),
        lambda **given: acts.change_area(found, by=request.capacity, at=now(), **given),
        then=found.get_absolute_url(), said=_("The area is changed."), of=found,
        heading=_("Change the area"), button=_("Keep the changes"), back=found.get_absolute_url(),
    )  # fmt: skip


def close_area(request: CoalitionRequest, area: UUID) -> HttpResponse:
    """Close an area."""
    found = _ordered(request, area)
    return ask(
        request, SureForm(posted(request)), lambda **_given: acts.close_area(found, by=request.capacity, at=now()),
        then=_all(request), said=_("The area is closed."), heading=_("Close {name}?").format(name=found.name),
        button=_("Close the area"), back=found.get_absolute_url(), danger=True,
        lede=_("It leaves the table. What was said of it stays in the record."),
    )  # fmt: skip


def claim_part(request: CoalitionRequest, area: UUID) -> HttpResponse:
    """Say which part an organisation has in an area."""
    found = _found(request, area)
    by, members = request.capacity, members_of(request.coalition.pk)
    require(permissions.naming(request.standing, by))
    form: Any = (
        forms.PartForm(posted(request)) if by.organisation
        else forms.PartOfForm(posted(request), organisations=members)
    )  # fmt: skip

    def run(part: str, organisation: Any = None) -> Any:
        whose = organisation or members.get(pk=by.spoken_for)
        return acts.claim_part(found, Part(part), organisation=whose, by=by, at=now())

    return ask(
        request, form, run, then=found.get_absolute_url(), said=_("It is noted."), back=found.get_absolute_url(),
        heading=_("Which part in {area}?").format(area=found.name), button=_("Say so"),
        lede=_("If two decide or do the same, the table shows it as contested, and you can settle it together."),
    )  # fmt: skip


@require_POST
def drop_part(request: CoalitionRequest, area: UUID, duty: UUID) -> HttpResponse:
    """Give a part up."""
    rows = duties_visible_to(request.standing).select_related("area__coalition", "organisation")
    found = get_object_or_404(rows, pk=duty, area=area)
    acts.drop_part(found, by=request.capacity, at=now())
    toast(request, _("It is noted."), undo_url(request, found))
    return redirect(found.area.get_absolute_url())


@require_POST
def put_area(request: CoalitionRequest, area: UUID) -> HttpResponse:
    """Draft a question about what is unclear, in one click."""
    found = _found(request, area)
    try:
        put = acts.put_area(found, by=request.capacity, at=now())
    except ValidationError as error:
        toast(request, " ".join(error.messages))
        return redirect(found.get_absolute_url())
    assert put.question is not None
    toast(request, _("A question is drafted. Nobody is asked before you open it."))
    return redirect(put.question)


# ── what we are good at ──


def competences(request: CoalitionRequest) -> HttpResponseBase:
    """What each organisation says it is good at, one's own to be taken back."""
    listing = lists.competences(request)
    own = competences_visible_to(request.standing).filter(organisation=request.capacity.organisation)
    context = {
        "page": listing.page(), "own": own.order_by("key") if request.capacity.organisation else [],
        "barred": permissions.stating(request.standing, request.capacity),
    }  # fmt: skip
    return listing.export() or render(request, "governing/areas/competences.html", context)


def state_competence(request: CoalitionRequest) -> HttpResponse:
    """Say what one's organisation is good at."""
    require(permissions.stating(request.standing, request.capacity))
    back = reverse("governing:competences", args=[request.coalition.slug])
    return ask(
        request, forms.CompetenceForm(posted(request)),
        lambda **given: acts.state_competence(**given, by=request.capacity, at=now()),
        then=back, said=_("It is noted."), heading=_("What are we good at?"), button=_("Say so"), back=back,
        lede=_("Saying the same again replaces what you said before."),
    )  # fmt: skip


@require_POST
def withdraw_competence(request: CoalitionRequest, competence: UUID) -> HttpResponse:
    """Take back what one's organisation said."""
    found = get_object_or_404(competences_visible_to(request.standing), pk=competence)
    acts.withdraw_competence(found, by=request.capacity, at=now())
    toast(request, _("It is noted."), undo_url(request, found))
    return redirect(reverse("governing:competences", args=[request.coalition.slug]))


def _found(request: CoalitionRequest, area: UUID) -> Any:
    return get_object_or_404(with_parts(areas_visible_to(request.standing), request.coalition.pk), pk=area)


def _ordered(request: CoalitionRequest, area: UUID) -> Any:
    found = _found(request, area)
    require(coordinating(request.standing, at=now()))
    return found


def _waiting(area: Area) -> bool:
    """Whether a question about it is drafted or open."""
    return area.question is not None and area.question.reads(now()) in (State.DRAFT, State.OPEN)


def _all(request: CoalitionRequest) -> str:
    return reverse("governing:areas", args=[request.coalition.slug])
