"""The pages of one meeting: planned, shown, changed, called, moved, cancelled."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.meetings import acts, forms
from comity.meetings.models import Told
from comity.meetings.permissions import leading
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import bodies_to_lead, met, met_barely
from comity.meetings.views.register import planning


def meeting(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """One meeting: when and where, who comes, the agenda, by which rules."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    form = forms.ReplyForm(initial=_reply_of(sheet))
    context = {"sheet": sheet, "meeting": found, "at": sheet.at, "form": form}
    context["note_form"] = forms.NoteForm()
    return render(request, "meetings/meeting.html", context | {"lines": history(request, found.pk, limit=30)})


def new(request: CoalitionRequest) -> HttpResponse:
    """Plan a single meeting."""
    require(planning(request))
    form = forms.NewMeetingForm(
        posted(request), bodies=bodies_to_lead(request), initial={"body": request.capacity.body}
    )
    return ask(
        request, form, partial(acts.plan_meeting, by=request.capacity, at=now()),
        then=lambda one: one.get_absolute_url(),
        said=_("The meeting is planned. Nobody is told before you call it."), heading=_("Plan a meeting"),
        lede=_("For a meeting outside any series. What is decided in it counts only if all were told in time."),
        button=_("Plan it"), back=reverse("meetings:register", args=[request.coalition.slug]),
    )  # fmt: skip


def edit(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Change anything but its time."""
    found = met_barely(request, meeting)
    require(leading(request.standing, request.capacity, found))
    free = acts.changeable(found)
    return ask(
        request,
        forms.DetailsForm(
            posted(request), initial={name: getattr(found, name) for name in free}, standing=acts.DETAILS - free
        ),
        partial(acts.change_meeting, found, by=request.capacity, at=now()), of=found, then=found.get_absolute_url(),
        said=_("The meeting is changed."), undo=False, heading=_("Change {name}").format(name=found.name),
        lede=_("Once all were called, they are told by mail of another place, link, title or length."),
        button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def call(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Send the agenda to all; whether that is in time is said before."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.no_lead)
    return ask(
        request, SureForm(posted(request)), lambda: acts.call_meeting(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("All were told. Who was told stands on the page of the meeting."),
        undo=False, template="meetings/call.html", sheet=sheet, meeting=found, at=sheet.at,
        back=found.get_absolute_url(),
        heading=_("Call {name}?").format(name=found.name), button=_("Send the agenda to all"),
    )  # fmt: skip


def move(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Move it to another time."""
    found = met_barely(request, meeting)
    require(leading(request.standing, request.capacity, found))
    form = forms.MoveForm(posted(request), initial={"starts_at": found.starts_at})
    return ask(
        request, form, lambda **given: acts.move_meeting(found, by=request.capacity, at=now(), **given),
        then=found.get_absolute_url(), said=_("The meeting is moved."), undo=False,
        heading=_("Move {name}").format(name=found.name),
        lede=_("Once all were called, they are told at once and asked anew whether they come."),
        button=_("Move it"), back=found.get_absolute_url(),
    )  # fmt: skip


def cancel(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Cancel it, with the reason that all get."""
    found = met_barely(request, meeting)
    require(leading(request.standing, request.capacity, found))
    return ask(
        request, forms.WhyForm(posted(request)), partial(acts.cancel_meeting, found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The meeting is cancelled."), undo=False, danger=True,
        heading=_("Cancel {name}?").format(name=found.name), button=_("Cancel the meeting"),
        lede=_("This can’t be taken back. Those who were called get your reason by mail."),
        back=found.get_absolute_url(),
    )  # fmt: skip


def told(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Who was told of what, and when: the proof that nobody was passed by."""
    found = met_barely(request, meeting)
    rows = Told.objects.filter(meeting=found).select_related("organisation", "person").order_by("at", "pk")
    sheet = Sheet(found, request.standing, request.capacity, now())
    return render(
        request, "meetings/told.html", {"meeting": found, "rows": rows, "sheet": sheet, "at": sheet.at}
    )


def _reply_of(sheet: Sheet) -> dict[str, str]:
    own = sheet.own
    return {"reply": own.reply, "deputy": own.deputy, "words": own.words} if own else {}
