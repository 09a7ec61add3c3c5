"""Taking a step with a task back within ten minutes: for each act its compensating act."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.people.models import Organisation, Person
from comity.tasks.acts import drop_task, hand_over, reopen_task
from comity.tasks.models import Task


def _task(entry: Entry) -> Task:
    found: Task = Task.objects.get(pk=entry.ids_of("tasks.task")[0])
    return found


def given(entry: Entry, *, by: Capacity, at: datetime) -> Task:
    """The task is dropped."""
    return drop_task(_task(entry), by=by, at=at)


def ended(entry: Entry, *, by: Capacity, at: datetime) -> Task:
    """The task is taken up again."""
    return reopen_task(_task(entry), by=by, at=at)


def handed_over(entry: Entry, *, by: Capacity, at: datetime) -> Task:
    """The task goes back to whose it was, who is asked anew."""
    facts: dict[str, Any] = json.loads(entry.text)["facts"]
    organisation = Organisation.objects.filter(pk=facts["organisation_before"]).first()
    person = Person.objects.filter(pk=facts["person_before"]).first()
    return hand_over(_task(entry), organisation=organisation, person=person, by=by, at=at)


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "tasks.task.given": given,
    "tasks.task.done": ended,
    "tasks.task.dropped": ended,
    "tasks.task.handed_over": handed_over,
}
