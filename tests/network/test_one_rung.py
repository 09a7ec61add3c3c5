"""One rule for rungs: map, table, matrix, exports, other programs and the tie's page show the same one."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.standing import standing_of
from comity.core.network.files import read
from comity.network.acts import confirm_evidence, keep_ties, note_evidence
from comity.network.jobs import keep_overviews
from comity.network.models import Report, Tie
from comity.network.rungs.page import Sheet
from comity.network.rungs.queries import rungs_on
from tests.cast import THEN
from tests.network.stage import address, tell, text_of

pytestmark = [pytest.mark.row("R1")]
TOO_LATE = THEN + timedelta(days=366)


@pytest.fixture
def done(home):
    """Both say cooperation; what they did carries coordination."""
    tell(home, "Amina", "HT", "OD", 3)
    tell(home, "Marta", "OD", "HT", 3)
    with home.scope():
        for item in ("event_attended", "news_answered", "hours_changed", "event_moved"):
            together(home, item)
    return home


def together(home, item, marks=("OD", "HT"), by=("Marta", "Amina")):
    one, other = (home.organisations[mark] for mark in marks)
    hats = [home.hat(home.people[name], home.organisations[mark]) for name, mark in zip(by, marks, strict=True)]
    row = note_evidence(first=one, second=other, item=item, on=THEN.date(), by=hats[0], at=THEN)
    return confirm_evidence(row, by=hats[1], at=THEN)


@pytest.fixture
def marta(done, client):
    client.force_login(done.people["Marta"])
    return client


def shown(client, troupe, at=THEN):
    """The rung of the pair wherever it stands."""
    with stopped_at(at), troupe.scope():
        tie = Tie.objects.get()
        page = client.get(address(troupe, "map/"))
        drawn = re.search(r'<g class="ties".*?class="tie t(\d)"', page.content.decode(), re.DOTALL)
        matrix = client.get(address(troupe, "map/matrix/")).content.decode()
        graph = client.get(address(troupe, "map/network.graphml")).content
        sheet = Sheet(tie, standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=at), troupe.by, at.date())
        rows = client.get(address(troupe, "ties/?format=csv"))
        listed = b"".join(rows.streaming_content).decode() if rows.streaming else rows.content.decode()
        return {
            "map": int(drawn.group(1)) if drawn else None,
            "matrix": sorted(set(re.findall(r'<td class="m(\d)', matrix))),
            "graph": [edge.attributes["level"] for edge in read("x.graphml", graph).edges],
            "page": sheet.shown,
            "list": re.findall(r"Networking|Coordination|Cooperation|Collaboration", listed)[:1],
            "rule": [one.level for one in rungs_on(troupe.coalition.pk, at.date()).values()],
        }


def test_every_page_shows_the_rung_that_follows_from_evidence(done, marta: Client):
    assert shown(marta, done) == {
        "map": 2, "matrix": ["2"], "graph": [2], "page": 2, "list": ["Coordination"], "rule": [2],
    }  # fmt: skip
    table = text_of(marta.get(address(done, "map/")))
    assert "Coordination What they did together" in table


def test_once_all_is_too_long_ago_no_page_shows_a_rung(done, marta: Client):
    with done.scope():
        Tie.objects.update(said_on=TOO_LATE.date())
    found = shown(marta, done, TOO_LATE)
    assert (found["map"], found["matrix"], found["page"], found["list"], found["rule"]) == (None, [], 0, [], [0])


def test_what_they_did_makes_a_tie_of_which_nobody_says_a_word(home, client):
    client.force_login(home.people["Marta"])
    with home.scope():
        together(home, "event_attended")
        together(home, "news_answered")
    found = shown(client, home)
    assert (found["map"], found["matrix"], found["page"], found["list"]) == (1, ["1"], 1, ["Networking"])
    page = client.get(address(home, f"organisations/{home.organisations['OD'].slug}/"))
    assert "Networking" in text_of(page)


def test_what_is_kept_of_the_map_falls_with_the_day(done, marta: Client):
    with stopped_at(THEN):
        keep_overviews(None, THEN)
        assert "Coordination" in text_of(marta.get(address(done, "map/")))
    with stopped_at(TOO_LATE):
        assert "What they did together" not in text_of(marta.get(address(done, "map/")))
        keep_overviews(None, TOO_LATE)
        assert "What they did together" not in text_of(marta.get(address(done, "map/")))


def test_evidence_shows_at_once_on_what_is_kept(home, client):
    tell(home, "Amina", "HT", "OD", 3)
    client.force_login(home.people["Marta"])
    with stopped_at(THEN):
        keep_overviews(None, THEN)
        with home.scope():
            together(home, "event_attended")
            together(home, "news_answered")
        assert "Networking What they did together" in text_of(client.get(address(home, "map/")))


def test_a_wave_of_the_ties_of_today_holds_the_same_rungs(done):
    with done.scope():
        keep_ties(name="Spring", question="Who?", by=done.by, at=THEN)
        assert set(Report.objects.values_list("level", flat=True)) == {2}


