"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.merging import on_merge
from comity.coalitions.panels import body_panels
from comity.coalitions.standing import Standing
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.people.models import Organisation
from comity.tasks import jobs, queries, telling, together
from comity.tasks.linked import answer_by_link
from comity.tasks.models import OPEN, Task
from comity.tasks.panels import of_body
from comity.tasks.undoing import UNDO

#: kinds of mail this room writes
KINDS = {
    "tasks.given": gettext_lazy("Tasks that wait for a yes"),
    "tasks.reminder": gettext_lazy("Tasks that are due soon, or still open"),
    "tasks.changed": gettext_lazy("A task has another day, or is dropped"),
    "tasks.answered": gettext_lazy("What became of tasks I gave"),
}


def register() -> None:
    """Fill the registries."""
    registry.together.register("tasks", together.worked)
    registry.search.register("tasks.task", registry.Searchable(Task, gettext_lazy("Tasks"), document, rows))
    about = gettext_lazy("Each task: whose it is, until when, what it belongs to, and what became of it.")
    registry.export.register("tasks", registry.Exportable(gettext_lazy("Tasks"), table, about))
    registry.digest.register("tasks", digest_lines)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    for kind, label in KINDS.items():
        register_kind(kind, label)
    on_merge.append(move_along)
    body_panels.append(of_body)
    register_purpose(telling.LINK, answer_by_link)
    every(Rhythm.DAILY, "tasks.remind", jobs.remind, "07:00")
    kept = ("coalition", "organisation", "title", "due_on", "state", "given_at", "ended_at")
    register_belonging("tasks", Task, *kept)
    register_belonging("tasks_given", Task, "coalition", "given_name", "title", "text", "given_at", by="given_by")
    register_belonging("tasks_answered", Task, "coalition", "answer", "answered_at", by="answered_by")


def document(task: Task) -> registry.Document:
    """How a task is found: by its words, as confidential as what it belongs to."""
    return registry.Document(
        coalition=task.coalition_id,
        title=task.title,
        text=f"{task.text}\n{task.held_title}",
        url=task.get_absolute_url(),
        confidentiality=Confidentiality(task.confidentiality),
        body=task.body_id,
    )


def rows(coalition: UUID) -> Iterator[Task]:
    """All tasks of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Task.objects.select_related("coalition").iterator(chunk_size=500)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All tasks one may know of, header first."""
    yield (
        "id", "task", "words", "organisation", "person", "due_on", "state", "belongs_to", "given_by", "given_at",
        "answered_at", "answer", "ended_at",
    )  # fmt: skip
    if not standing.inside:
        return
    for t in queries.visible_to(standing).order_by("given_at", "pk").iterator(chunk_size=500):
        yield (
            t.pk, t.title, t.text, t.organisation.name if t.organisation else "", t.person.name if t.person else "",
            t.due_on, t.state, t.held_title, t.given_name, t.given_at, t.answered_at, t.answer, t.ended_at,
        )  # fmt: skip


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """The reader's own tasks that are late or due within the next week."""
    week = until + (until - since)
    found = queries.visible_to(standing).filter(queries.mine(standing), state__in=OPEN, due_on__lte=week.date())
    for task in found.order_by("due_on", "pk"):
        said = _("Still open: {title}, planned for {day}") if task.is_overdue(until.date()) else _("{title}, due {day}")
        planned = date_format(task.due_on or until.date(), "j F")
        yield said.format(title=task.title, day=planned), task.get_absolute_url()


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Of two rows that are one organisation, the one that stays has the open tasks. What is over stays as it was."""
    moved: list[models.Model] = list(Task.objects.filter(organisation=gone, state__in=OPEN))
    for task in moved:
        task.organisation = kept  # type: ignore[attr-defined]
        task.store()  # type: ignore[attr-defined]
    return moved
