"""Our path: stages, eight steps and sixteen activities, as the records show them; and asking about a stage."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.models import Stage
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice import journey
from comity.journey import acts
from comity.journey.continuum import continuum
from comity.journey.drawing import drawn
from comity.journey.forms import StageForm
from comity.journey.permissions import fits, proposing
from comity.journey.queries import Path, path_of
from comity.journey.showing import counted, stages
from comity.journey.words import ACTIVITIES, STEPS

#: how long members have to answer, unless another day is chosen
USUAL = timedelta(days=14)


def path(request: CoalitionRequest) -> HttpResponse:
    """The stage, and the eight steps with what shows each."""
    found = path_of(request.standing, request.coalition)
    parts = found.parts(journey.STEPS, STEPS)
    context = {
        "path": found, "parts": parts, "counted": counted(parts), "stages": stages(found),
        "barred": proposing(request.standing, request.capacity) or (fits(found, found.next) if found.next else None),
        "speaks": proposing(request.standing, request.capacity) is None,
    }  # fmt: skip
    return render(request, "journey/path.html", context)


def activities(request: CoalitionRequest) -> HttpResponse:
    """The sixteen activities with what shows each."""
    found = path_of(request.standing, request.coalition)
    parts = found.parts(journey.ACTIVITIES, ACTIVITIES)
    return render(request, "journey/activities.html", {"parts": parts, "counted": counted(parts)})


def whose(request: CoalitionRequest) -> HttpResponse:
    """Between improvement and empowerment: the facts of today, the way here, and what would move it."""
    started = day_of(request.coalition.started_at)
    found = continuum(started, day_of(now()))
    context = {"found": found, "picture": drawn(found.points) if found.points else None}
    return render(request, "journey/continuum.html", context)


def stage(request: CoalitionRequest) -> HttpResponse:
    """Ask the members about a stage."""
    require(proposing(request.standing, request.capacity))
    found = path_of(request.standing, request.coalition)
    form = StageForm(posted(request), stages=_choices(found), until=now() + USUAL)
    return ask(
        request, form, lambda stage, **given: _propose(request, stage, given),
        then=lambda row: row.vote.get_absolute_url(), said=_("The members are asked."), undo=False,
        heading=_("Which stage are we in?"), button=_("Ask the members"), back=_back(request),
        lede=_("Entering a stage is a decision of all members. An earlier one can be entered again, too."),
    )  # fmt: skip


def _propose(request: CoalitionRequest, stage: str, given: dict[str, Any]) -> Any:
    return acts.propose_stage(Stage(stage), by=request.capacity, at=now(), **given)


def _choices(found: Path) -> list[tuple[str, Any]]:
    """The stages that can be asked about now, the furthest first."""
    return [(one.value, one.label) for one in reversed(Stage) if fits(found, one) is None]


def _back(request: CoalitionRequest) -> str:
    return reverse("inside:path", args=[request.coalition.slug])
