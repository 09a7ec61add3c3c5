"""The map: true to what is said, the same every time, complete without scripts, and quick where there are many."""

import csv
import io
import itertools
import time
from xml.etree import ElementTree

import pytest
from django.test import Client
from django_scopes import scope

from comity.base.clock import stopped_at
from comity.coalitions.queries import members_of
from comity.coalitions.standing import standing_of
from comity.network.models import DrawnMap, Tie
from comity.network.queries import map_of
from comity.network.queries.pictures import packed, unpacked
from comity.notices.worker import run_once
from tests.cast import THEN, Troupe
from tests.network.stage import address, imported, tell, text_of


@pytest.fixture
def henk(home: Troupe, client: Client):
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        yield client


@pytest.fixture
def told(home):
    """The tenants and the shelter work closely; the tenants alone name the health service; nobody the traders."""
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 5)
    tell(home, "Amina", "HT", "HH", 2)
    return home


def many(troupe, n, ties):
    """A large coalition, brought in by a roster."""
    sectors = itertools.cycle(["public", "private", "nonprofit", "citizen"])
    rows = "".join(f"k{i},Organisation of Street {i},{s}\n" for i, s in zip(range(n), sectors, strict=False))
    pairs = sorted({tuple(sorted((i % n, (i + 1 + 13 * (i // n)) % n))) for i in range(ties)})
    lines = [f"k{a},k{b},coordination\n" for a, b in pairs if a != b][:ties]
    imported(troupe, organisations="key,name,sector\n" + rows, ties="a,b,level\n" + "".join(lines))


def test_half_a_line_where_one_side_only_says_so(told, henk):
    page = henk.get(address(told, "map/"))
    drawing = page.context["drawing"]
    halves = [tie for tie in drawing.ties if tie.open_end]
    assert len(drawing.ties) == 2 and len(halves) == 1
    assert halves[0].a == str(told.organisations["HT"].pk)  # it starts at the one who says so
    assert "1 tie that both sides report, 1 that only one side reports" in page.content.decode()
    text = text_of(page)
    assert "2 of 4 answered (50%)." in text and "2 organisations are silent, and silence is not a “no”." in text
    assert "density could lie anywhere from 33% to 100%" in text


def test_confirmed_only_where_both_say_so(told, henk):
    page = henk.get(address(told, "map/?rule=confirmed"))
    assert page.context["reading"].figures.ties == 1
    assert page.context["drawing"].ties[0].level == 4  # what both say at least


def test_from_a_rung_up(told, henk):
    assert henk.get(address(told, "map/?rung=3")).context["reading"].figures.ties == 1
    assert "No tie fits these filters." in text_of(henk.get(address(told, "map/?rung=5&rule=confirmed")))


def test_what_makes_no_sense_in_the_address_is_ignored(told, henk):
    assert henk.get(address(told, "map/?rule=x&rung=99&source=%00&around=%F0")).status_code == 200


def test_only_around_somebody(told, henk):
    page = henk.get(address(told, "map/?around=health"))
    assert {node.initials for node in page.context["drawing"].nodes} == {"HH", "HT"}
    assert 'class="axis"' in page.content.decode()


def test_each_figure_has_a_sentence_and_its_definition(told, henk):
    text = text_of(henk.get(address(told, "map/")))
    for said in ("33% of all possible ties exist.", "Density 0.3333: 2 of 6 possible ties.", "hangs on one member.",
                 "Degree centralisation (Freeman) 0.6667", "Betweenness centralisation (Freeman)",
                 "1 organisation has no tie.",
                 "One organisation knows nobody: Dock Road Traders.", "Reciprocity 0.6667",
                 "A tie counts when at least one side reports it. 2 of 4 answered. 2 March 2026."):  # fmt: skip
        assert said in text, said


def test_an_empty_map_says_why_and_what_to_do(home, henk):
    text = text_of(henk.get(address(home, "map/")))
    assert "No ties are known yet" in text and "Say how we work with the others" in text


def test_the_same_every_time(told, henk):
    def drawn():
        with told.scope():
            standing = standing_of(told.people["Henk"].pk, told.coalition.pk, at=THEN)
            return map_of(standing, members_of(told.coalition.pk))

    first = drawn()
    with told.scope():
        from comity.network.queries import maps

        maps._drawn.cache_clear()
    assert drawn() == first
    assert unpacked(packed(first)) == first


def test_no_script_is_needed(told, henk):
    page = henk.get(address(told, "map/")).content.decode()
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert 'role="group" aria-labelledby="map-title"' in figure and "<title id=" in figure and "style=" not in figure
    assert "<script" not in page[page.index("<main") : page.index("</main>")]


def test_a_look_changes_nothing(told, henk):
    from tests.network.stage import contents_of_everything

    henk.get(address(told, "map/"))
    before = contents_of_everything()
    for path in ("map/", "ties/", "map/?rule=confirmed", "map/map.svg", "map/network.graphml"):
        henk.get(address(told, path))
    assert contents_of_everything() == before


# ── to take along ──


def test_the_picture_stands_alone(told, henk):
    page = henk.get(address(told, "map/map.svg"))
    root = ElementTree.fromstring(page.content)
    assert root.tag.endswith("svg") and page.headers["Content-Type"] == "image/svg+xml"
    assert "attachment" in page.headers["Content-Disposition"]


def test_figures_by_their_names(told, henk):
    page = henk.get(address(told, "map/measures.csv"))
    rows = list(csv.reader(io.StringIO(b"".join(page.streaming_content).decode("utf-8-sig"))))
    assert {row[0]: row[1] for row in rows[1:]}["density"].startswith("0.3333")


def test_graphml_holds_organisations_and_words(told, henk):
    root = ElementTree.fromstring(henk.get(address(told, "map/network.graphml")).content)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:node", space)) == 4
    edges = root.findall(".//g:edge", space)
    assert len(edges) == 2
    keys = {key.get("attr.name"): key.get("id") for key in root.findall("g:key", space) if key.get("for") == "edge"}
    levels = {data.text for edge in edges for data in edge.findall(f"g:data[@key='{keys['level']}']", space)}
    assert levels == {"5", "2"}


def test_other_downloads_are_not_there(told, henk):
    assert henk.get(address(told, "map/map.png")).status_code == 404


# ── who sees it ──


def test_outsiders_find_nothing(told, elsewhere, client):
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        for path in ("map/", "ties/", "map/map.svg", "map/network.graphml", "ties/say/"):
            assert client.get(address(told, path)).status_code == 404
        assert client.post(address(told, "map/draw/")).status_code == 404


# ── many ──


def test_a_constant_number_of_queries(home, henk, django_assert_max_num_queries):
    counts = []
    for hand in (1, 3):
        for other in ("OD", "HH", "DR")[:hand]:
            tell(home, "Amina", "HT", other, 2)
        with django_assert_max_num_queries(12) as queries:
            henk.get(address(home, "map/"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_large_map_is_drawn_behind_the_page(home, henk, django_assert_max_num_queries):
    many(home, 180, 300)
    page = henk.get(address(home, "map/"))
    assert page.context["state"] == "ask" and "takes some seconds to draw" in text_of(page)
    page = henk.post(address(home, "map/draw/"), follow=True)
    assert "being drawn" in text_of(page) and page.headers["Refresh"] == "2"
    run_once(THEN)
    with django_assert_max_num_queries(12):
        page = henk.get(address(home, "map/"))
    assert len(page.context["drawing"].nodes) == 184
    with scope(coalition=home.coalition.pk):
        assert DrawnMap.objects.count() == 1


@pytest.mark.slow
def test_five_hundred_organisations(home, henk, django_assert_max_num_queries):
    many(home, 496, 2500)
    henk.get(address(home, "map/"))
    for path in ("map/", "map/?around=street 7", "ties/"):
        began = time.monotonic()
        with django_assert_max_num_queries(12):
            page = henk.get(address(home, path))
        assert page.status_code == 200
        assert time.monotonic() - began < 3, path
    with scope(coalition=home.coalition.pk):
        assert Tie.objects.count() == 2500
