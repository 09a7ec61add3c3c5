"""The interface as a page: every operation by wing, with a line for the shell made from its example."""

import json
import re
import shlex
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.api.entering import HEADER as ACTING_AS
from comity.api.examples import ID
from comity.api.idempotency import HEADER as KEY
from comity.api.operations import OPERATIONS, Operation
from comity.api.problems import KINDS
from comity.api.schema import description
from comity.api.scopes import NOTES, Scope

#: wings in the order of the page
WINGS: dict[str, str | Promise] = {
    "people": _("You"),
    "coalitions": _("Coalitions, members, people and bodies"),
    "texts": _("Texts, suggestions and comments"),
    "files": _("Files"),
    "governing": _("Questions and decisions"),
    "meetings": _("Meetings and agendas"),
    "network": _("Ties, map and rosters"),
    "audit": _("The record of acts"),
}


@dataclass(frozen=True)
class Described:
    """One operation as the page shows it. curl: a line for the shell; answer: what comes back."""

    operation: Operation
    path: str
    scope: str | Promise
    asks: tuple[str, ...]
    curl: str
    answer: str


@dataclass(frozen=True)
class Wing:
    """A wing with its operations."""

    key: str
    name: str | Promise
    operations: tuple[Described, ...]


def contents() -> dict[str, Any]:
    """What the page shows."""
    return {"wings": _wings(), "problems": list(KINDS.items()), "scopes": NOTES.items(), "address": settings.ADDRESS}


@lru_cache(maxsize=1)
def _wings() -> tuple[Wing, ...]:
    paths = description()["paths"].items()
    told = {one["operationId"]: (path, one) for path, methods in paths for one in methods.values()}
    found = []
    for key, name in WINGS.items():
        mine = [OPERATIONS[one] for one in told if OPERATIONS[one].wing == key]
        found.append(Wing(key, name, tuple(_described(one, *told[one.name]) for one in mine)))
    return tuple(found)


def _described(operation: Operation, path: str, told: dict[str, Any]) -> Described:
    answer = told["responses"][str(operation.status)]["content"]
    (example,) = (content["example"] for content in answer.values())
    asks = tuple(one["name"] for one in told["parameters"] if one["in"] == "query")
    whole = json.dumps(example, indent=2, ensure_ascii=False)
    return Described(operation, path, NOTES[Scope(operation.scope)], asks, curl(operation, path, told), whole)


def curl(operation: Operation, path: str, told: dict[str, Any]) -> str:
    """A line for the shell that carries the operation out with its example."""
    address = settings.ADDRESS + re.sub(r"\{[^}]+\}", ID, path)
    lines = [f"curl -X {operation.method} {address}" if operation.writes else f"curl {address}"]
    lines.append('-H "Authorization: Bearer $COMITY_TOKEN"')
    if operation.inside and operation.writes:
        lines.append(f'-H "{ACTING_AS}: organisation:{ID}"')
    if operation.method == "POST":
        lines.append(f'-H "{KEY}: {operation.name}-1"')
    if "requestBody" in told:
        (content,) = told["requestBody"]["content"].values()
        body = json.dumps(content["example"], ensure_ascii=False)
        lines += ['-H "Content-Type: application/json"', f"-d {shlex.quote(body)}"]
    return " \\\n  ".join(lines)


