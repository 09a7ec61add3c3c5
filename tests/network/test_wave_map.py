"""A wave as a map: what is known of each pair, in the places of today, and two waves side by side."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.standing import standing_of
from comity.core.network.reports import Rule
from comity.network.acts import keep_ties
from comity.network.jobs import keep_overviews
from comity.network.models import DrawnMap, KeptOverview, Wave
from comity.network.waves.maps import bonds_of_wave, map_of_wave
from comity.notices.worker import run_once
from comity.prints.layout import lay_out
from comity.prints.machine import lacks
from tests.cast import THEN
from tests.network.stage import address, tell, text_of
from tests.network.waves_stage import bring, widen

pytestmark = [pytest.mark.row("R1")]
SPRING = """from,to,level
Open Door Shelter,Harbour Tenants’ Union,cooperation
Harbour Tenants’ Union,Open Door Shelter,coordination
Open Door Shelter,Harbour Health Service,networking
Harbour Health Service,,
Harbour Tenants’ Union,Dock Road Traders,networking
"""
AUTUMN = """from,to,level
Open Door Shelter,Harbour Tenants’ Union,collaboration
Harbour Tenants’ Union,Open Door Shelter,collaboration
Harbour Health Service,Harbour Tenants’ Union,networking
"""


@pytest.fixture
def spring(home) -> Wave:
    with home.scope():
        return bring(home, SPRING)


@pytest.fixture
def autumn(home, spring) -> Wave:
    with home.scope():
        return bring(home, AUTUMN, name="Autumn", on=date(2026, 3, 2))


@pytest.fixture
def henk(home, client) -> Client:
    client.force_login(home.people["Henk"])
    return client


def look(client, home, query):
    with stopped_at(THEN):
        return client.get(address(home, f"map/?{query}"))


def picture(page):
    return re.search(r'<g class="ties".*?</g><g class="nodes">', page.content.decode(), re.DOTALL).group()


def test_the_ends_of_lines_tell_confirmed_claimed_and_not_verified(home, spring, henk):
    page = look(henk, home, f"wave={spring.pk}")
    said = text_of(page)
    assert "1 tie is confirmed, 1 claimed by one side, 1 not verified, as the other side is silent." in said
    drawn = picture(page)
    assert drawn.count('class="open"') == 1 and drawn.count('class="open unheard"') == 1
    assert "Not verified: one side says so, the other is silent" in said
    assert "Harbour Tenants’ Union Open Door Shelter Coordination Cooperation Confirmed" in said
    assert "3 of 4 answered (75%)." in said and "“With whom do you work?”" in said


def test_reports_that_count_by_themselves_are_arrows(home, spring, henk):
    page = look(henk, home, f"wave={spring.pk}&rule=directed")
    drawn = picture(page)
    assert drawn.count('class="head"') == 3 and drawn.count('class="head unheard"') == 1
    assert 'class="open' not in drawn and "Arrow: who names whom" in text_of(page)
    with home.scope():
        ways = {bond.way: bond.level for bond in bonds_of_wave(map_of_wave(spring, Rule.DIRECTED, None).reading)}
    assert ways["both"] == 2  # the rung that both name


def test_under_both_sides_only_confirmed_ties_stand_there(home, spring, henk):
    page = look(henk, home, f"wave={spring.pk}&rule=confirmed")
    assert picture(page).count("<path") == 1
    assert "Claimed" not in text_of(page).split("The same as a table")[1].split("What the map says")[0]


def test_everybody_stands_where_today_has_them(home, spring, henk):
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Henk", "DR", "HH", 2)
    pages = [look(henk, home, query) for query in ("", f"wave={spring.pk}", f"wave={spring.pk}&rule=directed")]
    spot = re.compile(r'ego=([0-9a-f-]{36})" tabindex="-1" data-at="([^"]+)"')
    places = [set(spot.findall(page.content.decode())) for page in pages]
    assert len(places[0]) == 4 and places[0] == places[1] == places[2]


def test_two_waves_side_by_side_tell_what_came_stayed_and_went(home, spring, autumn, henk):
    page = look(henk, home, f"wave={autumn.pk}&since={spring.pk}")
    said = text_of(page)
    assert "1 tie is new, 1 has stayed, 1 has gone, among the 3 organisations that answered both times." in said
    assert "Ties left out, as one end did not answer both times: 1 of the first wave, 0 of the second." in said
    drawn = picture(page)
    assert [drawn.count(f'class="tie {became}"') for became in ("gained", "kept", "lost")] == [1, 1, 1]
    assert "Harbour Health Service Harbour Tenants’ Union No tie Networking New" in said
    assert "Harbour Tenants’ Union Open Door Shelter Cooperation Collaboration Stayed" in said
    assert "Harbour Health Service Open Door Shelter Networking No tie Gone" in said


def test_one_organisation_with_its_partners(home, spring, henk):
    health = home.organisations["HH"]
    page = look(henk, home, f"wave={spring.pk}&ego={health.pk}")
    rows = text_of(page).split("The same as a table")[1].split("What the map says")[0]
    assert "Open Door Shelter" in rows and "Dock Road Traders" not in rows
    assert "Show the whole map" in text_of(page)


def test_a_list_of_ties_is_whole_lines(home, henk):
    with home.scope():
        listed = bring(home, SPRING.replace("Harbour Health Service,,\n", ""), given=True)
    page = look(henk, home, f"wave={listed.pk}")
    assert "3 ties that the list names." in text_of(page) and 'class="open' not in picture(page)
    assert "Ties count when" not in text_of(page)


def test_a_wave_nobody_may_know_of_is_not_there(home, elsewhere, spring, henk, client):
    assert look(henk, home, f"wave={uuid4()}").status_code == 404
    client.force_login(elsewhere.coordinator)
    assert look(client, home, f"wave={spring.pk}").status_code == 404


def test_rubbish_in_the_address_is_the_map_of_today(home, henk):
    assert look(henk, home, "wave=x&since=y&rule=directed").status_code == 200


@pytest.mark.parametrize("extra", ["", "&rule=directed", "&colour=group", "&since={since}"])
def test_it_takes_twelve_queries_at_most(home, spring, autumn, henk, extra, django_assert_max_num_queries):
    query = f"wave={autumn.pk}{extra.format(since=spring.pk)}"
    keep_overviews(None, THEN)
    look(henk, home, query)
    with django_assert_max_num_queries(12):
        assert look(henk, home, query).status_code == 200
    with home.scope():
        widen(home)
        big = bring(home, SPRING + "Boat School,Lamp Keepers,networking\nLamp Keepers,Night Ferry,cooperation\n")
    tell(home, "Amina", "HT", "OD", 4)
    query = f"wave={big.pk}{extra.format(since=spring.pk)}"
    look(henk, home, query)
    with django_assert_max_num_queries(14):  # in the minute before today's map is kept anew, its places are worked out
        assert look(henk, home, query).status_code == 200
    keep_overviews(None, THEN)
    look(henk, home, query)
    with django_assert_max_num_queries(12):
        assert look(henk, home, query).status_code == 200


def test_a_large_wave_is_drawn_behind_the_page(home, spring, henk, monkeypatch):
    monkeypatch.setattr("comity.network.waves.maps.AT_ONCE", 2)
    assert "Draw it" in text_of(look(henk, home, f"wave={spring.pk}"))
    with stopped_at(THEN):
        henk.post(address(home, f"map/draw/?wave={spring.pk}"))
    run_once(THEN)
    with home.scope():
        assert DrawnMap.objects.exclude(picture=b"").count() == 1
    assert 'class="open unheard"' in picture(look(henk, home, f"wave={spring.pk}"))


def test_the_ties_of_today_kept_as_a_wave_can_be_looked_at(home, henk):
    tell(home, "Amina", "HT", "OD", 4)
    with home.scope():
        kept = keep_ties(name="Now", question="Who?", by=home.by, at=THEN)
    assert "not verified" in text_of(look(henk, home, f"wave={kept.pk}"))


# ── on paper, and communities ──


def test_the_map_on_paper_has_its_picture_legend_day_and_ties(home, spring):
    with home.scope(), stopped_at(THEN):
        html = lay_out(standing_of(home.people["Henk"].pk, home.coalition.pk, at=THEN), spring).html
    assert "Map of Spring" in html and "<svg" in html and "1 March 2026." in html
    assert "Not verified: one side" not in html and "The same, and the other is silent" in html
    assert "Harbour Tenants’ Union" in html.split("The same as a table")[1]


def test_the_map_of_today_on_paper(home, henk):
    tell(home, "Amina", "HT", "OD", 4)
    with stopped_at(THEN):
        page = henk.get(address(home, "map/paper/"), follow=True)
        assert "Ask again in a minute" in text_of(page) or "PDF" in text_of(page)
        keep_overviews(None, THEN)
        page = henk.get(address(home, "map/paper/"), follow=True)
        assert page.status_code == 200 and "PDF" in text_of(page)
    with home.scope(), stopped_at(THEN):
        row = KeptOverview.objects.get()
        html = lay_out(standing_of(home.people["Henk"].pk, home.coalition.pk, at=THEN), row).html
    assert "Collaboration: share risk and credit" in html and "2 March 2026." in html


def test_a_picture_that_stands_alone_tells_all_it_needs(home, spring, henk):
    with stopped_at(THEN):
        svg = henk.get(address(home, f"map/map.svg?wave={spring.pk}&rule=directed&colour=group")).content.decode()
    for words in ("Spring", "Each names the other", "Not verified: the one named is silent", "Nonprofit", "“With whom"):
        assert words in svg, words
    assert "Multisector" not in svg  # no such tie is drawn


def test_communities_are_called_after_the_busiest_and_listed(home, spring, henk):
    for query in (f"wave={spring.pk}&colour=group", "colour=group"):
        if query == "colour=group":
            for name, mine, other in (("Amina", "HT", "OD"), ("Marta", "OD", "HT"), ("Okafor", "HH", "OD")):
                tell(home, name, mine, other, 4)
        page = look(henk, home, query)
        legend, rows = text_of(page).split("Communities Who works")
        called = re.search(r"Around [^:]+: \d organisations", legend)
        assert called and called.group() in rows


def test_both_maps_are_had_as_pdfs(home, spring, henk):
    if lacks():
        pytest.skip("no PDFs on this machine")
    tell(home, "Amina", "HT", "OD", 4)
    keep_overviews(None, THEN)
    with home.scope():
        things = [("network.wave", spring.pk), ("network.keptoverview", KeptOverview.objects.get().pk)]
    for label, pk in things:
        url = reverse("prints:page", args=[home.coalition.slug, label, pk])
        with stopped_at(THEN):
            assert henk.post(url).status_code == 302
            run_once(THEN)
            got = re.search(r'href="(/c/[^"]+/prints/[0-9a-f-]{36}/)"', henk.get(url).content.decode()).group(1)
            page = henk.get(got)
        assert page.status_code == 200 and b"".join(page.streaming_content)[:5] == b"%PDF-"
