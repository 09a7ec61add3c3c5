"""Who has how much say: seats by standing and sector, voting power, and what would change."""

from typing import Any

import pytest
from django.urls import reverse

from comity.coalitions.acts import give_seat
from comity.governing.balance import Asked, asked_of, balance_of
from comity.governing.balance.wording import percent, remarks
from comity.people.models import Base, Organisation
from tests.cast import THEN, Troupe
from tests.governing.stage import signed_in

USUAL = Asked()
pytestmark = pytest.mark.row("G8")


@pytest.fixture
def standings(troupe: Troupe) -> Troupe:
    """The tenants grew out of the community, the others serve it."""
    for mark, one in troupe.organisations.items():
        base = Base.COMMUNITY if mark in ("HT", "DR") else Base.INSTITUTION
        Organisation.objects.filter(pk=one.pk).update(base=base)
    return troupe


def told(troupe: Troupe, asked: Asked = USUAL) -> Any:
    with troupe.scope():
        return balance_of(troupe.bodies["steering"], asked, on=THEN.date())


def address(troupe: Troupe) -> list[Any]:
    return [troupe.coalition.slug, troupe.bodies["steering"].pk]


def page(troupe: Troupe, query: str = "", person: str = "Henk") -> Any:
    url = reverse("governing:balance", args=address(troupe))
    return signed_in(troupe.people[person]).get(f"{url}?{query}")


def test_seats_are_counted_by_standing_and_sector(standings: Troupe) -> None:
    found = told(standings)
    assert {group.key: group.seats for group in found.bases} == {"community": 1, "institution": 2}
    assert sum(group.seats for group in found.sectors) == 3
    assert any("33 % of the seats. They need others" in words for words in remarks(found))


def test_power_follows_weights_and_majority(standings: Troupe) -> None:
    key = str(standings.organisations["HT"].pk)
    found = told(standings, Asked(weights={key: 3}))
    first = found.members[0]
    assert (first.organisation.pk, first.say.needed) == (standings.organisations["HT"].pk, True)
    assert {one.name for one in found.idle} == {"Harbour Health Service", "Open Door Shelter"}
    assert found.community is not None and percent(found.community.power) == "100 %"
    all_ = told(standings, Asked(share="all"))
    assert len(all_.needed) == 3


def test_a_group_can_be_weighed_together(standings: Troupe) -> None:
    found = told(standings, Asked(weights={"community": 2}))
    assert {one.organisation.name: one.say.weight for one in found.members}["Harbour Tenants’ Union"] == 2
    assert found.told is not None and (found.told.weight, found.told.quota) == (4, 3)


def test_absence_is_tried_against_the_quorum(standings: Troupe) -> None:
    found = told(standings)
    assert {group.key: group.without.quorate for group in found.bases} == {"community": True, "institution": False}
    assert any("stays away, there is no quorum" in words for words in remarks(found))


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(standings: Troupe) -> None:
    key = f"w-{standings.organisations['HT'].pk}"
    asked = asked_of({"share": "most", "quorum": "none", key: "-1", "w-public": "2000"}, "A whole number.")
    assert (asked.share, asked.quorum, set(asked.wrong)) == ("half", "none", {key, "w-public"})
    answer = page(standings, f"{key}=many")
    assert answer.status_code == 422
    assert "Write a whole number from 0 to 1000." in answer.content.decode()


def test_nobody_has_a_vote(standings: Troupe) -> None:
    zero = {str(one.pk): 0 for one in standings.organisations.values()}
    assert told(standings, Asked(weights=zero)).told is None
    query = "&".join(f"w-{key}=0" for key in zero)
    assert "nobody has a vote" in page(standings, query).content.decode()


def test_the_page_draws_it_with_a_table_and_a_way_back(standings: Troupe) -> None:
    text = page(standings).content.decode()
    assert text.count('class="meter"') >= 5
    assert "How seats and votes are shared in Steering committee today." in text
    tried = page(standings, "share=all").content.decode()
    assert "nothing of it is kept" in tried and "Back to how it is" in tried


@pytest.mark.parametrize("more", [0, 1])
def test_queries_do_not_grow_with_the_seats(
    standings: Troupe, more: int, django_assert_max_num_queries: Any
) -> None:
    if more:
        give_seat(standings.bodies["steering"], standings.organisations["DR"], by=standings.by, at=THEN)
    client, url = signed_in(standings.people["Henk"]), reverse("governing:balance", args=address(standings))
    client.get(url)
    with django_assert_max_num_queries(9):
        assert client.get(url).status_code == 200


def test_the_table_is_taken_along_exactly(standings: Troupe) -> None:
    url = reverse("governing:balance-csv", args=[standings.coalition.slug, standings.bodies["steering"].pk])
    text = signed_in(standings.people["Henk"]).get(url).content.decode()
    assert "1/3" in text and "Harbour Tenants’ Union" in text


def test_strangers_do_not_see_it(standings: Troupe, elsewhere: Troupe) -> None:
    url = reverse("governing:balance", args=[standings.coalition.slug, standings.bodies["steering"].pk])
    assert signed_in(elsewhere.coordinator).get(url).status_code == 404
