"""What is kept of the network reads like what is worked out, and holds no longer than the rows that it rests on."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.coalitions.acts import add_member, change_membership, give_mandate
from comity.coalitions.models import Membership, MembershipState, Power
from comity.network.jobs import keep_overviews
from comity.network.models import KeptOverview, Tie
from comity.network.queries import kept
from comity.people.acts import edit_organisation
from tests.acts.watching import everything
from tests.cast import THEN, Troupe
from tests.network.stage import address, tell, text_of

NEW_EACH_TIME = re.compile(rb'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|id: ?[0-9a-f]+')


@pytest.fixture
def told(home: Troupe) -> Troupe:
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 5)
    tell(home, "Amina", "HT", "HH", 2)
    return home


@pytest.fixture
def henk(told: Troupe, client: Client) -> Iterator[Client]:
    client.force_login(told.people["Henk"])
    with stopped_at(THEN):
        yield client


def look(client: Client, troupe: Troupe, path: str = "map/") -> bytes:
    page = client.get(address(troupe, path))
    assert page.status_code == 200
    return NEW_EACH_TIME.sub(b"", page.content)


def holds(troupe: Troupe) -> bool:
    """Something is kept of this coalition's network, and would be shown."""
    return troupe.coalition.pk not in kept.outdated(THEN)


@pytest.mark.parametrize("path", ["map/", "map/?rule=confirmed"])
def test_kept_or_worked_out_the_page_is_the_same(
    told: Troupe, henk: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = look(henk, told, path)
    keep_overviews(None, THEN)
    monkeypatch.setattr("comity.network.views.map.read", None)  # nothing is read from ties any more
    assert look(henk, told, path) == worked_out


@pytest.mark.parametrize("path", ["map/?rung=3", "map/?around=health", "map/?source=a+list"])
def test_whoever_asks_for_a_part_gets_it_worked_out(told: Troupe, henk: Client, path: str) -> None:
    before = look(henk, told, path)
    keep_overviews(None, THEN)
    assert look(henk, told, path) == before


def test_the_queries_do_not_grow_with_the_network(
    told: Troupe, henk: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    keep_overviews(None, THEN)
    look(henk, told)
    with django_assert_num_queries(7) as asked:
        look(henk, told)
    assert not [one["sql"] for one in asked.captured_queries if "network_tie" in one["sql"]]


# ── nothing goes stale ──


def say(troupe: Troupe) -> None:
    tell(troupe, "Henk", "DR", "HH", 3)


def leave(troupe: Troupe) -> None:
    with troupe.scope():
        one = Membership.objects.get(organisation=troupe.organisations["HH"])
        change_membership(one, MembershipState.SUSPENDED, by=troupe.by, at=THEN)


def rename(troupe: Troupe) -> None:
    edit_organisation(troupe.organisations["HH"], name="Quayside Clinic", by=troupe.by, at=THEN)


CHANGES = {
    say: "Dock Road Traders Harbour Health Service Cooperation", leave: "between 3 organisations.", rename: "Quayside",
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_each_act_on_the_network_shows_at_once(change: Any, told: Troupe, henk: Client) -> None:
    keep_overviews(None, THEN)
    assert holds(told) and CHANGES[change] not in text_of(henk.get(address(told, "map/")))
    change(told)
    assert not holds(told)
    assert CHANGES[change] in text_of(henk.get(address(told, "map/")))
    keep_overviews(None, THEN)
    assert holds(told)
    assert CHANGES[change] in text_of(henk.get(address(told, "map/")))


def test_a_name_that_is_changed_in_another_coalition_shows_here_too(
    told: Troupe, elsewhere: Troupe, henk: Client
) -> None:
    health, okafor = told.organisations["HH"], told.people["Okafor"]
    give_mandate(okafor, body=elsewhere.assembly, powers=[Power.COORDINATE], by=elsewhere.by, at=THEN)
    add_member(health, by=elsewhere.hat(okafor, elsewhere.assembly), at=THEN)
    keep_overviews(None, THEN)
    edit_organisation(health, name="Quayside Clinic", by=elsewhere.by, at=THEN)
    assert not holds(told) and not holds(elsewhere)
    assert "Quayside" in text_of(henk.get(address(told, "map/")))


def test_an_act_on_anything_else_leaves_it_standing(told: Troupe, elsewhere: Troupe) -> None:
    keep_overviews(None, THEN)
    tell(told, "Amina", "HT", "DR", 1)
    assert holds(elsewhere)


def test_what_an_act_changes_while_it_is_made_is_not_hidden(told: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept._made

    def meanwhile(coalition: Any, today: Any) -> Any:
        found = made(coalition, today)
        say(told)
        return found

    monkeypatch.setattr(kept, "_made", meanwhile)
    keep_overviews(None, THEN)
    assert not holds(told)


def test_what_an_older_version_has_made_is_made_anew(told: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_overviews(None, THEN)
    with scopes_disabled():
        KeptOverview.objects.update(shape=kept.SHAPE - 1, content=b"no such thing")
    assert not holds(told)
    keep_overviews(None, THEN)
    assert holds(told)


# ── nobody learns more from it ──


def test_while_some_know_of_a_tie_that_others_may_not_each_sees_their_own(told: Troupe, henk: Client) -> None:
    tie = tell(told, "Marta", "OD", "DR", 3)
    Tie._base_manager.filter(pk=tie.pk).update(confidentiality=Confidentiality.NAMED)
    keep_overviews(None, THEN)
    with told.scope():
        assert b"Dock Road" not in bytes(KeptOverview.objects.get(coalition=told.coalition).content)
    assert "3 ties" not in text_of(henk.get(address(told, "map/")))


def test_who_is_not_inside_is_shown_nothing_of_it(told: Troupe, elsewhere: Troupe, client: Client) -> None:
    keep_overviews(None, THEN)
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        assert client.get(address(told, "map/")).status_code == 404


def test_keeping_it_changes_nothing_else(told: Troupe) -> None:
    before = everything()
    keep_overviews(None, THEN)
    assert everything() == before
