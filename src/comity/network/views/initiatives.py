"""Initiatives of several sectors: begun, joined, spoken in, agreed, carried on, ended."""

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
from comity.coalitions.asking import ask, posted
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.network.acts import initiatives as acts
from comity.network.circles.queries import ideas_visible_to
from comity.network.models import Initiative
from comity.network.permissions import reporting
from comity.network.rungs import initiative_lists as lists
from comity.network.rungs.initiative_forms import EndForm, InitiativeForm, ProblemForm, SeatForm
from comity.network.rungs.initiative_page import InitiativeSheet
from comity.network.rungs.initiative_queries import initiatives_visible_to


def initiatives(request: CoalitionRequest) -> HttpResponseBase:
    """All initiatives."""
    listing = lists.initiatives(request)
    context = {"page": listing.page(), "barred": reporting(request.standing, request.capacity)}
    return listing.export() or render(request, "network/rungs/initiatives.html", context)


def start(request: CoalitionRequest) -> HttpResponse:
    """Begin one, with one's own organisation in the first seat."""
    require(reporting(request.standing, request.capacity))
    others = members_of(request.coalition.pk).exclude(pk=request.capacity.spoken_for).order_by("sort_name")
    return ask(
        request, InitiativeForm(posted(request), others=others),
        lambda **said: acts.start_initiative(by=request.capacity, at=now(), **said),
        then=lambda made: made.get_absolute_url(), said=_("It has begun. Those invited are asked by mail."), undo=False,
        heading=_("Which problem do you take on with other sectors?"), button=_("Begin it"), back=_all(request),
        lede=_("Trust comes first, then one problem that all agree on, then a plan, then work."),
    )  # fmt: skip


def initiative(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """One initiative."""
    found = find_initiative(request, initiative)
    sheet = InitiativeSheet(found, request.standing, request.capacity, now().astimezone(request.coalition.tz).date())
    joining = reporting(request.standing, request.capacity)
    context = {
        "initiative": found, "sheet": sheet, "lines": history(request, found.pk, limit=30),
        "may_join": sheet.barred is not None and joining is None and not sheet.over,
        "idea": ideas_visible_to(request.standing).filter(initiative=found.pk).first(),
    }  # fmt: skip
    return render(request, "network/rungs/initiative.html", context)


def speak(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Say what one's own organisation tried, sees and puts aside."""
    found, sheet = _seated(request, initiative)
    seat: Any = sheet.mine.seat  # type: ignore[union-attr]
    start = {name: getattr(seat, name) for name in ("solo", "definition", "aside")}
    return ask(
        request, SeatForm(posted(request), initial=start),
        lambda **said: acts.write_seat(found, by=request.capacity, at=now(), **said), of=seat,
        then=found.get_absolute_url(), said=_("It stands there for all to read."), undo=False,
        heading=_("What does your organisation say?"), button=_("Save"), back=found.get_absolute_url(),
        lede=found.title,
    )  # fmt: skip


def problem(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Write the common text."""
    found, sheet = _seated(request, initiative)
    return ask(
        request, ProblemForm(posted(request), initial={"problem": found.problem}),
        lambda **said: acts.write_problem(found, by=request.capacity, at=now(), **said), of=found,
        then=found.get_absolute_url(), said=_("All others are asked whether they agree."), undo=False,
        template="network/rungs/problem.html", heading=_("One text that all can agree on"), button=_("Put it to all"),
        back=found.get_absolute_url(), lede=found.title, chairs=sheet.chairs,
    )  # fmt: skip


def end(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """End it, with the reason."""
    found, _sheet = _seated(request, initiative)
    return ask(
        request, EndForm(posted(request)),
        lambda why: acts.end_initiative(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The initiative has ended."), undo=False,
        heading=_("End this initiative?"), button=_("End it"), back=found.get_absolute_url(), lede=found.title,
        danger=True,
    )  # fmt: skip


@require_POST
def join(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Take a seat."""
    found = acts.take_seat(find_initiative(request, initiative), by=request.capacity, at=now())
    return _back(request, found, _("Your organisation sits there now."))


@require_POST
def leave(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Give the seat up."""
    found = acts.leave_seat(find_initiative(request, initiative), by=request.capacity, at=now())
    return _back(request, found, _("Your organisation no longer sits there."))


@require_POST
def ready(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Trust is there."""
    found = acts.say_ready(find_initiative(request, initiative), by=request.capacity, at=now())
    return _back(request, found, _("It is noted that you are ready."))


@require_POST
def agree(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Agree to the text as it was read."""
    number = request.POST.get("number", "")
    found = acts.agree_problem(
        find_initiative(request, initiative), int(number) if number.isdecimal() and len(number) < 9 else 0,
        by=request.capacity, at=now(),
    )  # fmt: skip
    return _back(request, found, _("Your organisation agrees."))


@require_POST
def move(request: CoalitionRequest, initiative: UUID) -> HttpResponse:
    """Open the next phase."""
    found = acts.move_on(find_initiative(request, initiative), by=request.capacity, at=now())
    return _back(request, found, _("The next phase is open."))


def find_initiative(request: CoalitionRequest, initiative: UUID) -> Initiative:
    """The initiative of that id, as far as the reader may know of it."""
    found: Initiative = get_object_or_404(initiatives_visible_to(request.standing), pk=initiative)
    return found


def _seated(request: CoalitionRequest, initiative: UUID) -> tuple[Initiative, InitiativeSheet]:
    """The initiative, for who speaks for one of its seats; Refused for others."""
    found = find_initiative(request, initiative)
    sheet = InitiativeSheet(found, request.standing, request.capacity, now().astimezone(request.coalition.tz).date())
    require(sheet.barred)
    return found, sheet


def _back(request: CoalitionRequest, initiative: Initiative, said: str) -> HttpResponse:
    toast(request, said)
    return redirect(initiative)


def _all(request: CoalitionRequest) -> str:
    return reverse("network:initiatives", args=[request.coalition.slug])
