"""Meetings of circles: the list, one meeting with who comes, its file for calendars, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.meetings.calendar import PUBLISH, calendar_of_occasions
from comity.meetings.views.feeds import ICS
from comity.network.acts import circle_meetings as acts
from comity.network.circles import forms, lists, page, permissions, queries
from comity.network.circles.calendar import occasion_of
from comity.network.models import Circle, CircleMeeting
from comity.network.views.circles import find as find_circle
from comity.network.views.circles import own_row


def meetings(request: CoalitionRequest, circle: UUID) -> HttpResponseBase:
    """All meetings of a circle."""
    found = find_circle(request, circle)
    listing = lists.meetings(request, found)
    context = {"circle": found, "page": listing.page(), "barred": _barred(request, found)}
    return listing.export() or render(request, "network/circles/meetings.html", context)


def plan(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Plan one meeting, or a series."""
    found = find_circle(request, circle)
    require(_barred(request, found))
    start = {"every": found.every, "count": 6 if found.every else 1}

    def run(**said: Any) -> Any:
        return acts.plan_meetings(found, **said, by=request.capacity, at=now())

    return ask(
        request, forms.PlanForm(posted(request), initial=start), run, undo=False,
        then=_meetings(request, found), said=_("They are planned. Ten days before each, all members are asked."),
        heading=_("Plan meetings"), button=_("Plan them"), back=found.get_absolute_url(), lede=found.name,
    )  # fmt: skip


def meeting(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """One meeting."""
    found = find(request, circle_meeting)
    context = {"meeting": found, "circle": found.circle, "sheet": page.gathering(request, found, at=now())}
    return render(request, "network/circles/meeting.html", context)


@require_safe
def calendar(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """One meeting as a file for any calendar."""
    found = find(request, circle_meeting)
    occasion = occasion_of(found, link=page.belongs(request, found.circle))
    response = HttpResponse(calendar_of_occasions([occasion], method=PUBLISH, at=now()), content_type=ICS)
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@require_POST
def answer(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """Say whether one comes."""
    found = find(request, circle_meeting)
    acts.answer_meeting(found, request.POST.get("says", ""), by=request.capacity, at=now())
    toast(request, _("Your answer is noted. You can change it until it begins."))
    return redirect(found)


def edit(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """Change day, hour, place or what it is about."""
    found = find(request, circle_meeting)
    require(_barred(request, found.circle) or permissions.ahead(found, at=now()))
    begins = found.starts_at.astimezone(request.coalition.tz)
    start = {"on": begins.date(), "hour": begins.time(), "title": found.title, "minutes": found.minutes,
             "place": found.place, "link": found.link}  # fmt: skip
    return ask(
        request, forms.MeetingForm(posted(request), initial=start),
        lambda **said: acts.change_meeting(found, **said, by=request.capacity, at=now()), of=found, undo=False,
        names=acts.CHANGEABLE, then=found.get_absolute_url(), said=_("It is changed. Those who were asked are told."),
        heading=_("Change this meeting"), button=_("Save"), back=found.get_absolute_url(), lede=found.circle.name,
    )  # fmt: skip


def cancel(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """Call it off."""
    found = find(request, circle_meeting)
    require(_barred(request, found.circle) or permissions.ahead(found, at=now()))
    return ask(
        request, forms.WhyForm(posted(request)),
        lambda why: acts.cancel_meeting(found, why=why, by=request.capacity, at=now()), undo=False, danger=True,
        then=found.get_absolute_url(), said=_("It is off. Those who were asked are told."),
        heading=_("Call this meeting off?"), button=_("Call it off"), back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


def notes(request: CoalitionRequest, circle_meeting: UUID) -> HttpResponse:
    """Who was there, and what came of it."""
    found = find(request, circle_meeting)
    require(_barred(request, found.circle) or permissions.notable(found, at=now()))
    members = queries.members_of(found.circle, at=now())
    start = {"present": page.there(found, members), "notes": found.notes}
    return ask(
        request, forms.NotesForm(posted(request), initial=start, members=members),
        lambda present, **said: acts.note_meeting(found, present, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("It is noted."), undo=False, heading=_("Who was there?"),
        button=_("Note it"), back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


def find(request: CoalitionRequest, circle_meeting: UUID) -> CircleMeeting:
    """A meeting that the reader may know of."""
    found: CircleMeeting = get_object_or_404(queries.meetings_visible_to(request.standing), pk=circle_meeting)
    return found


def _barred(request: CoalitionRequest, circle: Circle) -> Any:
    return permissions.keeping(request.standing, request.capacity, circle, own_row(request, circle))


def _meetings(request: CoalitionRequest, circle: Circle) -> str:
    return reverse("network:circle-meetings", args=[request.coalition.slug, circle.pk])
