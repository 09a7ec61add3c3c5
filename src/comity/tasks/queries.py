"""Tasks as people may read them; every read starts from `visible_to`."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from comity.coalitions.held import visible
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing
from comity.tasks.models import OPEN, State, Task

#: how many days before its day a task is called to mind, and how many after it again and again
SOON, AGAIN = 3, 7


def visible_to(standing: Standing) -> "QuerySet[Task]":
    """The tasks a person may know of: as confidential as what they belong to."""
    rows = Task.objects.select_related("coalition", "organisation", "person", "given_by", "answered_by")
    return visible(rows, standing)


def of_thing(standing: Standing, label: str, pk: UUID) -> "QuerySet[Task]":
    """The tasks of one thing: what is to be done first, then what is done."""
    rows = visible_to(standing).filter(held_by=label, held_id=pk).exclude(state=State.DROPPED)
    return rows.order_by(open_first(), F("due_on").asc(nulls_last=True), "pk")


def with_tasks(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Things of a wing, each with `has_tasks`: whether there is any task of it."""
    found: QuerySet[Any] = rows.annotate(has_tasks=Exists(Task.objects.filter(held_id=OuterRef("pk"))))
    return found


def open_first() -> Any:
    """For sorting: what is to be done, what was declined, what is over."""
    places = [State.ACCEPTED, State.GIVEN, State.DECLINED, State.DONE, State.DROPPED]
    cases = [When(state=state, then=Value(max(0, place - 1))) for place, state in enumerate(places)]
    return Case(*cases, output_field=IntegerField())


def mine(standing: Standing) -> Q:
    """Tasks of the person, or that wait for whoever speaks for one of their organisations."""
    speaks = [hold.of for hold in standing.organisations if Power.SPEAK in hold.powers]
    return Q(person=standing.person) | Q(person=None, organisation__in=speaks)


def overdue(today: date) -> Q:
    """Tasks whose day has passed."""
    return Q(state__in=OPEN, due_on__lt=today)


def to_remind(today: date) -> "QuerySet[Task]":
    """Tasks to be called to mind on that day: those due soon, and those overdue, a week after the last time."""
    soon = Q(reminded_on=None, due_on__gte=today, due_on__lte=today + timedelta(days=SOON))
    late = Q(due_on__lt=today) & (
        Q(overdue_told_on=None) | Q(overdue_told_on__lte=today - timedelta(days=AGAIN))
    )
    rows: QuerySet[Task] = Task.objects.filter(soon | late, state__in=OPEN)
    return rows.select_related("coalition", "organisation", "person", "given_by").order_by("due_on", "pk")
