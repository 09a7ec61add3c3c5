"""Who has a second factor is asked for it, whichever way they came."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from comity.base.clock import now, stopped_at
from comity.people.acts import add_app, remove_factor, renew_codes, set_password
from comity.people.arrival import oneself
from comity.people.factors import codes_of, has_second_factor
from comity.people.models import Person
from tests.people.conftest import ask, signed_in

AMINA = "amina.haddad@example.org"
SECOND = "/sign-in/second-step/"


class App:
    """The authenticator app on Amina's phone."""

    def __init__(self, person: Person) -> None:
        self.person, self.secret = person, generate_totp_secret()
        add_app(person, self.secret, by=oneself(person), at=now())

    def code(self, steps_ahead: int = 0) -> str:
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + steps_ahead))


@pytest.fixture
def app(amina: Person) -> App:
    return App(amina)


def by_link(client: Client, newest: Any) -> Any:
    ask(client, AMINA, next="/c/harbour/")
    return client.post(newest(AMINA).link)


def test_a_mailed_link_leads_to_the_second_step(client: Client, app: App, newest) -> None:
    answer = by_link(client, newest)
    assert answer.url == SECOND
    assert signed_in(client) is None
    assert "second" in client.get(SECOND).content.decode()
    answer = client.post(SECOND, {"code": app.code()})
    assert answer.url == "/c/harbour/"
    assert signed_in(client) == "Amina Haddad"


def test_so_does_a_code(client: Client, app: App, newest) -> None:
    ask(client, AMINA)
    assert client.post("/sign-in/code/", {"code": newest(AMINA).code}).url == SECOND
    assert signed_in(client) is None


def test_so_does_a_password(client: Client, app: App) -> None:
    set_password(app.person, "three wet herons wait", by=oneself(app.person), at=now())
    typed = {"by-login": AMINA, "by-password": "three wet herons wait"}
    assert client.post("/sign-in/password/", typed).url == SECOND
    assert signed_in(client) is None


def test_a_wrong_code_lets_nobody_in(client: Client, app: App, newest) -> None:
    by_link(client, newest)
    wrong = f"{(int(app.code()) + 7) % 10**6:06d}"
    answer = client.post(SECOND, {"code": wrong})
    assert "wrong, too old or used" in answer.content.decode()
    assert signed_in(client) is None


def test_a_code_seen_over_the_shoulder_is_used_already(client: Client, app: App, newest) -> None:
    by_link(client, newest)
    code = app.code()
    client.post(SECOND, {"code": code})
    assert signed_in(client) == "Amina Haddad"
    other = Client()
    by_link(other, newest)
    other.post(SECOND, {"code": code})
    assert signed_in(other) is None
    other.post(SECOND, {"code": app.code(steps_ahead=1)})
    assert signed_in(other) == "Amina Haddad"


def test_a_recovery_code_works_once(client: Client, app: App, newest) -> None:
    renew_codes(app.person, by=oneself(app.person), at=now())
    code = codes_of(app.person)[3]
    for browser, who in ((client, "Amina Haddad"), (Client(), None)):
        by_link(browser, newest)
        browser.post(SECOND, {"code": code})
        assert signed_in(browser) == who
    assert len(codes_of(app.person)) == 9


def test_new_recovery_codes_void_the_old(app: App) -> None:
    renew_codes(app.person, by=oneself(app.person), at=now())
    old = codes_of(app.person)
    renew_codes(app.person, by=oneself(app.person), at=now())
    assert not set(old) & set(codes_of(app.person))


def test_ten_wrong_second_steps_then_wait(client: Client, app: App, newest) -> None:
    by_link(client, newest)
    statuses = [client.post(SECOND, {"code": "000000"}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_strangers_can_not_use_up_the_owners_second_step(client: Client, app: App, newest) -> None:
    for _ in range(12):
        Client().post("/sign-in/password/", {"by-login": AMINA, "by-password": "wrong"})
    by_link(client, newest)
    client.post(SECOND, {"code": app.code()})
    assert signed_in(client) == "Amina Haddad"


def test_without_a_first_step_there_is_no_second(client: Client, app: App) -> None:
    for answer in (client.get(SECOND), client.post(SECOND, {"code": app.code()})):
        assert answer.url == "/sign-in/"
    assert signed_in(client) is None


def test_without_a_factor_there_is_no_second_step(client: Client, amina: Person, newest) -> None:
    assert by_link(client, newest).url == "/c/harbour/"
    assert client.get(SECOND).status_code == 302


def test_the_wait_between_the_steps_ends(
    client: Client, app: App, newest, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_link(client, newest)
    later = time.time() + 601
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: later)
    assert client.post(SECOND, {"code": app.code()}).url == "/sign-in/"
    assert signed_in(client) is None


def test_has_second_factor(app: App, marta: Person, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert has_second_factor(app.person)
    assert has_second_factor(app.person.pk)
    assert not has_second_factor(marta)
    renew_codes(app.person, by=oneself(app.person), at=now())
    remove_factor(app.person, Authenticator.objects.get(type="totp").pk, by=oneself(app.person), at=now())
    assert not has_second_factor(app.person)
    assert not Authenticator.objects.exists()


def test_the_record_tells_of_the_factor_and_not_its_secret(app: App) -> None:
    from comity.audit.models import Entry

    entry = Entry.objects.get(act="people.factor.added")
    assert app.secret not in entry.text + entry.words.words


def test_a_link_is_not_lost_to_the_clock(client: Client, app: App, newest) -> None:
    """The second step may come after the link has expired: the link did its part in time."""
    by_link(client, newest)
    with stopped_at(now() + timedelta(minutes=11)):
        client.post(SECOND, {"code": app.code()})
    assert signed_in(client) == "Amina Haddad"
