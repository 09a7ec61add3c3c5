"""Looks at every table of the practice around each outermost act, and says what its entry in the record leaves out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from comity.audit import acts
from comity.audit.models import ChainHead, Entry, EntryThing

#: the rooms whose rows are the coalition's practice
ROOMS = (
    "people", "coalitions", "topics", "tasks", "signatures", "surveys", "credits", "governing", "meetings",
    "network", "api",
)  # fmt: skip
#: tables that are no practice and stand in no record, with the reason
ASIDE = {
    "people.mailedkey": "a key to the door, gone when it has expired",
    "people.tally": "counts of what was tried at the door",
    "people.sitting": "a browser's session",
    "api.keptanswer": "an answer kept for two days, for who sends a request again",
    "api.spent": "counts of what was asked within a minute",
    "governing.paper": "a private ballot, of which the record tells that it was given and nothing else",
    "surveys.paper": "an anonymous answer, of which the record tells that somebody answered and nothing else",
    "network.answerdraft": "an answer on its way in, until its address is confirmed",
    "founding.endorsementdraft": "a signature on its way in, until its address is confirmed",
    "network.pulseanswer": "an answer to a pulse, of which the record tells that it was given and nothing else",
    "network.rosterdraft": "a roster on its way in, swept away after a day",
    "network.drawnmap": "a picture kept so that it need not be drawn anew",
    "network.keptoverview": "what the map's page says, kept so that it need not be worked out anew",
}
#: rows that an act may delete, with the reason
MAY_GO: dict[str, str] = {
    "coalitions.namedreader": "who no longer may read is no longer named; the entry says so",
    "surveys.translation": "a language taken out of a survey: nobody is answering in it, and the original stands",
    "surveys.question": "a question taken out of a draft, which nobody has answered; the entry keeps its words",
    "governing.option": "an option taken off a draft, on which nobody has voted",
}
Rows = dict[tuple[str, Any], tuple[Any, ...]]


def tables() -> list[type[models.Model]]:
    """Every model whose rows an entry must tell of."""
    mine = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return [model for model in mine if model._meta.label_lower not in ASIDE]


def everything() -> Rows:
    """All rows of these tables, whatever scope is open."""
    rows: Rows = {}
    for model in tables():
        columns = [f.attname for f in model._meta.concrete_fields]
        for row in model._base_manager.values_list("pk", *columns):
            rows[model._meta.label_lower, row[0]] = tuple(row[1:])
    return rows


@dataclass
class Watch:
    """What was seen: the acts recorded, and everything an entry left out or a refusal left behind."""

    recorded: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    refused: int = 0

    def done(self, before: Rows, after: Rows, told: set[UUID], names: list[str]) -> None:
        """Compare around acts that were carried out."""
        self.recorded |= set(names)
        which = " within ".join(names)
        for key in sorted(set(before) - set(after), key=str):
            if key[0] not in MAY_GO:
                self.faults.append(f"{which} deletes a row of {key[0]}")
        for key, row in after.items():
            if before.get(key) != row and key[1] not in told:
                deed = "changes" if key in before else "makes"
                self.faults.append(f"{which} {deed} a row of {key[0]} that its entry does not name")

    def undone(self, before: Rows, after: Rows, chain: tuple[Any, ...], now: tuple[Any, ...]) -> None:
        """Compare around acts that were refused."""
        self.refused += 1
        if before != after:
            self.faults.append("A refusal left rows behind.")
        if chain != now:
            self.faults.append("A refusal stands in the record.")


def chains() -> tuple[Any, ...]:
    """The heads of all chains and how many entries there are."""
    heads = tuple(ChainHead.objects.order_by("chain").values_list("chain", "seq", "hash"))
    return (*[head for head in heads if head[1]], Entry.objects.count())


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """From here on, every outermost act is looked at."""
    seen, inner = Watch(), acts._chain

    @contextmanager
    def looked_at(by: Any) -> Iterator[Any]:
        if acts._open.get() is not None:
            with inner(by) as head:
                yield head
            return
        before, known, heads = everything(), set(Entry.objects.values_list("pk", flat=True)), chains()
        try:
            with inner(by) as head:
                yield head
        except Exception:
            seen.undone(before, everything(), heads, chains())
            raise
        fresh = Entry.objects.exclude(pk__in=known).order_by("-seq")
        told = set(EntryThing.objects.filter(entry__in=fresh).values_list("thing", flat=True))
        seen.done(before, everything(), told, list(fresh.values_list("act", flat=True)))

    monkeypatch.setattr(acts, "_chain", looked_at)
    return seen
