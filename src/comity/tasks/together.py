"""Which organisations finished tasks for the same thing: evidence of cooperation."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.base.registry import Together
from comity.coalitions.held import called_openly
from comity.tasks.models import State, Task

#: a thing for which more organisations worked shows nothing of two of them
AT_MOST = 5


def worked(coalition: UUID, since: date) -> Iterator[Together]:
    """Things of the coalition for which two to five organisations finished a task each since that day."""
    rows = Task.objects.filter(
        coalition=coalition, state=State.DONE, ended_at__date__gte=since, organisation__isnull=False,
        answered_by__isnull=False, confidentiality__in=OPEN_TO_MEMBERS,
    ).exclude(held_by="coalitions.coalition")  # fmt: skip
    of_thing: dict[UUID, list[Task]] = defaultdict(list)
    for task in rows.select_related("coalition").order_by("ended_at", "pk"):
        of_thing[task.held_id].append(task)
    for thing, tasks in of_thing.items():
        who, last = frozenset(task.organisation_id for task in tasks if task.organisation_id is not None), tasks[-1]
        if 2 <= len(who) <= AT_MOST and last.ended_at is not None:
            day = last.ended_at.astimezone(last.coalition.tz).date()
            called = called_openly(last.held_by, last.held_title)
            yield Together("product_joint", who, day, called, thing, last.get_absolute_url())
