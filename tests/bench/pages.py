"""The main pages, and the proof that a page and its bare view send the same statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client

from tests.bench.growing import Stage

NAMES = (
    "home", "path", "register", "open", "decided", "organisations", "organisation", "people", "bodies", "map", "ties",
    "record", "search", "public",
)  # fmt: skip
QUERY = "?q=harbour"


def addresses(found: Stage) -> dict[str, tuple[str, str]]:
    """Each page's own address, and that of its bare view."""
    inside = f"/c/{found.coalition.slug}"
    pages = {
        "home": "", "path": "path/", "register": "decisions/", "open": f"decisions/{found.open_question}/",
        "decided": f"decisions/{found.decided_question}/", "organisations": "organisations/",
        "organisation": f"organisations/{found.organisation.slug}/", "people": "people/", "bodies": "bodies/",
        "map": "map/", "ties": "ties/", "record": "record/", "search": f"search/{QUERY}",
    }  # fmt: skip
    bare = {name: f"bare/{name}/" for name in pages} | {
        "open": f"bare/open/{found.open_question}/", "decided": f"bare/decided/{found.decided_question}/",
        "organisation": f"bare/organisation/{found.organisation.slug}/", "search": f"bare/search/{QUERY}",
    }  # fmt: skip
    own = {name: (f"{inside}/{pages[name]}", f"{inside}/{bare[name]}") for name in pages}
    return own | {"public": (f"/p/{found.coalition.slug}/", f"/p/bare/{found.coalition.slug}/")}


def ask(client: Client, address: str) -> Any:
    """The answer, which must be a page."""
    response = client.get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address} answers {response.status_code}")
    return response


def statements(client: Client, address: str) -> Counter[str]:
    """What the page sends to the database, each statement as often as it is sent, once the process is warm."""
    sent: Counter[str] = Counter()
    ask(client, address)
    with listening(sent):
        ask(client, address)
    return sent


@contextmanager
def listening(sent: Counter[str]) -> Iterator[None]:
    """Note every statement."""

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent[sql] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield


def difference(page: Counter[str], bare: Counter[str]) -> str:
    """What only one of the two sends."""
    only = [
        *(f"only the page: {sql}" for sql in page - bare),
        *(f"only the bare: {sql}" for sql in bare - page),
    ]
    return "\n".join(only)
