"""Signing in by the mailed link."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from comity.base.clock import now, stopped_at
from comity.people.models import MailedKey, Person
from tests.people.conftest import ask, signed_in

AMINA = "amina.haddad@example.org"


def test_the_link_signs_in_after_a_button(client: Client, amina: Person, newest) -> None:
    answer = ask(client, AMINA)
    assert answer.status_code == 302
    assert f"If {AMINA} is known here" in client.get(answer.url).content.decode()
    shown = client.get(newest(AMINA).link)
    assert shown.status_code == 200
    assert "You sign in as Amina Haddad" in shown.content.decode()
    assert signed_in(client) is None
    answer = client.post(newest(AMINA).link)
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client) == "Amina Haddad"


def test_the_address_is_typed_in_any_case(client: Client, amina: Person, newest) -> None:
    ask(client, "  Amina.HADDAD@Example.ORG ")
    client.post(newest(AMINA).link)
    assert signed_in(client) == "Amina Haddad"


def test_the_link_works_once(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    link = newest(AMINA).link
    client.post(link)
    other = Client()
    again = other.post(link)
    assert again.status_code == 410
    assert "used already" in again.content.decode()
    assert other.get(link).status_code == 410
    assert signed_in(other) is None


def test_two_at_the_same_moment_and_only_one_comes_in(amina: Person, newest, client: Client) -> None:
    ask(client, AMINA)
    from comity.people import keys

    one = MailedKey.objects.get()
    two = MailedKey.objects.get()
    assert keys.use(one, at=now())
    assert not keys.use(two, at=now())


def test_a_mail_scanner_that_follows_links_changes_nothing(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    link = newest(AMINA).link
    before = list(MailedKey.objects.values())
    for method in (Client().get, Client().head, Client().get):
        assert method(link).status_code == 200
    assert list(MailedKey.objects.values()) == before
    client.post(link)
    assert signed_in(client) == "Amina Haddad"


def test_the_link_works_on_a_device_that_never_asked(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    phone = Client()
    phone.post(newest(AMINA).link)
    assert signed_in(phone) == "Amina Haddad"
    assert signed_in(client) is None


def test_after_ten_minutes_the_link_is_too_old(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    link = newest(AMINA).link
    with stopped_at(now() + timedelta(minutes=9, seconds=59)):
        assert client.get(link).status_code == 200
    with stopped_at(now() + timedelta(minutes=10, seconds=1)):
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 410
            assert "too old" in answer.content.decode()
    assert signed_in(client) is None


def test_a_link_cut_off_is_not_known(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    assert client.get(newest(AMINA).link[:-6] + "/").status_code == 404
    assert client.post("/sign-in/by/x/").status_code == 404


def test_only_hashes_are_kept(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    mail, key = newest(AMINA), MailedKey.objects.get()
    kept = " ".join(str(value) for value in vars(key).values())
    assert mail.link.split("/")[-2] not in kept
    assert mail.code not in kept


def test_coming_in_by_mail_confirms_the_address(client: Client, amina: Person, newest) -> None:
    assert not EmailAddress.objects.get(user=amina).verified
    ask(client, AMINA)
    client.post(newest(AMINA).link)
    assert EmailAddress.objects.get(user=amina).verified


def test_the_link_leads_where_one_wanted_to_go(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA, next="/c/harbour/")
    phone = Client()
    assert phone.post(newest(AMINA).link).url == "/c/harbour/"


@pytest.mark.parametrize(
    "outside",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, amina: Person, newest, outside: str) -> None:
    ask(client, AMINA, next=outside)
    assert client.post(newest(AMINA).link).url == "/"
    assert client.get("/sign-in/", {"next": outside}).url == "/"


def test_someone_else_signed_in_on_this_browser_goes_out_first(
    client: Client, amina: Person, marta: Person, newest
) -> None:
    client.force_login(marta)
    ask(Client(), AMINA)
    client.post(newest(AMINA).link)
    assert signed_in(client) == "Amina Haddad"


def test_signing_out_needs_a_post(inside: Client) -> None:
    assert inside.get("/sign-out/").status_code == 405
    assert signed_in(inside) == "Amina Haddad"
    inside.post("/sign-out/")
    assert signed_in(inside) is None


def test_every_form_of_the_door_needs_its_token(amina: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("/sign-in/", "/sign-in/code/", "/sign-in/password/", "/sign-in/by/x/", "/sign-out/"):
        assert strict.post(path, {"email": AMINA}).status_code == 403
    assert not MailedKey.objects.exists()
