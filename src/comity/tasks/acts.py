"""Tasks are given, confirmed, declined, done, taken up again, handed over, changed and dropped."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.held import place_of, thing_of
from comity.coalitions.permissions import same_coalition
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person
from comity.tasks import telling
from comity.tasks.models import State, Task
from comity.tasks.owners import check_owner, owners_of
from comity.tasks.permissions import (
    answering,
    may_answer,
    may_carry,
    may_change,
    may_finish,
    may_give,
    stepping,
)
from comity.tasks.queries import to_remind

#: what may change while there is still something to do
EDITABLE = {"title", "text", "due_on"}


@act("tasks.task.given", says=gettext_noop("gave {owner} the task {about}"))
def give_task(
    *, thing: Any, title: str, by: Capacity, at: datetime,
    organisation: Organisation | None = None, person: Person | None = None,
    due_on: date | None = None, text: str = "",
) -> Changes[Task]:  # fmt: skip
    """Give a task that belongs to a thing (or to the coalition) to an organisation, a person, or both.

    The owner is asked to confirm it afterwards. Refused for those who may not add to the thing; ValidationError by
    field for an owner who is not there, or may not know of the thing, and for a day that is past.
    """
    require(may_give(by, thing, at=at))
    place = place_of(thing)
    task = Task(
        title=title, text=text, organisation=organisation, person=person, due_on=due_on, held_title=place.title[:300],
        given_by_id=by.person, given_as=by.acts_for, given_for=by.of, given_name=by.of_name or by.person_name,
        given_at=at,
    )  # fmt: skip
    task.belong_to(thing)
    check_owner(task, at=at)
    _not_past(due_on, at)
    task.store()
    telling.ask_owner(task, at=at)
    return _told(task, also=owners_of(task), held_by=task.held_by, due_on=due_on, organisation=_id(organisation))


@act("tasks.task.accepted", says=gettext_noop("confirmed the task {about}"))
def accept_task(task: Task, *, by: Capacity, at: datetime) -> Changes[Task]:
    """Say yes to a task: by its owner, also after having declined it."""
    task = _fresh(task, by)
    require(may_answer(by, task, at=at) or answering(task, State.ACCEPTED))
    _answered(task, State.ACCEPTED, "", by, at)
    return _told(task)


@act("tasks.task.declined", says=gettext_noop("declined the task {about}"))
def decline_task(task: Task, *, why: str, by: Capacity, at: datetime) -> Changes[Task]:
    """Say no to a task, with the reason; whoever gave it is told and can hand it over."""
    task = _fresh(task, by)
    require(may_answer(by, task, at=at) or answering(task, State.DECLINED))
    if not why.strip():
        raise ValidationError({"why": _("Say why, so that another way can be found.")})
    _answered(task, State.DECLINED, why, by, at)
    telling.tell_declined(task, by, at=at)
    return _told(task, words={"why": why})


@act("tasks.task.done", says=gettext_noop("finished the task {about}"))
def finish_task(task: Task, *, by: Capacity, at: datetime) -> Changes[Task]:
    """It is done. A task that waited for a yes is confirmed by being done: by its owner alone."""
    task = _fresh(task, by)
    require(may_finish(by, task, at=at) or stepping(task, State.DONE))
    if task.state == State.GIVEN:
        task.answered_by_id, task.answered_at, task.answer = by.person, at, ""
    before, task.state, task.ended_at = task.state, State.DONE, at
    task.store()
    close_asks(task, at=at)
    telling.tell_done(task, by, at=at)
    return _told(task, before=before)


@act("tasks.task.reopened", says=gettext_noop("took up the task {about} again"))
def reopen_task(task: Task, *, by: Capacity, at: datetime) -> Changes[Task]:
    """It is not done after all, or was dropped too soon. One to which nobody has said yes waits for that again."""
    task = _fresh(task, by)
    done = task.state == State.DONE
    state = State.ACCEPTED if done and task.answered_by_id else State.GIVEN
    require((may_carry if done else may_change)(by, task, at=at) or stepping(task, state))
    before, task.state, task.ended_at = task.state, state, None
    task.reminded_on = task.overdue_told_on = None
    task.store()
    if state == State.GIVEN:
        telling.ask_owner(task, at=at)
    return _told(task, before=before)


@act("tasks.task.handed_over", says=gettext_noop("handed the task {about} over to {owner}"))
def hand_over(
    task: Task, *, by: Capacity, at: datetime, organisation: Organisation | None = None,
    person: Person | None = None, read: Version | None = None,
) -> Changes[Task]:  # fmt: skip
    """Give a task to another owner, who is asked to confirm it."""
    task = _fresh(task, by, read)
    require(may_carry(by, task, at=at) or (None if task.state == State.GIVEN else stepping(task, State.GIVEN)))
    before: dict[str, Any] = {"organisation_before": task.organisation_id, "person_before": task.person_id}
    if (_id(organisation), _id(person)) == (task.organisation_id, task.person_id):
        raise ValidationError({"organisation": _("It is theirs already. Choose another.")})
    task.organisation, task.person = organisation, person
    check_owner(task, at=at)
    task.state, task.answered_by, task.answered_at, task.answer = State.GIVEN, None, None, ""
    task.reminded_on = task.overdue_told_on = None
    task.store()
    close_asks(task, at=at)
    telling.ask_owner(task, at=at)
    return _told(task, also=owners_of(task), organisation=_id(organisation), **before)


@act("tasks.task.changed", says=gettext_noop("changed the task {about}"))
def change_task(
    task: Task, *, by: Capacity, at: datetime, title: str, text: str = "", due_on: date | None = None,
    read: Version | None = None,
) -> Changes[Task]:  # fmt: skip
    """Change its words or its day. The owner is told when the day moves."""
    task = _fresh(task, by, read)
    require(may_change(by, task, at=at))
    if not task.is_open:
        require(stepping(task, State.DONE))
    moved = due_on != task.due_on
    if moved:
        _not_past(due_on, at)
        task.reminded_on = task.overdue_told_on = None
    before, task.title, task.text, task.due_on = task.due_on, title, text, due_on
    task.store()
    if moved:
        telling.tell_moved(task, by, at=at)
    return _told(task, due_before=before, due_on=due_on)


@act("tasks.task.dropped", says=gettext_noop("dropped the task {about}"))
def drop_task(task: Task, *, by: Capacity, at: datetime) -> Changes[Task]:
    """Nobody needs to do it any more. It stays on record."""
    task = _fresh(task, by)
    require(may_change(by, task, at=at) or stepping(task, State.DROPPED))
    before, task.state, task.ended_at = task.state, State.DROPPED, at
    task.store()
    close_asks(task, at=at)
    telling.tell_dropped(task, by, at=at)
    return _told(task, before=before)


@act("tasks.task.reminded", says=gettext_noop("reminded {owner} of the task {about}"))
def remind_owner(task: Task, *, by: Capacity, at: datetime, today: date) -> Changes[Task]:
    """Call a task to its owner's mind: once before its day, then once a week after it. The rule's to do."""
    task = _fresh(task, by)
    if by.acts_for != ActsFor.RULE or not to_remind(today).filter(pk=task.pk).exists():
        require(Reason(_("Nobody need be reminded of this task."), bar=Bar.CONFLICT))
    if task.is_overdue(today):
        task.overdue_told_on = today
    else:
        task.reminded_on = today
    task.store()
    telling.remind(task, today=today, at=at)
    return _told(task)


def _fresh(task: Task, by: Capacity, read: Version | None = None) -> Task:
    """The task, read anew inside the act; Refused for one of another coalition, Changed when it was changed since."""
    require(same_coalition(by, task))
    related = ("coalition", "organisation", "person", "given_by")
    fresh: Task = Task.objects.select_related(*related).get(pk=task.pk)
    if read is not None:
        read.require(fresh)
    return fresh


def _answered(task: Task, state: State, why: str, by: Capacity, at: datetime) -> None:
    task.state, task.answer, task.answered_by_id, task.answered_at = state, why, by.person, at
    task.store()
    close_asks(task, at=at)


def _told(task: Task, *, also: Any = (), words: dict[str, str] | None = None, **facts: Any) -> Changes[Task]:
    """The record names the task, what it belongs to, and its owner by id."""
    thing = thing_of(task)
    rows: list[models.Model] = [*also, *([thing] if thing is not None else [])]
    said = {"about": task.title, "owner": task.owner_name, **(words or {})}
    return Changes(task, also=rows, words=said, state=task.state, whom=task.person_id, **facts)


def _not_past(due_on: date | None, at: datetime) -> None:
    if due_on is not None and due_on < day_of(at):
        raise ValidationError({"due_on": _("Choose a day that is still to come.")})


def _id(row: models.Model | None) -> UUID | None:
    return None if row is None else row.pk


