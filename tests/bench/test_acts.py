"""Writing: a roster beside bare inserts of the same rows; the record beside inserts and hashes alone."""

import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_scopes import scope

from comity.audit.acts import Changes, act
from comity.audit.canonical import chained
from comity.audit.models import Entry, EntryThing, EntryWords
from comity.audit.verify import verify
from comity.base.clock import now
from comity.base.ids import uuid7
from comity.coalitions.models import Coalition, Mandate, Membership, MembershipChange
from comity.coalitions.standing import capacities, standing_of
from comity.core.roster.fields import Kind
from comity.core.roster.guessing import guess_columns
from comity.core.roster.parsing import parse_roster
from comity.core.roster.types import Roster
from comity.network.acts import import_roster
from comity.network.models import Tie
from comity.network.roster.decisions import Decisions
from comity.network.roster.sources import read
from comity.people.models import Organisation, Person
from tests.bench.growing import Stage
from tests.bench.table import Row, Table
from tests.bench.worlds import Worlds

pytestmark = pytest.mark.bench
ROWS, ACTS = 10_000, 300


def test_a_roster_of_ten_thousand(worlds: Worlds, table: Table, tmp_path: Path) -> None:
    """2,000 organisations, 4,000 people, 4,000 ties: from the text to the last row, wall time."""
    found = worlds.copied(15, tmp_path)
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in KEPT}
    began = time.perf_counter()
    _enter(found)
    ours = time.perf_counter() - began
    rows = [_new(model, known) for model, known in before.items()]
    assert sum(map(len, rows)) >= ROWS
    with transaction.atomic():
        for gone in reversed(rows):
            gone[0]._meta.model._base_manager.filter(pk__in=[one.pk for one in gone]).delete()
    began = time.perf_counter()
    with transaction.atomic():
        for put in rows:
            put[0]._meta.model._base_manager.bulk_create(put, 500)
    bare = time.perf_counter() - began
    row = Row("roster of 10,000 rows", ours, "s", bare, "bulk insert of the rows it made")
    table.add("Writing", row)


#: what an import makes, in the order in which the rows lean on each other
KEPT: tuple[Any, ...] = (Organisation, Membership, MembershipChange, Person, Mandate, Tie)


def _new(model: Any, known: set[Any]) -> list[Any]:
    return [one for one in model._base_manager.all() if one.pk not in known]


def _enter(found: Stage) -> None:
    fifth = ROWS // 5
    names = [f"Imported {number}" for number in range(fifth)]
    tables = {
        Kind.ORGANISATIONS: [
            ("name", "sector", "place"),
            *((name, "nonprofit", "Saltmere") for name in names),
        ],
        Kind.PEOPLE: [
            ("name", "e-mail", "organisation"),
            *((f"Imported Person {n}", f"imported.{n}@example.org", names[n // 2]) for n in range(2 * fifth)),
        ],
        Kind.TIES: [
            ("from", "to", "level"),
            *(
                (names[n % fifth], names[(n + 1 + n // fifth) % fifth], "coordination")
                for n in range(2 * fifth)
            ),
        ],
    }
    sheets = {kind: read("\n".join(map(",".join, rows)).encode()) for kind, rows in tables.items()}
    maps = {kind: guess_columns(sheet, kind) for kind, sheet in sheets.items()}
    decisions = Decisions(maps).completed(sheets)
    roster = parse_roster(sheets, decisions.maps, ())
    assert isinstance(roster, Roster), roster
    with scope(coalition=found.coalition.pk):
        import_roster(roster, decisions, by=_hat(found), at=now(), source="a list")


def _hat(found: Stage) -> Any:
    standing = standing_of(found.coordinator.pk, found.coalition.pk, at=now())
    hats = capacities(standing, name=found.coordinator.name)
    return next(hat for hat in hats if standing.body(hat.of) is not None)


@cache
def _note() -> Callable[..., Coalition]:
    """An act that changes nothing: what is left is the record itself. It is made only when it is measured."""

    @act("bench.noted")
    def note(coalition: Coalition, *, by: Any, at: Any) -> Changes[Coalition]:
        return Changes(coalition, words={"about": coalition.name}, number=1)

    return note


def test_the_record(worlds: Worlds, table: Table, tmp_path: Path) -> None:
    """Acts written and entries verified a second, wall time; beside the same inserts, and hashes, alone."""
    found = worlds.copied(500, tmp_path)
    by, began = _hat(found), time.perf_counter()
    for _ in range(ACTS):
        _note()(found.coalition, by=by, at=now())
    ours = ACTS / (time.perf_counter() - began)
    last = Entry.objects.filter(chain=found.coalition.pk).order_by("-seq")[:ACTS]
    texts, began = [entry.text for entry in last], time.perf_counter()
    for text in texts:
        _insert(text)
    table.add(
        "Writing", Row("acts recorded", ours, "/s", ACTS / (time.perf_counter() - began), "bare inserts")
    )
    began = time.perf_counter()
    assert not list(verify(found.coalition.pk))
    took = time.perf_counter() - began
    entries = list(Entry.objects.filter(chain=found.coalition.pk).order_by("seq"))
    began = time.perf_counter()
    for entry in entries:
        json.loads(entry.text)
        assert chained(entry.previous, entry.text) == entry.hash
    bare = len(entries) / (time.perf_counter() - began)
    table.add("Writing", Row("entries verified", len(entries) / took, "/s", bare, "hashes alone"))


def _insert(text: str) -> None:
    """One transaction with the three rows of an entry, on a chain that nobody reads."""
    with transaction.atomic():
        entry = Entry(chain=uuid7(), seq=1, act="bench.noted", at=now(), text=text, previous="", hash="")
        entry.save(force_insert=True)
        EntryWords.objects.create(entry=entry, words="{}", salt="")
        EntryThing.objects.create(entry=entry, label="coalitions.coalition", thing=uuid7())
