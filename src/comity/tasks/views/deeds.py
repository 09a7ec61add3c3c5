"""What can be done with tasks: a form or a button each, leading to one act."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.held import adding, place_of, thing_asked_for
from comity.coalitions.queries import acting_people, members_of
from comity.coalitions.requests import CoalitionRequest
from comity.tasks import acts, permissions
from comity.tasks.forms import DeclineForm, NewTaskForm, OwnerForm, TaskForm
from comity.tasks.models import Task
from comity.tasks.views.pages import find


def new(request: CoalitionRequest) -> HttpResponse:
    """Give a task that belongs to a thing, or to the coalition."""
    thing = thing_asked_for(request)
    require(adding(request, thing))
    place = place_of(thing)
    return ask(
        request, NewTaskForm(posted(request), **choices(request)),
        lambda **answers: acts.give_task(thing=thing, by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(),
        said=_("The task is given. They are asked by mail whether they do it."),
        heading=_("Give a task"), button=_("Give the task"), lede=f"{place.kind}: {place.title}",
        back=place.url if request.GET.get("to") else reverse("tasks:tasks", args=[request.coalition.slug]),
    )  # fmt: skip


def edit(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """Change its words or its day."""
    found = find(request, task)
    require(permissions.managing(request.standing, request.capacity, found))
    start = {name: getattr(found, name) for name in ("title", "text", "due_on")}
    return ask(
        request, TaskForm(posted(request), initial=start),
        lambda **answers: acts.change_task(found, by=request.capacity, at=now(), **answers), of=found,
        then=found.get_absolute_url(), said=_("The task is changed."), undo=False,
        heading=_("Change this task"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def decline(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """Say no, and why."""
    found = find(request, task)
    require(permissions.owning(request.standing, request.capacity, found))
    return ask(
        request, DeclineForm(posted(request)),
        lambda why: acts.decline_task(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("Thank you for saying so. Whoever gave it looks for another way."),
        heading=_("We can’t do this"), button=_("Decline"), lede=found.title, back=found.get_absolute_url(),
    )  # fmt: skip


def hand_over(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """Give it to somebody else."""
    found = find(request, task)
    require(permissions.carrying(request.standing, request.capacity, found))
    start = {"organisation": found.organisation_id, "person": found.person_id}
    return ask(
        request, OwnerForm(posted(request), initial=start, **choices(request)),
        lambda **answers: acts.hand_over(found, by=request.capacity, at=now(), **answers), of=found,
        then=found.get_absolute_url(), said=_("It is handed over. They are asked by mail whether they do it."),
        heading=_("Hand it over"), button=_("Hand it over"), lede=found.title, back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def accept(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """Say yes."""
    found = find(request, task)
    acts.accept_task(found, by=request.capacity, at=now())
    return _onward(request, found, _("It is yours. Thank you."))


@require_POST
def done(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """It is done."""
    return _carried(request, task, acts.finish_task, _("Done. Thank you."))


@require_POST
def reopen(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """It is not done after all."""
    return _carried(request, task, acts.reopen_task, _("The task is taken up again."))


@require_POST
def drop(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """Nobody needs to do it any more."""
    found = find(request, task)
    acts.drop_task(found, by=request.capacity, at=now())
    return _onward(request, found, _("The task is dropped. They are told."))


def choices(request: CoalitionRequest) -> dict[str, Any]:
    """To whom a task can be given."""
    today = day_of(now())
    return {
        "organisations": members_of(request.coalition.pk).order_by("sort_name"),
        "people": acting_people(request.standing, on=today),
    }


def _carried(request: CoalitionRequest, task: UUID, run: Callable[..., Any], said: str) -> HttpResponse:
    found = find(request, task)
    run(found, by=request.capacity, at=now())
    return _onward(request, found, said)


def _onward(request: CoalitionRequest, task: Task, said: str) -> HttpResponse:
    toast(request, said, undo_url(request, task))
    return redirect(task)
