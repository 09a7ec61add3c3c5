"""The network as a matrix, and over time: a day as it was, and what was gained, kept and lost."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.core.network.drawing import Bond, Member, draw
from comity.network.acts import end_tie
from comity.network.models import Tie
from comity.network.queries.history import GAINED, KEPT, LOST
from comity.network.queries.pictures import packed, unpacked
from tests.cast import THEN, Troupe
from tests.network.stage import address, tell, text_of

LATER, LAST = THEN + timedelta(days=30), THEN + timedelta(days=60)


@pytest.fixture
def told(home: Troupe) -> Troupe:
    """Two ties at first; a month later one more; then the first of all ends."""
    first = tell(home, "Amina", "HT", "DR", 2)
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HH", 3, at=LATER)
    end_tie(Tie._base_manager.get(pk=first.pk), by=home.hat(home.people["Amina"], home.organisations["HT"]), at=LAST)
    return home


@pytest.fixture
def henk(told: Troupe, client: Client):
    client.force_login(told.people["Henk"])
    with stopped_at(LAST + timedelta(days=1)):
        yield client


def pairs(page, troupe: Troupe) -> set[frozenset[str]]:
    marks = {str(one.pk): mark for mark, one in troupe.organisations.items()}
    return {frozenset((marks[tie.a], marks[tie.b])) for tie in page.context["drawing"].ties}


@pytest.mark.row("R1")
def test_each_day_shows_what_held_then(told, henk):
    def on(day):
        return pairs(henk.get(address(told, f"map/change/?on={day.date().isoformat()}")), told)

    assert on(THEN) == {frozenset(("HT", "DR")), frozenset(("HT", "OD"))}
    assert on(LATER) == {frozenset(("HT", "DR")), frozenset(("HT", "OD")), frozenset(("OD", "HH"))}
    assert on(LAST) == {frozenset(("HT", "OD")), frozenset(("OD", "HH"))}


@pytest.mark.row("R1")
def test_everybody_keeps_the_same_place_on_every_day(told, henk):
    places = []
    for query in ("", f"?on={THEN.date()}", f"?on={LAST.date()}&since={THEN.date()}", f"?since={LATER.date()}"):
        drawing = henk.get(address(told, f"map/change/{query}")).context["drawing"]
        places.append({node.key: (node.x, node.y) for node in drawing.nodes})
    assert len(places[0]) == 4 and all(one == places[0] for one in places)


def test_two_days_side_by_side(told, henk):
    page = henk.get(address(told, f"map/change/?on={LAST.date()}&since={THEN.date()}"))
    text = text_of(page)
    assert "1 tie was gained, 1 was kept, 1 was lost." in text
    became = {tie.change for tie in page.context["drawing"].ties}
    assert became == {GAINED, KEPT, LOST}
    drawn = page.content.decode()
    assert drawn.count('class="signed"') == 2 and "tie gained" in drawn and "tie lost" in drawn
    assert ("Harbour Health Service", "Open Door Shelter", "No tie", "Cooperation") in page.context["rows"]


def test_a_day_that_was_none_is_ignored(told, henk):
    for query in ("?on=x&since=2020-01-01", "?on=%00", f"?on={THEN.date()}&since={THEN.date()}", "?rung=99"):
        page = henk.get(address(told, f"map/change/{query}"))
        assert page.status_code == 200 and not page.context["compared"]


def test_from_a_rung_up_over_time(told, henk):
    assert pairs(henk.get(address(told, "map/change/?rung=4")), told) == {frozenset(("HT", "OD"))}


def test_before_anything_was_said(home, client):
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        assert "Nothing has happened yet" in text_of(client.get(address(home, "map/change/")))
        assert "No ties are known yet" in text_of(client.get(address(home, "map/matrix/")))


@pytest.mark.parametrize("path", ["map/matrix/?order=group", "map/change/"])
def test_a_constant_number_of_queries(home, client, path, django_assert_max_num_queries):
    client.force_login(home.people["Henk"])
    counts = []
    with stopped_at(LAST):
        for hand in (1, 3):
            for other in ("OD", "HH", "DR")[:hand]:
                tell(home, "Amina", "HT", other, 2)
            with django_assert_max_num_queries(12) as queries:
                client.get(address(home, path))
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_each_row_tells_what_one_says_of_the_others(told, henk):
    page = henk.get(address(told, "map/matrix/?format=csv"))
    rows = list(csv.reader(io.StringIO(b"".join(page.streaming_content).decode("utf-8-sig"))))
    head, *body = rows
    said = {(row[0], name): cell for row in body for name, cell in zip(head[1:], row[1:], strict=True)}
    tenants = next(name for name in head if "Tenants" in name)
    assert said[tenants, "Open Door Shelter"] == "4" and said["Open Door Shelter", tenants] == ""
    assert said["Open Door Shelter", "Harbour Health Service"] == "3"


def test_rows_stand_by_sector_with_a_line_between(told, henk):
    page = henk.get(address(told, "map/matrix/?order=sector")).content.decode()
    table = page[page.index('<div class="scroll matrix"') : page.index("</table>")]
    assert table.index("Harbour Health Service") < table.index("Dock Road Traders") < table.index("Open Door Shelter")
    assert table.count('<tr class="begins">') == 3 and "(no answer)" in table and 'class="un' in table


def test_outsiders_find_neither(told, elsewhere, client):
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        for path in ("map/matrix/", "map/change/"):
            assert client.get(address(told, path)).status_code == 404


def test_a_comparison_is_kept_as_it_was():
    drawing = draw([Member("a", "A", "A"), Member("b", "B", "B")], [Bond("a", "b", change="gained")])
    assert unpacked(packed(drawing)) == drawing
