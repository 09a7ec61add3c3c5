"""Guessing is slow, whoever guesses, from wherever."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client, RequestFactory

from comity.base.clock import now, stopped_at
from comity.notices.models import Mail
from comity.people.acts import set_password
from comity.people.arrival import oneself
from comity.people.models import MailedKey, Person
from comity.people.network import client_address, network_of
from comity.people.throttle import GUESSES, SPAN, TooOften, refund, spend
from tests.people.conftest import ask, signed_in

AMINA = "amina.haddad@example.org"
SECRET = "three wet herons wait"


@pytest.fixture
def by_password(amina: Person) -> Person:
    set_password(amina, SECRET, by=oneself(amina), at=now())
    return amina


def guess(password: str, address: str = AMINA, **where: str) -> Any:
    browser = Client(**where)
    answer = browser.post("/sign-in/password/", {"by-login": address, "by-password": password})
    answer.who = signed_in(browser)
    return answer


def test_a_password_signs_in(by_password: Person) -> None:
    assert guess(SECRET).who == "Amina Haddad"
    assert guess(SECRET + " ").who is None


@pytest.mark.parametrize("guesses", [50, pytest.param(1000, marks=pytest.mark.trust)])
def test_of_many_guesses_from_everywhere_ten_are_looked_at(by_password: Person, guesses: int) -> None:
    start, looked_at = now(), 0
    for n in range(guesses):
        with stopped_at(start + timedelta(seconds=n * 800 / guesses)):
            answer = guess(f"wrong {n}", REMOTE_ADDR=f"10.{n // 250}.{n % 250}.9")
        looked_at += answer.status_code == 200
    assert looked_at == 10
    with stopped_at(start + timedelta(seconds=800)):
        answer = guess(SECRET, REMOTE_ADDR="192.0.2.1")
        assert (answer.status_code, answer.who) == (429, None)
        assert 0 < int(answer.headers["Retry-After"]) <= 900


def test_passwords_and_codes_count_together(client: Client, by_password: Person, newest) -> None:
    ask(client, AMINA)
    for n in range(5):
        guess(f"wrong {n}")
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    assert client.post("/sign-in/code/", {"code": newest(AMINA).code}).status_code == 429


def test_the_link_works_while_guessing_is_stopped(client: Client, by_password: Person, newest) -> None:
    ask(client, AMINA)
    for n in range(11):
        guess(f"wrong {n}")
    client.post(newest(AMINA).link)
    assert signed_in(client) == "Amina Haddad"


def test_after_a_quarter_of_an_hour_the_owner_gets_in(by_password: Person) -> None:
    for n in range(11):
        guess(f"wrong {n}")
    with stopped_at(now() + timedelta(minutes=15, seconds=1)):
        assert guess(SECRET).who == "Amina Haddad"


def test_right_passwords_do_not_count(by_password: Person) -> None:
    assert [guess(SECRET).who for _ in range(12)] == ["Amina Haddad"] * 12


def test_one_network_can_not_try_all_accounts(by_password: Person) -> None:
    for n in range(50):
        assert guess("wrong", f"someone.{n}@example.org", REMOTE_ADDR=f"198.51.100.{n}").status_code == 200
    assert guess("wrong", "one.more@example.org", REMOTE_ADDR="198.51.100.200").status_code == 429
    assert guess(SECRET, REMOTE_ADDR="203.0.113.1").who == "Amina Haddad"


def test_unknown_accounts_are_throttled_alike(by_password: Person) -> None:
    known = [guess("wrong", REMOTE_ADDR=f"10.0.{n}.1").status_code for n in range(12)]
    unknown = [guess("wrong", "nobody@example.org", REMOTE_ADDR=f"10.1.{n}.1").status_code for n in range(12)]
    assert known == unknown == [200] * 10 + [429] * 2


def test_five_mails_in_a_quarter_of_an_hour_and_the_answer_stays_the_same(amina: Person) -> None:
    for address in (AMINA, "nobody@example.org"):
        answers = [ask(Client(), address) for _ in range(8)]
        assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/sign-in/code/")}
        assert Mail.objects.filter(to=address).count() == 5
        assert MailedKey.objects.filter(address=address).count() == 5


def test_one_network_can_not_mail_everybody() -> None:
    for n in range(100):
        assert ask(Client(REMOTE_ADDR="198.51.100.5"), f"someone.{n}@example.org").status_code == 302
    answer = ask(Client(REMOTE_ADDR="198.51.100.77"), "one.more@example.org")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert ask(Client(REMOTE_ADDR="198.51.101.5"), "one.more@example.org").status_code == 302


def test_the_span_slides() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    for minute in range(10):
        spend(GUESSES, "x", at=start + timedelta(minutes=minute))
    with pytest.raises(TooOften) as trouble:
        spend(GUESSES, "x", at=start + timedelta(minutes=14))
    assert trouble.value.seconds == 60
    spend(GUESSES, "x", at=start + SPAN)
    with pytest.raises(TooOften):
        spend(GUESSES, "x", at=start + SPAN)
    refund(GUESSES, "x")
    spend(GUESSES, "x", at=start + SPAN)
    spend(GUESSES, "y", at=start + SPAN)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_networks(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "10.0.0.1"),
        (True, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (True, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxy_is_believed(
    settings: Any, behind_proxy: bool, forwarded: str, address: str
) -> None:
    settings.CONFIG = configured.CONFIG.model_copy(update={"behind_proxy": behind_proxy})
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
