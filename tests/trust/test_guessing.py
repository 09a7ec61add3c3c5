"""Guessing is hopeless, and nobody learns from an answer, or from its time, whether somebody is known here."""

import re
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from comity.base.clock import now, stopped_at
from comity.people import throttle
from comity.people.acts import set_password
from comity.people.arrival import oneself
from comity.people.models import Person
from tests.cast import person
from tests.trust.ledger import Promise

pytestmark = pytest.mark.django_db
#: of one length, since the answer names it
AMINA, BARE, NOBODY = "amina.haddad@example.org", "basil.barrow@example.org", "nobody.known@example.org"
SECRET = "three wet herons wait"
Post = Callable[[Client, str, int], Any]


@pytest.fixture
def amina() -> Person:
    """Amina has set a password; Basil Barrow has not."""
    who = person("Amina Haddad")
    person("Basil Barrow")
    set_password(who, SECRET, by=oneself(who), at=now())
    return who


def by_password(browser: Client, address: str, n: int) -> Any:
    return browser.post("/sign-in/password/", {"by-login": address, "by-password": f"wrong {n}"})


def by_code(browser: Client, address: str, n: int) -> Any:
    return browser.post("/sign-in/code/?elsewhere", {"email": address, "code": f"{n:06}"})


def by_mail(browser: Client, address: str, n: int) -> Any:
    return browser.post("/sign-in/", {"email": address})


WAYS: dict[str, Post] = {"password": by_password, "code": by_code}
#: each guess from a network of its own; from one network that pretends; both ways, over 800 of 900 seconds
ADDRESSES: dict[str, Callable[[int], dict[str, str]]] = {
    "1,000 networks": lambda n: {"REMOTE_ADDR": f"10.{n // 250}.{n % 250}.9"},
    "1,000 IPv6 networks": lambda n: {"REMOTE_ADDR": f"2001:db8:{n:x}::1"},
    "made-up X-Forwarded-For": lambda n: {
        "REMOTE_ADDR": "198.51.100.7", "HTTP_X_FORWARDED_FOR": f"10.{n // 250}.{n % 250}.9, 10.9.{n % 250}.1",
    },
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("guesses", [15, pytest.param(1000, marks=pytest.mark.trust)])
def test_of_all_guesses_ten_are_looked_at(
    way: str, where: str, guesses: int, amina: Person, promise: Promise, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    start, looked_at, waits = now(), 0, True
    for n in range(guesses):
        with stopped_at(start + timedelta(seconds=n * 800 / guesses)):
            answer = WAYS[way](Client(**ADDRESSES[where](n)), AMINA, n)
        looked_at += answer.status_code != 429
        waits &= answer.status_code != 429 or 0 < int(answer.headers["Retry-After"]) <= 900
    measured = f"{looked_at} of {guesses:,} looked at in 15 min"
    promise(
        f"login: guessing a {way}, {where}", measured, "≤ 10, 429 with Retry-After", looked_at <= 10 and waits
    )


# ── known or unknown ──

NEW_EACH_TIME = {"X-Request-ID", "X-Request-Id", "Expires", "Last-Modified"}


def without_tokens(answer: Any, address: str) -> str:
    """What an answer says, but for what is new in each, and for the address that was typed."""
    headers = {name: value for name, value in answer.headers.items() if name not in NEW_EACH_TIME}
    text = answer.content.decode().replace(address, "…")
    policy = re.sub(r"nonce-[^' ;]+", "", headers.pop("Content-Security-Policy", ""))
    return (
        re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)
        + policy
        + str(sorted(headers.items()))
    )


FORMS: dict[str, Post] = {"sign-in": by_mail, **WAYS}


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_the_same_to_the_byte(form: str, amina: Person) -> None:
    said = {without_tokens(FORMS[form](Client(), address, 0), address) for address in (AMINA, BARE, NOBODY)}
    assert len(said) == 1


def test_a_further_address_that_somebody_has_already_is_asked_for_alike(amina: Person) -> None:
    said = set()
    for address in (BARE, NOBODY):
        browser = Client()
        browser.force_login(amina)
        session = browser.session
        session["sure_at"] = now().isoformat()
        session.save()
        said.add(
            without_tokens(browser.post("/account/addresses/", {"email": address}, follow=True), address)
        )
    assert len(said) == 1


TOLERANCE = 0.05


def medians(post: Post, rounds: int) -> dict[str, float]:
    """Median seconds for each kind of address, asked in turn so that a busy machine is busy for all."""
    took: dict[str, list[float]] = {AMINA: [], BARE: [], NOBODY: []}
    with mock.patch.object(throttle, "SPAN", throttle.SPAN * 0):
        for n in range(rounds):
            order = [AMINA, BARE, NOBODY]
            for address in order[n % 3 :] + order[: n % 3]:
                browser, since = Client(), time.process_time()
                post(browser, address, n)
                took[address].append(time.process_time() - since)
    return {address: statistics.median(times) for address, times in took.items()}


@pytest.mark.trust
@pytest.mark.parametrize("form", FORMS)
def test_the_answer_takes_the_same_time(form: str, amina: Person, promise: Promise) -> None:
    """Processor time: neighbours on the machine do not count. The best of three: a real gap shows in each."""
    gaps = []
    for _ in range(3):
        found = medians(FORMS[form], 100)
        gaps.append((max(found.values()) - min(found.values())) / max(found.values()))
        if gaps[-1] <= TOLERANCE:
            break
    typical = max(found.values()) * 1000
    measured = f"{min(gaps):.1%} apart at {typical:.0f} ms (password set, none set, unknown; 100 each)"
    promise(f"known vs unknown: {form}", measured, f"same bytes, ≤ {TOLERANCE:.0%}", min(gaps) <= TOLERANCE)
