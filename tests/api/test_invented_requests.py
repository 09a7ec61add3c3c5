"""Requests that schemathesis invents from the description, as five kinds of caller: nothing breaks.

A few in each run; many under the marker `trust`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from comity.api.scopes import Scope
from comity.base.clock import stopped_at
from comity.coalitions.models import Mandate, Seat, Term
from comity.governing.acts import raise_objection
from tests.api.stage import NOW, Program, program, token_of
from tests.cast import Troupe
from tests.governing.stage import asking, hat, say
from tests.trust.ledger import Promise

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, negative_data_rejection,
]  # fmt: skip
ROLES = ("stranger", "member", "coordinator", "outsider", "reader")


@contextmanager
def application() -> Iterator[Any]:
    """The whole application, in this very thread and transaction: it leaves the connection open."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def callers(troupe: Troupe, elsewhere: Troupe) -> dict[str, Program]:
    """One program for each role; all ask about Harbour Homes."""
    token, secret = token_of(elsewhere.coordinator)
    outside = elsewhere.hat(elsewhere.coordinator, elsewhere.assembly).value
    return {
        "stranger": Program(None, "comity_none", troupe.coalition.pk),
        "member": program(troupe, "Marta", "OD"),
        "coordinator": program(troupe, "Amina", "="),
        "outsider": Program(token, secret, troupe.coalition.pk, outside),
        "reader": program(troupe, "Amina", "=", scopes=[Scope.READ]),
    }


@pytest.fixture
def things(troupe: Troupe, callers: dict[str, Program]) -> dict[str, str]:
    """An id of each kind of thing that is there, by the name it has in addresses."""
    with troupe.scope():
        question = asking(troupe)(at=NOW)
        (vote,) = say(troupe, question, at=NOW, HT="yes")
        said = {"concern": "Half stand empty.", "change": "Begin with twenty."}
        objection = raise_objection(question, by=hat(troupe, "Marta", "OD"), at=NOW, **said)
        seat, term, mandate = Seat.objects.first(), Term.objects.first(), Mandate.objects.first()
    amina = callers["coordinator"]
    roster = amina.post("rosters", {"organisations": "name\nBoat School\n"}).json()
    tie = callers["member"].post("ties", {"about": str(troupe.organisations["HT"].pk), "level": 2}).json()
    entry = amina.get("record?limit=1").json()["items"][0]
    found = {
        "coalition": troupe.coalition.pk, "question": question.pk, "vote": vote.pk, "objection": objection.pk,
        "organisation": troupe.organisations["OD"].pk, "person": troupe.people["Marta"].pk, "seat": seat.pk,
        "term": term.pk, "mandate": mandate.pk, "body": troupe.bodies["steering"].pk, "roster": roster["id"],
        "tie": tie["id"], "entry": entry["id"], "kind": "notices.digest",
    }  # fmt: skip
    return {name: str(value) for name, value in found.items()}


def invent(caller: Program, things: dict[str, str], *, examples: int, every: slice) -> dict[int, int]:
    """Send so many invented requests to each of these operations; returns how often each status came back."""
    seen: dict[int, int] = {}
    with application() as app:
        described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
        for found in list(described.get_all_operations())[every]:
            send(found.ok(), caller, things, examples, seen)
    return seen


def send(operation: Any, caller: Program, things: dict[str, str], examples: int, seen: dict[int, int]) -> None:
    """Invented requests to one operation, with ids that are there and ids that are not; each is taken back."""

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), known=some.booleans())
    def one(case: Any, known: bool) -> None:
        if known:
            case.path_parameters |= {k: v for k, v in things.items() if k in (case.path_parameters or {})}
        headers = {"Authorization": f"Bearer {caller.secret}", "Accept-Encoding": "identity"}
        headers |= {"Acting-As": caller.hat} if caller.hat and case.method != "GET" else {}
        with stopped_at(NOW), undone():
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS)
        seen[response.status_code] = seen.get(response.status_code, 0) + 1

    one()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, counts too."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


#: statuses that each role must have met: or these stories would be empty
MET = {
    "stranger": {401}, "member": {200, 422}, "coordinator": {200, 422}, "outsider": {404}, "reader": {200, 403},
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_a_few_invented_requests(role: str, callers: dict[str, Program], things: dict[str, str]) -> None:
    """Each role takes a fifth of the operations."""
    every = slice(ROLES.index(role), None, len(ROLES))
    assert MET[role] <= set(invent(callers[role], things, examples=4, every=every))


@pytest.mark.trust
@pytest.mark.parametrize("role", ROLES)
def test_many_invented_requests(
    role: str, callers: dict[str, Program], things: dict[str, str], promise: Promise
) -> None:
    """A server error, or an answer that is not as described, ends it at once."""
    seen = invent(callers[role], things, examples=40, every=slice(None))
    measured = f"0 server errors, 0 breaks of the description in {sum(seen.values()):,} requests"
    where = f"API: invented requests of a {role} ({connection.vendor})"
    promise(where, measured, "0, 0", MET[role] <= set(seen) and sum(seen.values()) > 1000)
