"""What everyone may see: purpose, members and public decisions of those who want it; never a person."""

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.acts import change_membership, change_settings
from comity.coalitions.models import Coalition, Membership, MembershipState
from comity.people.models import Organisation, Person, Sector
from tests.cast import THEN, Troupe, join, person

PAGE = "/p/harbour-homes-together/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_page_of_a_coalition_says_why_and_who(home: Troupe, client: Client) -> None:
    page = read(client, PAGE)
    assert "Dry walls for <em>everyone</em>." in page and "Alone you are sent away" in page
    assert "A coalition of 4 organisations in Saltmere" in page
    for organisation in home.organisations.values():
        assert organisation.name in page


def test_no_person_is_named_and_no_address_shown(home: Troupe, client: Client) -> None:
    Organisation.objects.update(has_page=True)
    pages = [read(client, address) for address in (PAGE, "/", "/o/harbour-tenants-union/")]
    for one in Person.objects.all():
        assert not any(one.name in page or (one.email or "@@") in page for page in pages), one.name


def test_without_the_wish_for_a_page_there_is_none(home: Troupe, client: Client) -> None:
    change_settings(home.coalition, has_page=False, by=home.by, at=THEN)
    assert client.get(PAGE).status_code == 404
    assert client.get("/o/harbour-tenants-union/").status_code == 404
    assert "Harbour Homes" not in read(client, "/")


def test_an_organisation_with_a_page_of_its_own_is_linked(home: Troupe, client: Client) -> None:
    Organisation.objects.filter(slug="open-door-shelter").update(
        has_page=True, words="The door is open at midnight."
    )
    assert 'href="/o/open-door-shelter/"' in read(client, PAGE)
    page = read(client, "/o/open-door-shelter/")
    assert "The door is open at midnight." in page and f'href="{PAGE}"' in page


def test_who_only_thinks_about_joining_and_who_left_is_not_named(home: Troupe, client: Client) -> None:
    join(home, "City Library", Sector.PUBLIC, state=MembershipState.PROSPECT)
    with home.scope():
        traders = Membership.objects.get(organisation=home.organisations["DR"])
    change_membership(traders, MembershipState.LEFT, by=home.by, at=THEN)
    page = read(client, PAGE)
    assert "City Library" not in page and "Dock Road Traders" not in page and "3 organisations" in page


@pytest.mark.parametrize("level", ["public", "coalition", "body"])
def test_only_public_decisions_stand_there(home: Troupe, client: Client, level: str) -> None:
    from tests.governing.stage import asking, close, say

    question = asking(home)(title="Insulate 40 flats", confidentiality=level)
    say(home, question, HT="yes", OD="yes", HH="no")
    close(question)
    assert ("Insulate 40 flats" in read(client, PAGE)) is (level == "public")


def test_the_page_takes_few_queries_however_many_belong(
    home: Troupe, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(3):
        join(home, f"Neighbours {number}", Sector.CITIZEN)
    with django_assert_max_num_queries(7):
        read(client, PAGE)


def test_a_stranger_finds_what_this_is_and_how_to_begin(home: Troupe, client: Client) -> None:
    page = read(client, "/")
    assert 'href="/start/"' in page and 'href="/sign-in/"' in page and "Harbour Homes Together" in page


def test_in_a_demo_a_stranger_can_go_in_as_somebody_invented(home: Troupe, client: Client, settings) -> None:
    assert "/demo/as/" not in read(client, "/")
    Person.objects.update(invented=True)
    Coalition.objects.update(invented=True)
    settings.DEMO = True
    page = read(client, "/")
    assert page.count("/demo/as/") == 2 and "Amina Haddad" in page and "Marta Lind" in page


def test_somebody_of_one_coalition_goes_straight_in(home: Troupe, client: Client) -> None:
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        assert client.get("/").headers["Location"] == "/c/harbour-homes-together/"


def test_somebody_of_several_chooses_and_somebody_of_none_can_start(home: Troupe, client: Client) -> None:
    from tests.cast import found

    found("Valley Care Circle", home.coordinator)
    client.force_login(home.coordinator)
    with stopped_at(THEN):
        page = read(client, "/")
    assert "Where do you want to go?" in page and "Valley Care Circle" in page
    client.force_login(person("Nora Novak"))
    assert "You are in no coalition yet" in read(client, "/")


def test_search_engines_are_told_what_is_theirs(client: Client, db: None) -> None:
    text = read(client, "/robots.txt")
    assert "Disallow: /\n" in text and "Allow: /p/" in text


def test_nothing_here_takes_a_post(home: Troupe, client: Client) -> None:
    for address in ("/", PAGE, "/o/open-door-shelter/", "/robots.txt"):
        assert client.post(address).status_code == 405


def test_many_members_stand_on_several_pages(home: Troupe, client: Client) -> None:
    for number in range(60):
        join(home, f"Neighbours {number:02}", Sector.CITIZEN)
    first, second = read(client, PAGE), read(client, PAGE + "?page=2")
    assert "Page 1 of 2" in first and "Neighbours 59" not in first and "Neighbours 59" in second
    assert "Page 1 of 2" in read(client, PAGE + "?page=none"), "what is no page is the first one"
