"""Every word of the interface can be translated; every empty list says why, offers one action and gives one example."""

import re

import pytest
from django.urls import reverse

from tests.cast import found, person
from tests.crawl.pages import pages
from tests.crawl.pseudo import Known, proper_names, pseudo, untranslated, written
from tests.matrix.world import THEN, World, undone

__all__ = ["pseudo"]  # a fixture
#: what the addresses of the crawl ask for, which their pages show again
ASKED_FOR = {"kanari", "KANARI-ELSEWHERE"}
pytestmark = [pytest.mark.django_db, pytest.mark.wide]


@pytest.mark.row("P3")
@pytest.mark.parametrize("role", ["stranger", "member", "coordinator", "administrator"])
def test_every_word_can_be_translated(role: str, world: World, pseudo: None) -> None:
    known = Known.of(written() | proper_names() | ASKED_FOR)
    missing: dict[str, set[str]] = {}
    for name, url in pages(world, role).items():
        with undone():
            source = world.client(role).get(url).content.decode()
        assert "⟦" in source, f"{name} is not in the language of this test"
        for piece in untranslated(source, known):
            missing.setdefault(piece, set()).add(name)
    told = [f"“{piece}” on {', '.join(sorted(names)[:3])} ({len(names)})" for piece, names in missing.items()]
    assert not told, "\n".join(sorted(told))


def test_what_is_not_translated_is_seen() -> None:
    known = Known.of({"Harbour Homes"})
    page = '<h1>⟦Hello⟧ Harbour Homes</h1><p title="Close">⟦a <b>bold</b> word⟧ D-001</p>\n<p>Oops</p>'
    assert untranslated(page, known) == ["Oops", "<p …> Close"]


EMPTY = ["coalitions:organisations", "governing:register", "network:ties", "network:map"]


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_list_says_why_with_one_action_and_one_example(name: str, world: World) -> None:
    with undone():
        troupe = found("Fresh", person("Fritzi Fresh", at=THEN))
        client = world.client("stranger")
        client.force_login(troupe.coordinator)
        source = client.get(reverse(name, args=[troupe.coalition.slug])).content.decode()
    part = re.search(r'<section class="empty">(.*?)</section>', source, re.DOTALL)
    assert part, "It is not said that nothing is here."
    assert re.search(r"<h\d>[^<]+</h\d><p>[^<]{10,}</p>", part[1]), "It does not say why."
    assert len(re.findall(r"<a |<button", part[1])) == 1, "It offers not exactly one action."
    assert 'class="eg' in part[1], "It gives no example."
