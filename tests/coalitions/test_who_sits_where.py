"""Who belongs, who sits in a body, who may vote for whom: on any day, in a constant number of queries."""

from datetime import date, timedelta

import pytest

from comity.coalitions.acts import change_membership, end_seat, give_mandate
from comity.coalitions.models import Membership, MembershipState, Power, Seat
from comity.coalitions.queries import (
    members_of,
    organisations_of,
    visible_organisations,
    visible_people,
    voters_of,
)
from comity.coalitions.standing import standing_of
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join

TODAY = THEN.date()
LATER = THEN + timedelta(days=30)


def marks(organisations) -> list[str]:
    return [o.initials for o in organisations]


def step(troupe: Troupe, mark: str, state: MembershipState, at) -> None:
    with troupe.scope():
        membership = Membership.objects.get(organisation=troupe.organisations[mark])
    change_membership(membership, state, by=troupe.by, at=at)


def test_every_member_sits_in_the_assembly(home: Troupe) -> None:
    assert marks(organisations_of(home.assembly, on=TODAY)) == ["DR", "HH", "HT", "OD"]


def test_a_committee_has_the_organisations_that_hold_its_seats(home: Troupe) -> None:
    assert marks(organisations_of(home.bodies["steering"], on=TODAY)) == ["HH", "HT", "OD"]


def test_a_seat_taken_back_counts_no_longer_but_still_did_before(home: Troupe) -> None:
    steering = home.bodies["steering"]
    with home.scope():
        seat = Seat.objects.get(body=steering, organisation=home.organisations["OD"])
    end_seat(seat, by=home.by, at=LATER)
    assert marks(organisations_of(steering, on=LATER.date())) == ["HH", "HT"]
    assert marks(organisations_of(steering, on=LATER.date() - timedelta(days=1))) == ["HH", "HT", "OD"]


def test_a_suspended_member_sits_nowhere_while_it_is_suspended(home: Troupe) -> None:
    step(home, "OD", MembershipState.SUSPENDED, LATER)
    for body in (home.assembly, home.bodies["steering"]):
        assert "OD" not in marks(organisations_of(body, on=LATER.date()))
        assert "OD" in marks(organisations_of(body, on=TODAY))


def test_members_on_a_past_day_are_those_of_that_day(home: Troupe) -> None:
    step(home, "DR", MembershipState.LEFT, LATER)
    assert "DR" not in marks(members_of(home.coalition.pk))
    assert "DR" in marks(members_of(home.coalition.pk, on=TODAY))
    assert marks(members_of(home.coalition.pk, on=TODAY - timedelta(days=1))) == []


def test_voters_are_those_with_a_vote_mandate_and_nobody_may_be_missing_from_the_list(home: Troupe) -> None:
    council = join(home, "City Council", Sector.PUBLIC)
    voters = voters_of(home.assembly, on=TODAY)
    assert voters[home.organisations["HT"].pk] == [home.people["Amina"]]
    assert voters[council.pk] == []
    assert len(voters) == 5


def test_two_voters_stand_in_the_order_of_their_mandates(home: Troupe) -> None:
    tenants = home.organisations["HT"]
    give_mandate(home.people["Ruth"], organisation=tenants, powers=[Power.VOTE], by=home.by, at=LATER)
    assert [p.name for p in voters_of(home.assembly, on=LATER.date())[tenants.pk]] == [
        "Amina Haddad",
        "Ruth Brandt",
    ]
    assert [p.name for p in voters_of(home.assembly, on=TODAY)[tenants.pk]] == ["Amina Haddad"]


@pytest.mark.parametrize("more", [0, 3])
def test_voters_take_one_query_however_many(home: Troupe, more: int, django_assert_max_num_queries) -> None:
    for number in range(more):
        join(home, f"Neighbours {number}", Sector.CITIZEN)
    with django_assert_max_num_queries(2):
        assert len(voters_of(home.assembly, on=TODAY)) == 4 + more


def test_outsiders_see_nobody(home: Troupe, elsewhere: Troupe) -> None:
    standing = standing_of(elsewhere.coordinator.pk, home.coalition.pk, at=THEN)
    assert not visible_organisations(standing) and not visible_people(standing)


def test_insiders_see_their_own_and_nobody_elses(home: Troupe, elsewhere: Troupe) -> None:
    standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
    with home.scope():
        assert marks(visible_organisations(standing)) == ["DR", "HH", "HT", "OD"]
        assert len(visible_people(standing)) == 5


def test_an_organisation_appears_under_the_name_it_has_here(home: Troupe) -> None:
    with home.scope():
        Membership.objects.filter(organisation=home.organisations["HT"]).update(shown_as="Tenants")
    assert [o.shown_name for o in members_of(home.coalition.pk)][2] == "Tenants"


def test_a_day_before_the_coalition_has_no_members(home: Troupe) -> None:
    assert not organisations_of(home.assembly, on=date(2020, 1, 1))
