"""Those agreed upon among the prospects are offered for the founding meeting; inviting them there moves them along."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import create_body, fill_seat, give_seat
from comity.coalitions.models import BodyKind, Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.founding.convening import acts
from comity.founding.convening.prospecting import offered
from comity.founding.methods.acts import name_method, note_prospect_method, say_method
from comity.founding.models import Convening, PartnerSearch, Party, Prospect, ProspectState
from comity.founding.prospects import acts as prospects
from comity.founding.prospects.acts_gaps import plan_wave
from comity.people.models import Person, Sector
from comity.signatures.acts import sign
from tests.cast import Troupe, join
from tests.founding.stage import hat
from tests.founding.test_convening import AFTER, MEETS, NOW, ready
from tests.governing.stage import signed_in

__all__ = ["ready"]
pytestmark = pytest.mark.row("F9", "F11")
P = ProspectState
SAID = {"populations": "Families", "sector": Sector.PUBLIC, "level": "director"}


@pytest.fixture
def prepared(ready: Troupe) -> Convening:
    """Ines sits in the committee that looks for partners; the founding meeting is being prepared."""
    with ready.scope():
        body = create_body(name="Steering", kind=BodyKind.STRATEGIC, by=ready.by, at=NOW)
        ready.bodies["steering"] = body
        seat = give_seat(body, ready.organisations["WC"], by=ready.by, at=NOW)
        fill_seat(seat, ready.people["Ines"], by=ready.by, at=NOW)
        prospects.begin_search(body, by=ready.by, at=NOW)
        return acts.prepare_convening(starts_at=MEETS, by=ready.by, at=NOW)


def chosen(troupe: Troupe, name: str = "Quay School", **said: Any) -> Prospect:
    with troupe.scope():
        row = prospects.enter_prospect(name=name, by=troupe.by, at=NOW, **(SAID | said))
        return prospects.move_prospect(row, P.CHOSEN, by=troupe.by, at=NOW)


def names(troupe: Troupe, thing: Convening) -> list[str]:
    with troupe.scope():
        standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=NOW)
        return [one.name for one in offered(standing, thing)]


def invite(troupe: Troupe, thing: Convening, row: Prospect, **given: Any) -> Party:
    with troupe.scope():
        said = {"contact": "Rosa Pons", "email": "rosa@quay.example"} | given
        return acts.invite_party(thing, prospect=row, by=troupe.by, at=NOW, **said)


def again(troupe: Troupe, row: Prospect) -> Prospect:
    with troupe.scope():
        return Prospect.objects.select_related("organisation").get(pk=row.pk)


def wearing(troupe: Troupe) -> Client:
    client = signed_in(troupe.coordinator)
    client.post(reverse("coalitions:hat", args=[troupe.coalition.slug]), {"hat": troupe.by.value})
    return client


def test_who_was_chosen_is_offered_and_invited_and_stands_as_invited(ready: Troupe, prepared: Convening) -> None:
    row = chosen(ready)
    with ready.scope():
        prospects.enter_prospect(name="Only Found", by=ready.by, at=NOW)
    assert names(ready, prepared) == ["Quay School"], "who was only found is not offered"
    with pytest.raises(ValidationError, match="Who answers"):
        invite(ready, prepared, row, email="")
    assert again(ready, row).state == P.CHOSEN, "nothing is done by halves"
    party = invite(ready, prepared, row)
    moved = again(ready, row)
    assert (moved.state, moved.organisation) == (P.INVITED, party.organisation)
    assert party.organisation.sector == Sector.PUBLIC and party.organisation.serves == "Families"
    with ready.scope():
        assert Membership.objects.get(organisation=party.organisation).state == MembershipState.INVITED
    assert names(ready, prepared) == []


def test_taken_off_the_list_before_it_is_sent_it_is_chosen_again(ready: Troupe, prepared: Convening) -> None:
    row = chosen(ready)
    party = invite(ready, prepared, row)
    with ready.scope():
        acts.remove_party(party, by=ready.by, at=NOW)
    assert again(ready, row).state == P.CHOSEN
    assert names(ready, prepared) == ["Quay School"]


def test_who_signs_and_founds_it_has_joined(ready: Troupe, prepared: Convening) -> None:
    row = chosen(ready)
    party = invite(ready, prepared, row)
    with ready.scope():
        acts.send_convening(prepared, by=ready.by, at=NOW)
        thing = acts.open_approval(prepared, by=ready.by, at=AFTER)
        assert thing.sheet is not None
        person = party_person()
        for by in (ready.hat(person, party.organisation, at=AFTER), hat(ready, "WC"), hat(ready, "NS")):
            sign(thing.sheet, by=by, at=AFTER, typed="Signed")
        acts.constitute(thing, by=ready.by, at=AFTER)
    assert again(ready, row).state == P.JOINED


def party_person() -> Person:
    return Person.objects.get(email="rosa@quay.example")


@pytest.mark.row("F15")
def test_methods_that_do_not_fit_are_seen_before_and_taken_knowingly(ready: Troupe, prepared: Convening) -> None:
    row = chosen(ready)
    with ready.scope():
        blockade = name_method(name="Blockade", by=ready.by, at=NOW)
        say_method(blockade, "never", by=hat(ready, "NS"), at=NOW)
        note_prospect_method(row, blockade, "uses", source="Its leaflet", by=ready.by, at=NOW)
    with pytest.raises(ValidationError, match="Methods do not fit: Blockade"):
        invite(ready, prepared, row)
    with ready.scope():
        assert not Party.objects.filter(convening=prepared, founder=False).exists()
    client, slug = wearing(ready), ready.coalition.slug
    url = reverse("founding:invite-prospect", args=[slug, row.pk])
    with stopped_at(NOW):
        page = client.get(reverse("founding:convening", args=[slug])).content.decode()
        assert "Agreed upon, not invited yet" in page and url in page and "Somebody who directs it" in page
        page = client.get(url).content.decode()
        assert "Blockade" in page and "North School" in page and "invite all the same" in page
        said = {"contact": "Rosa Pons", "email": "rosa@quay.example"}
        held = client.post(url, said)
        assert held.status_code == 422 and "Methods do not fit" in held.content.decode()
        assert client.post(url, {**said, "knowing": "on"}).status_code == 302
    assert again(ready, row).state == P.INVITED


def test_only_the_committee_invites_prospects_whichever_way(ready: Troupe, prepared: Convening) -> None:
    school = join(ready, "Harbour Bank", Sector.PRIVATE, state=MembershipState.PROSPECT)
    row = chosen(ready)
    with ready.scope():
        prospects.take_prospects(by=ready.by, at=NOW)
        bank = Prospect.objects.get(organisation=school)
        prospects.move_prospect(bank, P.CHOSEN, by=ready.by, at=NOW)
        other = create_body(name="Others", kind=BodyKind.OTHER, by=ready.by, at=NOW)
        PartnerSearch.objects.update(body=other)
    client, slug = wearing(ready), ready.coalition.slug
    with stopped_at(NOW):
        page = client.get(reverse("founding:convening", args=[slug])).content.decode()
        assert "The committee invites." in page
        assert client.get(reverse("founding:invite-prospect", args=[slug, row.pk])).status_code == 403
    with pytest.raises(Refused, match="The committee invites"):
        invite(ready, prepared, row)
    with ready.scope(), pytest.raises(Refused, match="The committee invites"):
        acts.invite_party(prepared, organisation=school, contact="Jo", email="jo@bank.example", by=ready.by, at=NOW)


def test_an_organisation_named_by_hand_that_is_a_chosen_prospect_moves_too(ready: Troupe, prepared: Convening) -> None:
    bank = join(ready, "Harbour Bank", Sector.PRIVATE, state=MembershipState.PROSPECT)
    with ready.scope():
        prospects.take_prospects(by=ready.by, at=NOW)
        row = prospects.move_prospect(Prospect.objects.get(), P.CHOSEN, by=ready.by, at=NOW)
        acts.invite_party(prepared, organisation=bank, contact="Jo", email="jo@bank.example", by=ready.by, at=NOW)
    assert again(ready, row).state == P.INVITED


def test_a_wave_that_has_not_begun_waits_and_an_invited_one_is_offered(ready: Troupe, prepared: Convening) -> None:
    with ready.scope():
        wave = plan_wave(name="Second", trigger="words", trigger_words="The roof is on.", by=ready.by, at=NOW)
    row = chosen(ready, wave=wave)
    with pytest.raises(Refused, match="has not begun"):
        invite(ready, prepared, row)
    earlier = chosen(ready, "Mill Choir")
    with ready.scope():
        prospects.move_prospect(earlier, P.INVITED, by=ready.by, at=NOW)
    assert names(ready, prepared) == ["Mill Choir", "Quay School"]
    invite(ready, prepared, earlier)
    with pytest.raises(Refused, match="not chosen yet"):
        with ready.scope():
            found = prospects.enter_prospect(name="Only Found", by=ready.by, at=NOW)
        invite(ready, prepared, found)
