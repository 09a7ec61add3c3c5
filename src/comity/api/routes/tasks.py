"""Tasks: given, confirmed, done."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.holding import HOLDER, thing_given, without_holder
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.tasks import TaskShape, task_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.tasks import acts
from comity.tasks.forms import DeclineForm, NewTaskForm, OwnerForm, TaskForm
from comity.tasks.lists import tasks as listed
from comity.tasks.lists import today_in
from comity.tasks.models import Task
from comity.tasks.views.deeds import choices
from comity.tasks.views.pages import find

router = Router(tags=["tasks"])
ALL = f"{AT}/tasks"
ONE = f"{ALL}/{{uuid:task}}"
NEW = bodies.body("NewTask", NewTaskForm, **HOLDER)
CHANGES = bodies.body("TaskChanges", TaskForm, optional=None)
OWNER = bodies.body("TaskOwner", OwnerForm)
DECLINED = bodies.body("TaskDeclined", DeclineForm)
STATES = Literal["open", "overdue", "given", "declined", "done", "dropped"]


class TasksAsked(lists.Asked):
    """What the list can be asked."""

    whose: Literal["mine", "given"] | None = Field(None, description="Those of mine and ours, or those I gave.")
    organisation: UUID | None = Field(None, description="Only those of this organisation.")
    body: UUID | None = Field(None, description="Only those that belong to this body.")
    state: STATES | None = Field(None, description="Only these; what is over is listed only when it is asked for.")


@reading(router, ALL, says=_("List tasks"), answers=lists.list_of(TaskShape), lists="tasks", asks=TasksAsked)
def tasks(request: Call, asked: TasksAsked) -> Any:
    """All tasks one may know of, those due soonest first."""
    today = today_in(request)
    return lists.part(request, listed(request), asked, lambda row: task_shape(row, today))


@deed(router, ALL, says=_("Give a task"), act="tasks.task.given", takes=NEW, answers=TaskShape, status=201)
def give(request: Call, given: Given) -> Any:
    """To an organisation, a person, or a person for an organisation. They are asked by mail whether they do it."""
    thing = thing_given(request, given)
    said = bodies.read_by(NewTaskForm, without_holder(given), **choices(request))
    return _shape(request, acts.give_task(thing=thing, by=request.capacity, at=now(), **said))


@reading(router, ONE, says=_("Read one task"), answers=TaskShape)
def task(request: Call, task: UUID) -> Any:
    """What, who, until when, and where it stands."""
    return _shape(request, find(request, task))


@deed(router, ONE, says=_("Change a task"), act="tasks.task.changed", method="PATCH", takes=CHANGES,
      answers=TaskShape, versioned=True)  # fmt: skip
def change(request: Call, task: UUID, given: Given, read: Version | None) -> Any:
    """Its words and its day. Send only what changes. The owner is told of another day."""
    found = find(request, task)
    stands = {name: getattr(found, name) for name in acts.EDITABLE}
    answers = bodies.read_by(TaskForm, stands | given.model_dump(exclude_unset=True))
    return _shape(request, acts.change_task(found, by=request.capacity, at=now(), read=read, **answers))


@deed(router, f"{ONE}/accept", says=_("Confirm a task"), act="tasks.task.accepted", answers=TaskShape)
def accept(request: Call, task: UUID) -> Any:
    """Say yes to a task of your own or of your organisation."""
    return _shape(request, acts.accept_task(find(request, task), by=request.capacity, at=now()))


@deed(router, f"{ONE}/decline", says=_("Decline a task"), act="tasks.task.declined", takes=DECLINED, answers=TaskShape)
def decline(request: Call, task: UUID, given: Given) -> Any:
    """Say no, and why; whoever gave it is told."""
    why = bodies.cleaned(DeclineForm, given)["why"]
    return _shape(request, acts.decline_task(find(request, task), why=why, by=request.capacity, at=now()))


@deed(router, f"{ONE}/done", says=_("Finish a task"), act="tasks.task.done", answers=TaskShape)
def done(request: Call, task: UUID) -> Any:
    """It is done; whoever gave it is told."""
    return _shape(request, acts.finish_task(find(request, task), by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopen", says=_("Take a task up again"), act="tasks.task.reopened", answers=TaskShape)
def reopen(request: Call, task: UUID) -> Any:
    """It is not done after all, or is needed after all."""
    return _shape(request, acts.reopen_task(find(request, task), by=request.capacity, at=now()))


@deed(router, f"{ONE}/hand-over", says=_("Hand a task over"), act="tasks.task.handed_over", takes=OWNER,
      answers=TaskShape)  # fmt: skip
def hand_over(request: Call, task: UUID, given: Given) -> Any:
    """To another owner, who is asked whether they do it."""
    said = bodies.cleaned(OwnerForm, given, **choices(request))
    return _shape(request, acts.hand_over(find(request, task), by=request.capacity, at=now(), **said))


@deed(router, f"{ONE}/drop", says=_("Drop a task"), act="tasks.task.dropped", answers=TaskShape)
def drop(request: Call, task: UUID) -> Any:
    """Nobody needs to do it any more."""
    return _shape(request, acts.drop_task(find(request, task), by=request.capacity, at=now()))


def _shape(request: Call, task: Task) -> TaskShape:
    return task_shape(task, today_in(request))
