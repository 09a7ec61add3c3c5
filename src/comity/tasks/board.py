"""The board: tasks as cards in columns, for one whose or all."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.requests import CoalitionRequest
from comity.tasks import lists, queries
from comity.tasks.models import State, Task

#: how many cards a column shows, and how long what is done stays on the board
SHOWN, LATELY = 30, timedelta(days=14)


@dataclass(frozen=True)
class Stack:
    """One column: its words, its cards, how many there are in all, and where all of them are listed."""

    key: str
    title: str
    cards: list[Task]
    total: int
    none: str

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


def columns(request: CoalitionRequest) -> dict[str, Any]:
    """The context of the board's page. A query a column, whatever the number of tasks, besides those of the filters."""
    today = lists.today_in(request)
    rows, chosen = _narrowed(request)
    late = rows.filter(queries.overdue(today))
    waiting = rows.filter(state=State.GIVEN).exclude(queries.overdue(today))
    going = rows.filter(state=State.ACCEPTED).exclude(queries.overdue(today))
    done = rows.filter(state=State.DONE, ended_at__gt=now() - LATELY)
    stacks = [
        _stack("overdue", _("A little late"), late, _("Nothing is late.")),
        _stack("given", _("Waiting for a yes"), waiting, _("Everybody has answered.")),
        _stack("open", _("Under way"), going, _("Nothing is under way.")),
        _stack("done", _("Done in the last two weeks"), done.order_by("-ended_at"), _("Nothing yet.")),
    ]
    return {"stacks": stacks, "filters": chosen, "today": today, "any": any(stack.cards for stack in stacks)}


def _stack(key: str, title: str, rows: Any, none: str) -> Stack:
    if not rows.query.order_by:
        rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    cards = list(rows[: SHOWN + 1])
    total = len(cards) if len(cards) <= SHOWN else rows.count()
    return Stack(key, title, cards[:SHOWN], total, none)


def _narrowed(request: CoalitionRequest) -> tuple[Any, list[dict[str, Any]]]:
    """The tasks that the filters of the list leave, but for the state, which the columns show."""
    rows, chosen = queries.visible_to(request.standing), []
    for one in lists.filters(request, lists.today_in(request)):
        if one.is_words or one.key == "state":
            continue
        options = one.options()  # type: ignore[union-attr]
        value = request.GET.get(one.key, "")
        value = value if any(value == key for key, _label in options) else ""
        rows = one.narrow(rows, value) if value else rows
        chosen.append({"key": one.key, "label": one.label, "every": one.every, "options": options, "value": value})  # type: ignore[union-attr]
    return rows, chosen
