"""The live page of a meeting, and what is done on it: rounds, pairs, the queue, who has the floor."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.queries import visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms, forms_live
from comity.meetings.floor import with_floor
from comity.meetings.models import Meeting, MeetingState, Round, Turn
from comity.meetings.news import address_of, as_tag, coalition_of, fingerprint
from comity.meetings.permissions import leading, running
from comity.meetings.views.floor import LivePage
from comity.meetings.views.reading import met_barely


@require_safe
def live(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """The meeting as it goes on; one that is over is read on its own page."""
    found: Any = get_object_or_404(with_floor(request.standing), pk=meeting)
    if found.state in (MeetingState.ENDED, MeetingState.CANCELLED):
        return redirect(found)
    sheet = LivePage(found, request.standing, request.capacity, now())
    context = {
        "sheet": sheet, "meeting": found, "at": sheet.at, "note_form": forms.NoteForm(),
        "seen": as_tag(found.coalition_id, found.seq),
        "news": address_of(request.coalition.pk),
    }  # fmt: skip
    return render(request, "meetings/live.html", context)


@require_safe
@condition(etag_func=lambda request, token: fingerprint(coalition_of(token)))
def news(request: HttpRequest, token: str) -> HttpResponse:
    """Whether anything happened: 304 if not."""
    response = HttpResponse(b"", content_type="text/plain")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def begin_round(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Each speaks once, equally long."""
    found = _led(request, meeting)
    return ask(
        request, forms_live.RoundForm(posted(request)),
        partial(acts.start_round, found, by=request.capacity, at=now()), then=page_of(found), undo=False,
        heading=_("Begin a speaking round"), button=_("Begin the round"), back=page_of(found),
        lede=_("Each organisation speaks once, equally long and uninterrupted, before anybody speaks twice."),
    )  # fmt: skip


def begin_pairs(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """All talk in twos."""
    found = _led(request, meeting)
    return ask(
        request, forms_live.PairsForm(posted(request)),
        partial(acts.start_pairs, found, by=request.capacity, at=now()), then=page_of(found), undo=False,
        heading=_("Talk in pairs"), button=_("Form the pairs"), back=page_of(found),
        lede=_("Organisations that sat together before in this series are kept apart as far as that goes."),
    )  # fmt: skip


@require_POST
def end_round(request: CoalitionRequest, meeting: UUID, round: UUID) -> HttpResponse:
    """Back to talking freely."""
    acts.end_round(part(request, meeting, Round, round), by=request.capacity, at=now())
    return _back(request, meeting)


def give(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """The floor goes to the next, or to whom one names."""
    found = _led(request, meeting)
    return ask(
        request, forms_live.SpeakerForm(posted(request), **_offered(request)),
        partial(acts.give_floor, found, by=request.capacity, at=now()),
        then=page_of(found), undo=False, heading=_("Who speaks next?"), button=_("Give the floor"),
        back=page_of(found),
    )  # fmt: skip


def queue(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Ask to speak: for one’s own organisation; who leads, for any that is here."""
    found = met_barely(request, meeting)
    require(running(found))
    form = forms_live.WishForm(posted(request), **_offered(request))
    return ask(
        request, form, partial(acts.ask_to_speak, found, by=request.capacity, at=now()), then=page_of(found),
        undo=False, heading=_("Ask to speak"), button=_("Join the queue"), back=page_of(found),
        lede=_("Those who spoke least so far come first."),
    )  # fmt: skip


@require_POST
def end_turn(request: CoalitionRequest, meeting: UUID, turn: UUID) -> HttpResponse:
    """Thank you."""
    acts.end_turn(part(request, meeting, Turn, turn), by=request.capacity, at=now())
    return _back(request, meeting)


@require_POST
def longer(request: CoalitionRequest, meeting: UUID, turn: UUID) -> HttpResponse:
    """One minute more."""
    acts.lengthen_turn(part(request, meeting, Turn, turn), by=request.capacity, at=now())
    return _back(request, meeting)


@require_POST
def withdraw(request: CoalitionRequest, meeting: UUID, turn: UUID) -> HttpResponse:
    """Out of the queue."""
    acts.withdraw_wish(part(request, meeting, Turn, turn), by=request.capacity, at=now())
    toast(request, _("The wish to speak is taken back."))
    return _back(request, meeting)


def part(request: CoalitionRequest, meeting: UUID, model: type[Any], pk: UUID) -> Any:
    """A round or turn of a meeting that the reader may see."""
    there = met_barely(request, meeting)
    row = get_object_or_404(model.objects.filter(meeting=there), pk=pk)
    row.meeting = there
    return row


def page_of(meeting: Meeting) -> str:
    return reverse("meetings:live", args=[meeting.coalition.slug, meeting.pk])


def _back(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    return redirect("meetings:live", request.coalition.slug, meeting)


def _led(request: CoalitionRequest, meeting: UUID) -> Meeting:
    found = met_barely(request, meeting)
    require(leading(request.standing, request.capacity, found) or running(found))
    return found


def _offered(request: CoalitionRequest) -> dict[str, Any]:
    organisations = visible_organisations(request.standing).order_by("name")
    return {"organisations": organisations, "initial": {"organisation": request.capacity.organisation}}
