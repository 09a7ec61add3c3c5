"""Known and unknown addresses are answered alike; strangers may start, where that is allowed."""

import re
import statistics
import time
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.audit.models import INSTALL
from comity.audit.verify import verify
from comity.base.clock import now
from comity.notices.models import Mail
from comity.people import throttle
from comity.people.acts import add_address
from comity.people.arrival import oneself
from comity.people.models import MailedKey, Person
from tests.people.conftest import ask, signed_in

AMINA, NOBODY = "amina.haddad@example.org", "nobody.known@example.org"


def watched(address: str) -> tuple[Any, list[str], list[str]]:
    """The answer to asking for a mail, the queries' shapes and the templates drawn."""
    drawn: list[str] = []
    draw = Template.render

    def noting(template: Template, context: Any) -> str:
        drawn.append(str(template.name))
        return draw(template, context)

    with CaptureQueriesContext(connection) as queries, mock.patch.object(Template, "render", noting):
        answer = ask(Client(REMOTE_ADDR="203.0.113.7"), address)
    shapes = [re.sub(r"_x\d+", "", query["sql"])[:40] for query in queries.captured_queries]
    return answer, shapes, drawn


@pytest.fixture(params=[True, False], ids=["open", "closed"])
def sign_up(request: pytest.FixtureRequest, settings: Any) -> bool:
    settings.CONFIG = configured.CONFIG.model_copy(update={"open_sign_up": request.param})
    return request.param


def test_known_and_unknown_do_the_same_work(sign_up: bool, amina: Person) -> None:
    watched("warm.up@example.org")
    known, queries, drawn = watched(AMINA)
    unknown, other_queries, other_drawn = watched(NOBODY)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert queries == other_queries
    assert drawn == other_drawn
    assert Mail.objects.filter(to=NOBODY).count() == Mail.objects.filter(to=AMINA).count() == 1


def test_known_and_unknown_get_the_same_page(sign_up: bool, amina: Person) -> None:
    pages = []
    for address in (AMINA, NOBODY):
        browser = Client()
        page = browser.get(ask(browser, address).url).content.decode()
        wrong = browser.post("/sign-in/code/", {"code": "000000"}).content.decode()
        pages.append([_without_tokens(text).replace(address, "…") for text in (page, wrong)])
    assert pages[0] == pages[1]


def _without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)


def test_known_and_unknown_take_the_same_time(amina: Person) -> None:
    """Medians of 30 each, taken in turn; a busy machine gets three chances, a real difference shows in each."""
    assert any(abs(known - unknown) < 0.2 * max(known, unknown) for known, unknown in map(_medians, range(3)))


def _medians(_round: int) -> tuple[float, float]:
    times: dict[str, list[float]] = {AMINA: [], NOBODY: []}
    with mock.patch.object(throttle, "SPAN", throttle.SPAN * 0):
        for _ in range(30):
            for address, kept in times.items():
                browser, start = Client(), time.perf_counter()
                ask(browser, address)
                kept.append(time.perf_counter() - start)
    return statistics.median(times[AMINA]), statistics.median(times[NOBODY])


def test_passwords_of_unknown_addresses_are_answered_alike(amina: Person) -> None:
    pages = []
    for address in (AMINA, NOBODY):
        page = (
            Client()
            .post("/sign-in/password/", {"by-login": address, "by-password": "wrong"})
            .content.decode()
        )
        pages.append(_without_tokens(page).replace(address, "…"))
    assert pages[0] == pages[1]
    assert "don’t belong together" in pages[0]


def test_a_stranger_starts_with_a_name(client: Client, newest) -> None:
    ask(client, NOBODY, next="/paste/")
    assert newest(NOBODY).mail.subject == "Start with Comity"
    shown = client.get(newest(NOBODY).link).content.decode()
    assert f"known by {NOBODY}" in shown
    assert client.post(newest(NOBODY).link).url == "/sign-in/name/"
    assert not Person.objects.exists()
    answer = client.post("/sign-in/name/", {"name": "Noor de Wit"})
    assert answer.url == "/paste/"
    assert signed_in(client) == "Noor de Wit"
    assert EmailAddress.objects.get(email=NOBODY).verified
    assert not list(verify(INSTALL))


def test_a_stranger_may_come_by_the_code(client: Client, newest) -> None:
    ask(client, NOBODY)
    client.post("/sign-in/code/", {"code": newest(NOBODY).code})
    client.post("/sign-in/name/", {"name": "Noor de Wit"})
    assert signed_in(client) == "Noor de Wit"


def test_nobody_gets_a_name_without_proving_an_address(client: Client) -> None:
    ask(client, NOBODY)
    assert client.get("/sign-in/name/").url == "/sign-in/"
    assert client.post("/sign-in/name/", {"name": "Noor de Wit"}).url == "/sign-in/"
    assert not Person.objects.exists()


def test_a_proof_is_good_for_one_name(client: Client, newest) -> None:
    ask(client, NOBODY)
    client.post(newest(NOBODY).link)
    client.post("/sign-in/name/", {"name": "Noor de Wit"})
    client.post("/sign-in/name/", {"name": "Another Name"})
    assert Person.objects.count() == 1


def test_where_sign_up_is_closed_strangers_get_no_key(client: Client, settings: Any, newest) -> None:
    settings.CONFIG = configured.CONFIG.model_copy(update={"open_sign_up": False})
    ask(client, NOBODY)
    mail = newest(NOBODY).mail
    assert mail.subject == "No account with this address"
    assert "/sign-in/by/" not in mail.text + mail.html
    assert MailedKey.objects.get().expires_at <= now()


def test_an_account_that_was_closed_is_a_stranger(
    client: Client, settings: Any, amina: Person, newest
) -> None:
    settings.CONFIG = configured.CONFIG.model_copy(update={"open_sign_up": False})
    Person.objects.update(is_active=False)
    ask(client, AMINA)
    assert newest(AMINA).mail.subject == "No account with this address"


@pytest.mark.parametrize("name", ["Noor\nBcc: all@example.org", "Noor\r\nX: y", "No\x00or", "", "x" * 200])
def test_names_that_would_break_a_mail_are_refused(client: Client, newest, name: str) -> None:
    ask(client, NOBODY)
    client.post(newest(NOBODY).link)
    assert client.post("/sign-in/name/", {"name": name}).status_code == 200
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\n",
        "a b@example.org",
        "a@example.org,b@example.org",
        "<a@example.org>",
    ],
)
def test_addresses_that_would_break_a_mail_get_none(client: Client, address: str) -> None:
    ask(client, address)
    assert set(Mail.objects.values_list("to", flat=True)) <= {"a@example.org"}


def test_mails_to_strangers_name_nobody(client: Client, amina: Person, newest) -> None:
    ask(client, NOBODY)
    assert newest(NOBODY).mail.person is None
    assert "Amina" not in newest(NOBODY).mail.html


def test_a_further_address_signs_in_too(client: Client, amina: Person, newest) -> None:
    add_address(amina, "a.haddad@work.example", by=oneself(amina), at=now())
    ask(client, "A.Haddad@work.example")
    client.post(newest("a.haddad@work.example").link)
    assert signed_in(client) == "Amina Haddad"


@pytest.mark.parametrize("address", ['"\x01"@example.org', '"a\\\tb"@example.org', '"a\x7fb"@example.org'])
def test_an_address_with_invisible_characters_is_refused_at_the_door(address: str) -> None:
    answer = ask(Client(raise_request_exception=False), address)
    assert answer.status_code == 200 and b"Please " in answer.content
    with pytest.raises(ValidationError):
        Person(name="Nobody Known", email=address, joined_at=now()).store()
