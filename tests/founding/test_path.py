"""The list of tasks that leads through founding: for several founders at once, read from the records."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.evidence import Fact
from comity.core.advice.readiness import Question
from comity.founding.path.showing import State, Way, way_of
from comity.founding.queries import checklist_of
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join
from tests.founding.stage import SPEAKERS, hat, say
from tests.governing.stage import signed_in

LATER = THEN + timedelta(days=1)
KEYS = ("founding.founders", "founding.checklist", "founding.brief", "governing.rulebook")


def way(troupe: Troupe, mark: str, **counts: int) -> Way:
    """The tasks as one founder sees them; `counts` by the last part of the key, of one needed."""
    mine = hat(troupe, mark).organisation
    facts = {key: Fact(key, counts.get(key.rsplit(".", 1)[1], 0), 1, f"/{key}/", key) for key in KEYS}
    with troupe.scope():
        return way_of(facts, checklist_of(troupe.coalition.pk), mine, troupe.coalition.slug)


def states(troupe: Troupe, mark: str, **counts: int) -> list[str]:
    return [str(row.state) for row in way(troupe, mark, **counts).rows]


@pytest.mark.row("F1")
def test_each_founder_sees_whose_turn_it_is(founders: Troupe) -> None:
    say(founders, "WC")
    mine, theirs = way(founders, "WC", founders=1), way(founders, "YC", founders=1)
    assert [row.state for row in mine.rows] == [State.DONE, State.WAITING, State.NEXT, State.TO_COME]
    assert mine.rows[1].waits == "Waits for North School, Youth Club"
    assert [row.state for row in theirs.rows] == [State.DONE, State.NEXT, State.TO_COME, State.TO_COME]
    assert theirs.rows[1].button == "Answer for us" and theirs.rows[1].url.endswith("/founding/answer/")


@pytest.mark.row("F1")
def test_a_no_pauses_all_that_follows(founders: Troupe) -> None:
    for mark in SPEAKERS:
        say(founders, mark, **({Question.MEANS.value: ("no", "No hours.")} if mark == "YC" else {}))
    assert states(founders, "WC", founders=1) == ["done", "paused", "paused", "paused"]
    say(founders, "YC")
    assert states(founders, "WC", founders=1, checklist=1) == ["done", "done", "next", "to-come"]


def test_a_task_appears_once_a_room_tells_of_it(founders: Troupe) -> None:
    with founders.scope():
        told = {"founding.founders": Fact("Founders", 3, 2, "")}
        found = way_of(told, checklist_of(founders.coalition.pk), None, "x")
    assert [row.task.key for row in found.rows] == ["founding.founders"]


@pytest.mark.parametrize("more", [0, 12])
def test_the_page_asks_the_database_twelve_times_at_most(founders: Troupe, more: int) -> None:
    for number in range(more):
        join(founders, f"Library {number}", Sector.PUBLIC)
    client = signed_in(founders.people["Ines"])
    for name in ("founding:path", "inside:path", "journey:activities"):
        url = reverse(name, args=[founders.coalition.slug])
        with stopped_at(LATER):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(url)
        assert page.status_code == 200
        assert len(asked) <= 12, (name, len(asked), [one["sql"][:110] for one in asked])


def test_the_way_through_founding_is_in_the_menu_while_it_is_founded(founders: Troupe) -> None:
    client, slug = signed_in(founders.people["Ines"]), founders.coalition.slug
    url = reverse("founding:path", args=[slug])
    page = client.get(reverse("inside:home", args=[slug])).content.decode()
    assert f'href="{url}"' in page
    founders.coalition.stage = "implementation"
    founders.coalition.save()
    page = client.get(reverse("inside:home", args=[slug])).content.decode()
    assert f'href="{url}"' not in page
