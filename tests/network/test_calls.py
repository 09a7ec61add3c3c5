"""Calls for small help: asked, offered, taken up, confirmed by who was helped, and then evidence of the tie."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.network.acts import calls
from comity.network.calls.jobs import ask
from comity.network.models import Evidence, HelpCall, HelpOffer
from comity.notices.models import Ask, Mail
from tests.cast import THEN, Troupe
from tests.governing.stage import hat, tenants

pytestmark = [pytest.mark.django_db, pytest.mark.row("R11")]
DAY = timedelta(days=1)
BY = (THEN + 5 * DAY).date()


def shelter(home: Troupe) -> Any:
    return hat(home, "Marta", "OD")


def lease(home: Troupe, **more: Any) -> HelpCall:
    said = {"title": "Read our lease with us", "kind": "expertise", "minutes": 60, "by_on": BY, **more}
    with home.scope():
        return calls.ask_for_help(**said, by=shelter(home), at=THEN)


def offered(home: Troupe, call: HelpCall) -> HelpOffer:
    with home.scope():
        return calls.offer_help(call, "Ruth can on Tuesday.", by=tenants(home), at=THEN)


def url(home: Troupe, name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=[home.coalition.slug, *args])


def client_of(home: Troupe, name: str) -> Client:
    client = Client()
    client.force_login(home.people[name])
    return client


def test_help_that_was_given_is_confirmed_by_who_was_helped_and_stands_on_the_tie(home: Troupe) -> None:
    client, other = client_of(home, "Marta"), client_of(home, "Henk")
    with stopped_at(THEN):
        form = {"title": "Read our lease", "kind": "expertise", "minutes": 60, "by_on": BY.isoformat()}
        client.post(url(home, "ask-for-help"), form)
        with home.scope():
            call = HelpCall.objects.get()
        page = other.get(call.get_absolute_url()).content.decode()
        assert "Can you help?" in page
        other.post(url(home, "offer-help", call.pk), {"words": "Henk comes on Tuesday."})
        with home.scope():
            offer = HelpOffer.objects.get()
        assert Ask.objects.get(kind="network.offer").person == home.people["Marta"].pk
        client.post(url(home, "answer-offer", offer.pk), {"answer": "yes", "words": "Gladly."})
        assert Mail.objects.get(kind="network.help-news").to == home.people["Henk"].email
        done = {"on": THEN.date().isoformat(), "minutes": "120", "thanks": "You saved us a month."}
        assert other.post(url(home, "confirm-help", offer.pk), done).status_code == 403
        assert client.post(url(home, "confirm-help", offer.pk), done).status_code == 302
        everything = client.get(url(home, "help-calls")).content.decode()
    assert "Who has helped whom" in everything and "2 hours" in everything
    with home.scope():
        found = Evidence.objects.get()
        ends = {found.tie.first_id, found.tie.second_id}
    assert ends == {home.organisations["OD"].pk, home.organisations["DR"].pk}
    assert found.item == "expertise_given" and found.stands_by(home.organisations["DR"].pk)
    assert found.stands_by(home.organisations["OD"].pk), "both did their part: one offered it, one confirmed it"
    assert not Ask.objects.filter(closed_at=None, kind__startswith="network.").exists()


def test_who_asks_does_not_offer_and_nobody_offers_twice_or_too_late(home: Troupe) -> None:
    call = lease(home)
    offered(home, call)
    with home.scope():
        for by, at in ((shelter(home), THEN), (tenants(home), THEN), (hat(home, "Henk", "DR"), THEN + 7 * DAY)):
            with pytest.raises(Refused):
                calls.offer_help(call, "Me.", by=by, at=at)
        with pytest.raises(ValidationError):
            calls.ask_for_help(title="x", kind="hands", minutes=15, by_on=THEN.date() - DAY, by=shelter(home), at=THEN)


def test_after_its_day_who_was_helped_is_asked_once_whether_it_was_given(home: Troupe) -> None:
    offer = offered(home, lease(home))
    with home.scope():
        calls.answer_offer(offer, True, by=shelter(home), at=THEN)
    for days in (5, 6, 7):
        ask(home.coalition.pk, THEN + days * DAY)
    asked = Ask.objects.get(kind="network.help-given")
    assert asked.person == home.people["Marta"].pk and asked.opened_at == THEN + 6 * DAY
    assert Mail.objects.filter(kind="network.help-given").count() == 1


def test_closing_declines_what_waits_and_keeps_what_was_taken_up(home: Troupe) -> None:
    call = lease(home)
    first = offered(home, call)
    with home.scope():
        calls.answer_offer(first, True, by=shelter(home), at=THEN)
        calls.offer_help(call, "Henk too.", by=hat(home, "Henk", "DR"), at=THEN)
        calls.close_help(call, by=home.by, at=THEN)
        assert list(HelpOffer.objects.order_by("pk").values_list("state", flat=True)) == ["taken", "declined"]
        calls.confirm_help(first, on=THEN.date(), minutes=30, by=shelter(home), at=THEN)
        with pytest.raises(Refused):
            calls.withdraw_offer(first, by=tenants(home), at=THEN)


def test_the_digest_carries_a_call_to_others_while_they_can_offer(home: Troupe) -> None:
    lease(home)
    told = registry.digest["network.calls"]
    with home.scope():
        since, until = THEN - DAY, THEN + DAY
        henk, marta = (standing_of(home.people[name].pk, home.coalition.pk, at=THEN) for name in ("Henk", "Marta"))
        assert [words for words, _url in told(henk, since, until)] == [
            "Open Door Shelter asks for help: Read our lease with us"
        ]
        assert list(told(marta, since, until)) == []
        assert list(told(henk, since, THEN + 9 * DAY)) == []


def test_calls_leave_with_the_coalition_and_stay_few_in_queries(
    home: Troupe, django_assert_max_num_queries: Any
) -> None:
    client = client_of(home, "Henk")
    for number in range(3):
        call = lease(home, title=f"Call {number}")
        offered(home, call)
        for page in (url(home, "help-calls"), call.get_absolute_url()):
            with stopped_at(THEN), django_assert_max_num_queries(13):
                assert client.get(page).status_code == 200
    with home.scope():
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        assert len(list(registry.export["help-calls"].rows(standing))) == 4
        assert "Ruth can on Tuesday." in list(registry.export["help-offers"].rows(standing))[1]
