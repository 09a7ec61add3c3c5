"""Asking for a page as somebody, and searching all that comes back for canaries."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.matrix.notation import Row
from tests.matrix.world import CANARIES, Things, World, undone

#: tables that a reader's own sitting may touch while reading
OWN = ("people_sitting", "comity_cache")
#: what a browser sends with an empty form
TOKEN = {"csrfmiddlewaretoken": "unchecked here"}
INSIDE = "c/<slug:coalition>/"


def addresses() -> dict[str, bool]:
    """Every named address of the install, with whether it lies inside a coalition. AssertionError for one unnamed."""
    return dict(_walk(get_resolver().url_patterns, "", False))


def _walk(patterns: list[Any], namespace: str, inside: bool) -> Iterator[tuple[str, bool]]:
    for one in patterns:
        if isinstance(one, URLResolver) and one.namespace == "api-v1":
            continue  # other programs ask there: tests/api
        within = inside or str(one.pattern) == INSIDE
        if isinstance(one, URLResolver):
            name = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one.url_patterns, name, within)
        else:
            assert isinstance(one, URLPattern) and one.name, f"an address without a name: {one}"
            yield f"{namespace}{one.name}", within


def arguments(row: Row, things: Things) -> list[Any]:
    """The row's arguments, taken from these things. A name of a row's own value begins with "="."""
    return [one[1:] if one.startswith("=") else _value(getattr(things, one)) for one in row.args.split()]


def _value(thing: Any) -> Any:
    return getattr(thing, "pk", thing)


def address(name: str, within: bool, row: Row, things: Things, slug: str) -> str:
    """The address of a row; below `slug` if it lies inside a coalition."""
    given = arguments(row, things)
    return reverse(name, args=[slug, *given] if within else given) + row.query


@dataclass
class Asked:
    """What was asked and what came back."""

    role: str
    verb: str
    url: str
    status: int
    text: str
    writes: list[str] = field(default_factory=list)


def ask(world: World, role: str, verb: str, url: str, body: Mapping[str, Any] | None = None) -> Asked:
    """Ask, and take back whatever the answer did."""
    writes: list[str] = []
    with undone(), _noted(writes):
        client = world.client(role)
        answer = client.get(url) if verb == "GET" else client.post(url, TOKEN | dict(body or {}))
        return Asked(role, verb, url, answer.status_code, everything(answer), writes)


@contextmanager
def _noted(writes: list[str]) -> Iterator[None]:
    """Note every statement that changes a row, but for those on the reader's own sitting."""

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        changes = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if changes and not any(table in sql for table in OWN):
            writes.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


def everything(answer: HttpResponseBase) -> str:
    """All that a reader could find in an answer: headers, cookies and body; packed files unpacked."""
    parts = [f"{name}: {value}" for name, value in answer.headers.items()]
    parts += [cookie.OutputString() for cookie in answer.cookies.values()]
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "\n".join([*parts, unpacked(content)])


def unpacked(content: bytes) -> str:
    """The text of a body; of a zip, that of all files in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def leaks(role: str, text: str, knows: Mapping[str, frozenset[str]] | None = None) -> list[str]:
    """Canaries in the text that this person may not see. `KANARI-ALPHA` is not found in `KANARI-ALPHABET`."""
    found = []
    for canary, seen_by in CANARIES.items():
        may = seen_by | (knows or {}).get(canary, frozenset())
        if canary in text and role not in may:
            found.append(canary)
    return found
