"""Inviting somebody to act for an organisation: by mail, without a password, without telling who is known here."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.acts import invite_again, invite_representative
from comity.coalitions.models import Mandate, Power
from comity.coalitions.standing import standing_of
from comity.notices.asks import asks_of
from comity.notices.models import Mail
from comity.people.addresses import person_with
from comity.people.models import Person
from tests.cast import Troupe
from tests.coalitions.stage import LATER, Visitor, refused

NADIA = {"name": "Nadia Novak", "email": "Nadia@Example.org"}


def invite(troupe: Troupe, mark: str = "OD", **who: str) -> Mandate:
    organisation = troupe.organisations[mark]
    return invite_representative(
        organisation=organisation, powers=["speak", "vote"], by=troupe.by, at=LATER, **(who or NADIA)
    )


def link_in(mail: Mail) -> str:
    found = re.search(r"https?://[^/]+(/a/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def test_somebody_new_gets_a_mandate_a_mail_and_something_to_look_at(home: Troupe) -> None:
    row = invite(home)
    nadia = Person.objects.get(email="nadia@example.org")
    assert row.person == nadia and row.powers == {Power.SPEAK, Power.VOTE}
    mail = Mail.objects.get(kind="coalitions.invited")
    assert mail.to == "nadia@example.org"
    assert mail.subject == "Will you act for Open Door Shelter in Harbour Homes Together?"
    assert "Amina Haddad asks you" in mail.text
    assert asks_of(nadia.pk).get().title == "Welcome. Look whether the page of Open Door Shelter is right"


def test_the_link_of_the_mail_opens_the_door_once(home: Troupe) -> None:
    invite(home)
    address, client = link_in(Mail.objects.get(kind="coalitions.invited")), Client()
    with stopped_at(LATER + timedelta(days=3)):
        shown = client.get(address)
        assert shown.status_code == 200 and "Welcome, Nadia Novak" in shown.content.decode()
        assert not EmailAddress.objects.get(email="nadia@example.org").verified, "opening changes nothing"
        entered = client.post(address, follow=True)
    page = entered.content.decode()
    assert entered.status_code == 200 and "Is this page right?" in page and "Open Door Shelter" in page
    assert EmailAddress.objects.get(email="nadia@example.org").verified
    with stopped_at(LATER + timedelta(days=4)):
        again = Client().post(address)
    assert "/sign-in/" in again.headers.get("Location", "") or b"came in by this link" in again.content


def test_after_fourteen_days_the_link_is_dead(home: Troupe) -> None:
    invite(home)
    address, client = link_in(Mail.objects.get(kind="coalitions.invited")), Client()
    with stopped_at(LATER + timedelta(days=15)):
        assert client.post(address).status_code == 410
    assert not EmailAddress.objects.get(email="nadia@example.org").verified


def test_who_has_been_here_before_signs_in_as_ever(home: Troupe, elsewhere: Troupe) -> None:
    ines = elsewhere.coordinator
    EmailAddress.objects.filter(user=ines).update(verified=True)
    row = invite(home, name="Somebody", email=ines.email)
    mail = Mail.objects.get(kind="coalitions.invited")
    assert (
        row.person == ines
        and "/a/" not in mail.text
        and "/c/harbour-homes-together/organisations/" in mail.text
    )


def test_whoever_invites_learns_nothing_about_the_address(home: Troupe, elsewhere: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    answers = []
    for address in (elsewhere.coordinator.email, "nobody@example.org"):
        data = {
            "name": "Somebody",
            "email": address,
            "organisation": home.organisations["OD"].pk,
            "powers": ["speak"],
        }
        answer = visitor.post("invite", **data)
        page = visitor.client.get(answer.headers["Location"]).content.decode()
        said = re.search(r'class="toast".*?<span>(.*?)</span>', page)
        answers.append(
            (answer.status_code, answer.headers["Location"], said and said[1].replace(address, "…"))
        )
    assert answers[0] == answers[1] and answers[0][2]


def test_only_members_can_send_people(home: Troupe) -> None:
    from comity.coalitions.models import MembershipState
    from comity.people.models import Sector
    from tests.cast import join

    join(home, "City Library", Sector.PUBLIC, state=MembershipState.INVITED)
    with pytest.raises(ValidationError) as no:
        invite(home, "CL")
    assert "Admit this organisation first" in str(no.value)
    assert person_with("nadia@example.org") is None, "nothing half-saved"


def test_one_can_invite_for_ones_own_organisation_alone(home: Troupe) -> None:
    henk = home.hat(home.people["Henk"], home.organisations["DR"])
    own = {"organisation": home.organisations["DR"], "powers": ["vote"], "by": henk, "at": LATER}
    assert invite_representative(**NADIA, **own).votes
    with refused("You don’t speak for this organisation."):
        invite_representative(**NADIA, **own | {"organisation": home.organisations["OD"]})


def test_an_invitation_is_written_again_at_most_once_an_hour(home: Troupe) -> None:
    row = invite(home)
    with pytest.raises(ValidationError):
        invite_again(row, by=home.by, at=LATER + timedelta(minutes=59))
    invite_again(row, by=home.by, at=LATER + timedelta(minutes=61))
    assert Mail.objects.filter(kind="coalitions.invited").count() == 2


def test_the_person_page_says_who_never_came(home: Troupe) -> None:
    row = invite(home)
    page = Visitor(home, home.coordinator).get("person", row.person_id).content.decode()
    assert "Has not come in yet" in page and "Write again" in page
    assert (
        "Has not come in yet"
        not in Visitor(home, home.people["Henk"]).get("person", row.person_id).content.decode()
    )


def test_saying_the_page_is_right_answers_the_welcome(home: Troupe) -> None:
    row = invite(home)
    visitor = Visitor(home, row.person)
    visitor.post("organisation-right", home.organisations["OD"].slug)
    assert not asks_of(row.person_id)


def test_a_new_representative_stands_inside_with_exactly_that(home: Troupe) -> None:
    row = invite(home)
    standing = standing_of(row.person_id, home.coalition.pk, at=LATER)
    assert (
        standing.inside
        and not standing.coordinates
        and [h.of for h in standing.organisations] == [home.organisations["OD"].pk]
    )


def test_a_name_cant_smuggle_a_header_into_the_mail(home: Troupe) -> None:
    with pytest.raises(ValidationError):
        invite(home, name="Eve\nBcc: all@example.org", email="eve@example.org")
