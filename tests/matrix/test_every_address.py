"""Every address × every kind of person × GET and POST: the status the table says, and no canary one may not see."""

from typing import Any

import pytest
from django.urls import reverse

from tests.matrix.asking import Asked, address, addresses, arguments, ask, leaks
from tests.matrix.notation import ABSENT, NOT_ALLOWED, REFUSED, Row
from tests.matrix.table import TABLE
from tests.matrix.world import ROLES, Things, World

pytestmark = [pytest.mark.django_db, pytest.mark.row("P4"), pytest.mark.wide]
ADDRESSES = addresses()
#: who asks for further things at the same address; those left out never get past its door
FURTHER = [role for role in ROLES if role not in ("stranger", "administrator", "prospect")]


def test_every_address_is_declared_and_every_declared_one_is_there() -> None:
    undeclared, gone = set(ADDRESSES) - set(TABLE), set(TABLE) - set(ADDRESSES)
    assert not undeclared, f"Say in tests/matrix/table.py who may see {sorted(undeclared)}."
    assert not gone, f"These addresses are no more: {sorted(gone)}."


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_gets_what_the_table_says(name: str, world: World) -> None:
    faults: list[str] = []
    things = world.things["alpha"]
    for number, row in enumerate(TABLE[name]):
        url = address(name, ADDRESSES[name], row, things, things.slug)
        for role in ROLES if number == 0 else FURTHER:
            faults += told(row, ask(world, role, "GET", url), row.get)
            faults += told(row, ask(world, role, "POST", url), row.post)
            if row.done is not None:
                faults += told(row, ask(world, role, "POST", url, row.body), row.done)
    assert not faults, "\n".join(faults)


def told(row: Row, asked: Asked, expected: Any) -> list[str]:
    """What is wrong with an answer."""
    where = f"{asked.verb} {asked.url} as {asked.role}"
    faults = [f"{where} shows {canary}" for canary in leaks(asked.role, asked.text, row.knows)]
    if asked.status != expected[asked.role]:
        faults.append(f"{where} gives {asked.status}, not {expected[asked.role]}")
    if asked.verb == "GET" and asked.writes:
        faults.append(f"{where} writes: {asked.writes[0]}")
    return faults


# ── ids of another coalition below one's own ──


def foreign(row: Row, own: Things, other: Things) -> list[list[Any]]:
    """The row's arguments with each thing in turn, and with all of them, taken from another coalition."""
    mine, theirs = arguments(row, own), arguments(row, other)
    places = [n for n, word in enumerate(row.args.split()) if not word.startswith("=")]
    one_each = [[theirs[n] if n == place else value for n, value in enumerate(mine)] for place in places]
    return one_each + ([theirs] if len(places) > 1 else [])


BY_THING = sorted(
    name for name, rows in TABLE.items()
    if ADDRESSES.get(name) and any(not word.startswith("=") for row in rows for word in row.args.split())
)  # fmt: skip


@pytest.mark.parametrize("name", BY_THING)
def test_a_thing_of_another_coalition_is_absent_below_ones_own(name: str, world: World) -> None:
    own, faults = world.things["alpha"], []
    for row in TABLE[name]:
        for given in foreign(row, own, world.things["beta"]):
            url = reverse(name, args=[own.slug, *given]) + row.query
            for role in ("coordinator", "member"):
                for verb, answers in (("GET", row.get), ("POST", row.post)):
                    unchanged = answers[role] == NOT_ALLOWED or (
                        row.refused_first and answers[role] == REFUSED
                    )
                    never = {role: answers[role] if unchanged else ABSENT}
                    faults += told(row, ask(world, role, verb, url), never)
    assert not faults, "\n".join(faults)
