"""What all views here begin with: the thing as the reader may see it; 404 for what one may not know of."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from comity.coalitions.models import Body
from comity.coalitions.queries import body_rank, visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.meetings.models import AgendaItem, Meeting, Series
from comity.meetings.queries import read_one, visible_series, visible_to


def met(request: CoalitionRequest, meeting: UUID) -> Meeting:
    """The meeting with everything its page shows."""
    found = read_one(request.standing, meeting)
    if found is None:
        raise Http404
    return found


def met_barely(request: CoalitionRequest, meeting: UUID) -> Meeting:
    """The meeting alone."""
    rows = visible_to(request.standing).select_related("coalition", "body", "series")
    found: Meeting = get_object_or_404(rows, pk=meeting)
    return found


def met_item(request: CoalitionRequest, meeting: UUID, item: UUID) -> AgendaItem:
    """An item of it."""
    there = met_barely(request, meeting)
    rows = AgendaItem.objects.filter(meeting=there).select_related(
        "organisation", "for_body", "question__coalition", "question__body", "question__ratification__coalition"
    )
    found: AgendaItem = get_object_or_404(rows, pk=item)
    found.meeting = there
    return found


def met_series(request: CoalitionRequest, series: UUID) -> Series:
    """The series."""
    rows = visible_series(request.standing).select_related("coalition", "body")
    found: Series = get_object_or_404(rows, pk=series)
    return found


def bodies_to_lead(request: CoalitionRequest) -> Any:
    """The bodies for which the hat can plan meetings."""
    rows = visible_bodies(request.standing).filter(ended_on=None)
    if not request.standing.coordinates:
        rows = rows.filter(pk=request.capacity.body)
    return rows.order_by(body_rank(), "name")


def leads_any(request: CoalitionRequest) -> Body | None:
    """A body whose meetings the hat can lead, if there is one: its own comes first."""
    found: Body | None = bodies_to_lead(request).first() if request.capacity.body else None
    return found


def whence(request: CoalitionRequest, meeting: Meeting, otherwise: str) -> str:
    """Where one goes on: on the live page, if what was done was done there."""
    if not request.POST.get("live"):
        return otherwise
    return reverse("meetings:live", args=[request.coalition.slug, meeting.pk])
