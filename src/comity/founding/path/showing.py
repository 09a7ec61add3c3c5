"""The list of tasks as the page shows it: done, next, waiting for others, paused, or to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.evidence import Fact
from comity.core.advice.readiness import State as Readiness
from comity.founding.path.tasks import CHECKLIST, SECTIONS, Task
from comity.founding.queries import Checklist


class State(StrEnum):
    DONE = "done"
    STALE = "stale"
    NEXT = "next"
    WAITING = "waiting"
    PAUSED = "paused"
    TO_COME = "to-come"


@dataclass(frozen=True)
class Row:
    """One task: how it stands, how much is there, whose turn it is, and the button where it is the reader's."""

    number: int
    task: Task
    state: State
    fact: Fact
    waits: str
    url: str
    button: str

    @property
    def sign(self) -> tuple[str, str, str]:
        """Kind, words and icon of its state, as `status` takes them."""
        return signs(self.state)


@dataclass(frozen=True)
class Part:
    name: Any
    rows: list[Row]


@dataclass(frozen=True)
class Way:
    """All tasks that there are, and how many are done."""

    parts: list[Part]

    @property
    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in part.rows]

    @property
    def done(self) -> int:
        return sum(row.state == State.DONE for row in self.rows)

    @property
    def paused(self) -> bool:
        return any(row.state == State.PAUSED for row in self.rows)


def way_of(facts: Mapping[str, Fact], checklist: Checklist, mine: UUID | None, slug: str) -> Way:
    """The tasks whose evidence some room tells of. mine: for which organisation the reader acts."""
    held_up = checklist.told is not None and checklist.told.state is Readiness.PAUSED
    own = _Own(checklist, mine, slug)
    parts, number, found_next = [], 0, False
    for section in SECTIONS:
        rows = []
        for task in section.tasks:
            if (fact := facts.get(task.key)) is None:
                continue
            number += 1
            state, waits = _state(task, fact, own, held_up, found_next)
            found_next = found_next or state is State.NEXT
            url, button = own.way_in(task, fact, state)
            rows.append(Row(number, task, state, fact, waits, url, button))
        if rows:
            parts.append(Part(section.name, rows))
    return Way(parts)


@dataclass(frozen=True)
class _Own:
    """What the reader's organisation still has to do on the checklist, and for whom all wait."""

    checklist: Checklist
    mine: UUID | None
    slug: str

    @property
    def left(self) -> bool:
        mine = next((one.pk for one in self.checklist.founders if one.pk == self.mine), None)
        return mine is not None and bool(self.checklist.unanswered(mine))

    @property
    def waits(self) -> str:
        others = [one for one in self.checklist.founders if one.pk != self.mine]
        names = [one.name for one in others if self.checklist.unanswered(one.pk)]
        return _("Waits for {names}").format(names=", ".join(names)) if names else ""

    def way_in(self, task: Task, fact: Fact, state: State) -> tuple[str, str]:
        if task.key == CHECKLIST and self.left:
            return reverse("founding:answer", args=[self.slug]), _("Answer for us")
        return fact.url, _("Go on here") if state is State.NEXT else ""


def _state(task: Task, fact: Fact, own: _Own, held_up: bool, found_next: bool) -> tuple[State, str]:
    if task.key == CHECKLIST and held_up:
        return State.PAUSED, _("Somebody says no. Begin something lighter, or let all founders decide to go on.")
    if fact.there:
        return (State.STALE if fact.stale else State.DONE), fact.waits
    if held_up and not task.first:
        return State.PAUSED, ""
    waits = own.waits if task.key == CHECKLIST else fact.waits
    if waits and not (task.key == CHECKLIST and own.left):
        return State.WAITING, waits
    return (State.TO_COME if found_next else State.NEXT), waits


def signs(state: State) -> tuple[str, str, str]:
    """Kind, words and icon of a state, as `status` takes them."""
    return {
        State.DONE: ("ok", _("Done"), "check"), State.STALE: ("warn", _("Went stale"), "clock"),
        State.NEXT: ("info", _("Next"), "info"), State.WAITING: ("", _("Waiting"), "clock"),
        State.PAUSED: ("warn", _("Paused"), "warn"), State.TO_COME: ("", _("To come"), ""),
    }[state]  # fmt: skip

