"""Signing in by the code, here and on another device."""

from datetime import timedelta

from django.test import Client

from comity.base.clock import now, stopped_at
from comity.people.models import MailedKey, Person
from tests.people.conftest import ask, signed_in

AMINA = "amina.haddad@example.org"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_signs_in_where_it_was_asked_for(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    code = newest(AMINA).code
    answer = client.post("/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.status_code == 302
    assert signed_in(client) == "Amina Haddad"


def test_another_device_needs_the_address_too(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    code, other = newest(AMINA).code, Client()
    assert other.post("/sign-in/code/", {"code": code}).status_code == 200
    assert signed_in(other) is None
    other.post("/sign-in/code/", {"email": AMINA, "code": code})
    assert signed_in(other) == "Amina Haddad"


def test_a_code_is_used_up_with_its_link(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    mail = newest(AMINA)
    client.post("/sign-in/code/", {"code": mail.code})
    assert Client().post(mail.link).status_code == 410


def test_five_wrong_codes_and_the_right_one_is_dead_but_the_link_lives(
    client: Client, amina: Person, newest
) -> None:
    ask(client, AMINA)
    mail = newest(AMINA)
    for _ in range(5):
        assert client.post("/sign-in/code/", {"code": wrong(mail.code)}).status_code == 200
    answer = client.post("/sign-in/code/", {"code": mail.code})
    assert "wrong or too old" in answer.content.decode()
    assert signed_in(client) is None
    client.post(mail.link)
    assert signed_in(client) == "Amina Haddad"


def test_after_ten_minutes_the_code_is_dead(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    with stopped_at(now() + timedelta(minutes=10, seconds=1)):
        client.post("/sign-in/code/", {"code": newest(AMINA).code})
    assert signed_in(client) is None


def test_somebody_asking_meanwhile_does_not_spoil_my_code(client: Client, amina: Person, newest) -> None:
    ask(client, AMINA)
    mine = newest(AMINA).code
    ask(Client(), AMINA)
    client.post("/sign-in/code/", {"code": mine})
    assert signed_in(client) == "Amina Haddad"


def test_one_guess_is_compared_with_one_code(client: Client, amina: Person, newest) -> None:
    """Four mails must not make a guess four times as good."""
    codes = []
    for _ in range(4):
        ask(client, AMINA)
        codes.append(newest(AMINA).code)
    other = Client()
    other.post("/sign-in/code/", {"email": AMINA, "code": codes[0]})
    assert signed_in(other) is None
    assert sorted(MailedKey.objects.values_list("tries", flat=True)) == [0, 0, 0, 1]


def test_the_code_of_one_address_does_not_open_another(
    client: Client, amina: Person, marta: Person, newest
) -> None:
    ask(client, AMINA)
    code, other = newest(AMINA).code, Client()
    ask(other, "marta.lind@example.org")
    other.post("/sign-in/code/", {"code": code})
    other.post("/sign-in/code/", {"email": "marta.lind@example.org", "code": code})
    assert signed_in(other) is None
