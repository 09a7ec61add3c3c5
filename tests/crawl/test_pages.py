"""How every page is built, and that it costs the same however much there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.crawl.growing import grow
from tests.crawl.pages import NAMES, faults, pages
from tests.matrix.world import World, undone

pytestmark = [pytest.mark.django_db, pytest.mark.wide]
MOST = 12


def got(world: World, role: str, url: str) -> tuple[int, str, list[str]]:
    """Status, source and queries of a page."""
    with undone():
        client = world.client(role)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        assert not answer.streaming, f"{url} is a file: name its address among FILES"
        return answer.status_code, answer.content.decode(), [one["sql"] for one in queries.captured_queries]


@dataclass
class Costs:
    """The queries of each page with as much as there is in the world, and with three times that."""

    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)


def costs_of(world: World, *roles: str) -> dict[str, dict[str, list[str]]]:
    """A second visit counts: the first, by anybody, may fill caches of the process, which are the same for all."""
    found: dict[str, dict[str, list[str]]] = {}
    seen: set[str] = set()
    for role in roles:
        found[role] = {}
        for name, url in pages(world, role).items():
            if url not in seen:
                got(world, role, url)
            seen.add(url)
            found[role][name] = got(world, role, url)[2]
    return found


@pytest.fixture(scope="module")
def costs(world: World, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, Costs]]:
    """Measured once for all pages."""
    with django_db_blocker.unblock(), transaction.atomic():
        roles = ("coordinator", "member")
        seen = {role: Costs(before=found) for role, found in costs_of(world, *roles).items()}
        grow(world, organisations=12, bodies=6, questions=6, rows=3)
        for role, found in costs_of(world, *roles).items():
            seen[role].after = found
        transaction.set_rollback(True)
    yield seen


@pytest.mark.parametrize("name", NAMES)
def test_a_page_costs_little_and_the_same_however_much_there_is(name: str, costs: dict[str, Costs]) -> None:
    for role, cost in costs.items():
        if name not in cost.before:
            continue
        before, after = cost.before[name], cost.after[name]
        assert len(before) <= MOST, f"{role}: {len(before)} queries\n" + "\n".join(before)
        more = [sql[:200] for sql in after if sql not in before]
        assert len(after) <= len(before), f"{role}: {len(before)} queries, then {len(after)}\n" + "\n".join(
            more
        )


@pytest.mark.parametrize("role", ["stranger", "member", "coordinator", "administrator"])
def test_every_page_is_well_built(role: str, world: World) -> None:
    wrong = []
    for name, url in pages(world, role).items():
        status, source, _ = got(world, role, url)
        wrong += [f"{name}: {fault}" for fault in ([f"gives {status}"] if status != 200 else faults(source))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["stranger", "member", "ex"])
def test_pages_that_say_no_are_well_built_too(role: str, world: World) -> None:
    slug = world.alpha.coalition.slug
    for url in (f"/c/{slug}/settings/", f"/c/{slug}/bodies/add/", "/no/such/page/", "/install/"):
        status, source, _ = got(world, role, url)
        assert status == 302 or faults(source) == [], (url, status)


@pytest.mark.slow
def test_five_hundred_organisations_cost_no_more_queries(world: World) -> None:
    """The lists, the home page and the map of a federation."""
    lists = ("inside:home", "coalitions:organisations", "coalitions:people", "governing:register", "network:map")
    urls = pages(world, "coordinator")
    with undone():
        for name in lists:  # the first visit may fill caches of the process
            got(world, "coordinator", urls[name])
        before = {name: len(got(world, "coordinator", urls[name])[2]) for name in lists}
        grow(world, organisations=495, bodies=3, questions=1)
        for name in lists:
            status, _, queries = got(world, "coordinator", urls[name])
            # a map so large is drawn behind the page, which looks for the picture and its figures instead of ties
            most = MOST if name == "network:map" else before[name]
            assert status == 200 and len(queries) <= most, (name, most, len(queries))


def test_a_badly_built_page_is_seen() -> None:
    bad = (
        '<html><head><style>p{}</style></head><body onload="x()"><h1>One</h1><h1>Two</h1><p id="a" style="x">'
        '<b id="a"></b><input name="q"><form method="post"></form><script>1</script></body></html>'
    )
    assert len(faults(bad)) == 10, faults(bad)
