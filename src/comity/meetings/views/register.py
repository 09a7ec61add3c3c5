"""All meetings and series, the next ones on top."""

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.officers import factor_missing
from comity.coalitions.permissions import hidden
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import lists, queries, sheets
from comity.meetings.models import AHEAD, MeetingState
from comity.meetings.permissions import FORGOTTEN

#: how many of the next stand on top
NEXT = 3


def register(request: CoalitionRequest) -> HttpResponseBase:
    """The next meetings, then all, to search and filter."""
    listing, at = lists.meetings(request), now()
    ahead = Q(state=MeetingState.RUNNING) | Q(state__in=AHEAD, starts_at__gt=at - FORGOTTEN)
    rows = queries.with_counts(queries.visible_to(request.standing)).filter(ahead)
    context = {"next": rows.order_by("starts_at", "pk")[:NEXT], "at": at, "barred": planning(request)}
    return listing.export() or render(request, "meetings/register.html", context | {"page": listing.page()})


def all_series(request: CoalitionRequest) -> HttpResponseBase:
    """Every series, running or ended."""
    listing = lists.series(request)
    context = {"barred": planning(request), "unbegun": sheets.unbegun()[:20]}
    return listing.export() or render(request, "meetings/all_series.html", context | {"page": listing.page()})


def planning(request: CoalitionRequest) -> Reason | None:
    """Whether this hat can plan any meeting, asked before a body is chosen."""
    standing, by = request.standing, request.capacity
    if not standing.inside:
        return hidden()
    if by.body is not None:
        return factor_missing(standing, at=now()) if standing.coordinates else None
    if standing.bodies:
        return Reason(_("Meetings are planned for a body."), _("Choose its hat above."))
    return Reason(
        _("You don’t lead the meetings of any body."), _("Who chairs one, or a coordinator, can plan them.")
    )
