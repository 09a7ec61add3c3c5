"""A list is pasted, looked at, and becomes a coalition with its map."""

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from tests.cast import THEN

LIST = "name,sector,place\nRope Walk Youth,citizen,Saltmere\nLantern Legal,nonprofit,Saltmere\nPort Office,public,Saltmere\n"
TIES = "from,to,level\nRope Walk Youth,Lantern Legal,cooperation\nLantern Legal,Rope Walk Youth,coordination\nOpen Door Shelter,Lantern Legal,networking\n"


@pytest.fixture
def amina(home, client: Client):
    client.force_login(home.coordinator)
    with stopped_at(THEN):
        yield client


def paste(client, slug, **lists):
    page = client.post(f"/c/{slug}/roster/", lists)
    return client.get(page["Location"]) if page.status_code == 302 else page


def test_from_paste_to_map(home, amina):
    slug = home.coalition.slug
    page = paste(amina, slug, organisations=LIST, ties=TIES)
    assert page.status_code == 200
    assert "Enter all of it" in page.content.decode()
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data.pop("first_votes")
    done = amina.post(page.request["PATH_INFO"], {**data, "go": "enter"})
    assert done.status_code == 302, done.content.decode()
    page = amina.get(done["Location"])
    assert page.status_code == 200
