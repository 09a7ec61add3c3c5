"""Whom a task reaches: asks and mails to its owner and to whoever gave it. Called inside acts."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.coalitions.standing import standing_of
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person
from comity.tasks import letters
from comity.tasks.models import Task
from comity.tasks.owners import people_of
from comity.tasks.queries import visible_to

#: kinds of ask: to confirm, to do before long, to find another way; and the purpose of the mailed link
CONFIRM, DO, AGAIN, LINK = "tasks.confirm", "tasks.do", "tasks.again", "task"
#: how long a mailed link works
LINK_LASTS = timedelta(days=90)
TEMPLATE = "base/mail/base.html"


def ask_owner(task: Task, *, at: datetime) -> None:
    """Ask the owner to confirm: an ask and a mail with two buttons for each person who can."""
    people = people_of(task, at=at)
    open_asks(_ask(task, person, CONFIRM, at) for person in people)
    _send("tasks.given", task, people, letters.given_letter, at=at, linked=True)


def remind(task: Task, *, today: date, at: datetime) -> None:
    """Call it to mind: an ask that stays until it is done, and a mail with the button “It is done”."""
    people = people_of(task, at=at)
    close_asks(task, at=at, kind=CONFIRM)
    open_asks(_ask(task, person, DO, at) for person in people)
    letter = letters.overdue_letter if task.is_overdue(today) else letters.soon_letter
    _send("tasks.reminder", task, people, letter, at=at, linked=True)


def tell_declined(task: Task, by: Capacity, *, at: datetime) -> None:
    """Whoever gave it hears why not, and is asked to find another way."""
    people = _givers(task, by, at)
    open_asks(_ask(task, person, AGAIN, at, for_owner=False) for person in people)
    _send("tasks.answered", task, people, letters.declined_letter, at=at)


def tell_done(task: Task, by: Capacity, *, at: datetime) -> None:
    """Whoever gave it hears that it is done, unless they said so themselves."""
    _send("tasks.answered", task, _givers(task, by, at), letters.done_letter, at=at)


def tell_moved(task: Task, by: Capacity, *, at: datetime) -> None:
    """The owner hears of the new day."""
    _send("tasks.changed", task, _others(people_of(task, at=at), by), letters.moved_letter, at=at, linked=True)


def tell_dropped(task: Task, by: Capacity, *, at: datetime) -> None:
    """The owner hears that nothing is left to do."""
    _send("tasks.changed", task, _others(people_of(task, at=at), by), letters.dropped_letter, at=at)


def _ask(task: Task, person: Person, kind: str, at: datetime, *, for_owner: bool = True) -> Ask:
    organisation = task.organisation if for_owner and task.person is None else None
    return Ask(
        person=person.pk, coalition=task.coalition_id, organisation=organisation.pk if organisation else None,
        acts_for=organisation.name if organisation else "", kind=kind, power="speak" if organisation else "",
        label=task._meta.label_lower, thing=task.pk, title=task.title, url=task.get_absolute_url(),
        due_at=_evening(task) if kind != AGAIN else None, opened_at=at,
    )  # fmt: skip


def _evening(task: Task) -> datetime | None:
    """The end of its day, in the coalition's zone."""
    return datetime.combine(task.due_on, time(23, 59), task.coalition.tz) if task.due_on else None


def _givers(task: Task, by: Capacity, at: datetime) -> list[Person]:
    """Who gave it, if they are still there, may know of it, and did not act themselves."""
    person = task.given_by
    if person is None or person.pk == by.person:
        return []
    standing = standing_of(person.pk, task.coalition_id, at=at)
    return [person] if visible_to(standing).filter(pk=task.pk).exists() else []


def _others(people: list[Person], by: Capacity) -> list[Person]:
    return [person for person in people if person.pk != by.person]


def _send(
    kind: str, task: Task, people: Iterable[Person], letter: Any, *, at: datetime, linked: bool = False
) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]

    def context(reader: Addressee) -> dict[str, Any]:
        return {"mail": letter(task, reader, _link(task, reader, at) if linked else "")}

    write(kind, to, template=TEMPLATE, at=at, coalition=task.coalition_id, context=context)


def _link(task: Task, reader: Addressee, at: datetime) -> str:
    return action_link(
        LINK, person=reader.person, expires_at=at + LINK_LASTS, coalition=task.coalition_id,
        organisation=None if task.person_id else task.organisation_id, thing=task.pk,
    )  # fmt: skip
