"""Who leaves says so as long before as the rules ask; until that day it belongs like all others."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership, give_notice, take_notice_back
from comity.coalitions.jobs import let_go
from comity.coalitions.models import Membership, MembershipState, Seat
from comity.coalitions.queries import members_of
from tests.cast import THEN, Troupe
from tests.governing.rules import rules_of_membership
from tests.governing.stage import OPENS, Asks, hat, say, signed_in


@pytest.fixture
def slow(troupe: Troupe) -> Troupe:
    """Harbour Homes, where leaving takes sixty days."""
    rules_of_membership(troupe, leave_days=60)
    return troupe


def of(troupe: Troupe, mark: str) -> Membership:
    with troupe.scope():
        rows = Membership.objects.select_related("organisation", "coalition")
        found: Membership = rows.get(organisation=troupe.organisations[mark])
    return found


@pytest.mark.row("G10", "G13")
@pytest.mark.binds("MembershipRules.leave_days")
def test_a_member_leaves_on_the_day_that_the_rules_name_and_not_before(slow: Troupe, asks: Asks) -> None:
    marta = hat(slow, "Marta", "OD")
    with pytest.raises(Refused, match="Who leaves says so 60 days ahead"):
        change_membership(of(slow, "OD"), MembershipState.LEFT, by=marta, at=OPENS)
    given = give_notice(of(slow, "OD"), reason="We merge.", by=marta, at=OPENS)
    last = date(2026, 3, 3) + timedelta(days=60)
    assert given.leaves_on == last
    with pytest.raises(Refused, match="It has said already that it leaves"):
        give_notice(of(slow, "OD"), by=marta, at=OPENS)

    say(slow, asks(), OD="yes")
    let_go(slow.coalition.pk, OPENS + timedelta(days=59))
    assert of(slow, "OD").state == MembershipState.MEMBER
    let_go(slow.coalition.pk, OPENS + timedelta(days=60))
    gone = of(slow, "OD")
    assert (gone.state, gone.leaves_on, gone.leaves_why) == (MembershipState.LEFT, None, "")
    with slow.scope():
        assert gone.changes.latest("pk").reason == "We merge."
        assert not Seat.objects.filter(organisation=slow.organisations["OD"], ended_on=None).exists()
    assert slow.organisations["OD"] not in members_of(slow.coalition.pk)


@pytest.mark.row("G13")
def test_a_notice_can_be_taken_back_until_the_day(slow: Troupe) -> None:
    marta = hat(slow, "Marta", "OD")
    with pytest.raises(Refused, match="has not said that it leaves"):
        take_notice_back(of(slow, "OD"), by=marta, at=OPENS)
    give_notice(of(slow, "OD"), by=marta, at=OPENS)
    for other in (hat(slow, "Henk", "DR"), hat(slow, "Ruth", "HT")):
        with pytest.raises(Refused):
            take_notice_back(of(slow, "OD"), by=other, at=OPENS)
    assert take_notice_back(of(slow, "OD"), by=marta, at=OPENS).leaves_on is None
    let_go(slow.coalition.pk, OPENS + timedelta(days=100))
    assert of(slow, "OD").state == MembershipState.MEMBER


def test_without_such_a_rule_a_member_may_leave_at_once(troupe: Troupe) -> None:
    gone = change_membership(of(troupe, "OD"), MembershipState.LEFT, by=hat(troupe, "Marta", "OD"), at=OPENS)
    assert gone.state == MembershipState.LEFT


@pytest.mark.row("G13")
def test_the_pages_say_when_it_leaves_and_offer_to_stay(slow: Troupe) -> None:
    slug, one = slow.coalition.slug, slow.organisations["OD"].slug
    leave = reverse("coalitions:step", args=[slug, one, "left"])
    client = signed_in(slow.people["Marta"])
    with stopped_at(OPENS), timezone.override("Europe/Berlin"):
        page = client.get(leave).content.decode()
        assert "By our rules it belongs until" in page and "2 May" in page
        assert client.post(leave, {"reason": "We merge."}, follow=True).status_code == 200
        page = client.get(reverse("coalitions:organisation", args=[slug, one])).content.decode()
        assert "It leaves on" in page and "Take the notice back" in page
        assert client.get(leave).status_code == 409
        listed = client.get(reverse("coalitions:organisations", args=[slug])).content.decode()
        assert "Leaves on" in listed
        other = signed_in(slow.people["Henk"])
        page = other.get(reverse("coalitions:organisation", args=[slug, one])).content.decode()
        assert "It leaves on" in page and "Take the notice back" not in page
        client.post(reverse("coalitions:stay", args=[slug, one]))
    assert of(slow, "OD").leaves_on is None


def test_a_notice_of_before_the_rule_holds(troupe: Troupe) -> None:
    """Whoever said it leaves under one rule leaves on that day, whatever the rules say later."""
    rules_of_membership(troupe, leave_days=30)
    give_notice(of(troupe, "OD"), by=hat(troupe, "Marta", "OD"), at=OPENS)
    rules_of_membership(troupe, leave_days=300, at=OPENS)
    let_go(troupe.coalition.pk, THEN + timedelta(days=40))
    assert of(troupe, "OD").state == MembershipState.LEFT
