"""Links in mails: opening one changes nothing, its button does one thing for one person, once or until its end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from comity.base.clock import now, stopped_at
from comity.base.ids import uuid7
from comity.base.refusal import Refused
from comity.coalitions.models import Body
from comity.notices.links import action_link, link_of, purposes, register_purpose, token_of, using
from comity.notices.models import ActionLink
from tests.cast import THEN, Troupe

LATER = THEN + timedelta(days=3)
SEEN: list[tuple[str, UUID, str, int]] = []


def handler(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Says what it was asked; on POST marks the link used. Counting bodies proves that the scope is open."""
    SEEN.append(
        (request.method or "", link.person, timezone.get_current_timezone_name(), Body.objects.count())
    )
    if request.method == "POST":
        with using(link, at=THEN, said="You came along."):
            pass
    return HttpResponse("done" if request.method == "POST" else "Do you come along?")


@pytest.fixture(autouse=True)
def purpose() -> Iterator[None]:
    SEEN.clear()
    if "test.once" not in purposes:
        register_purpose("test.once", handler, once=True)
        register_purpose("test.often", handler)
    with stopped_at(THEN):
        yield


def link_for(home: Troupe, purpose: str = "test.once", name: str = "Marta", **more: Any) -> str:
    address = action_link(
        purpose,
        person=home.people[name].pk,
        coalition=home.coalition.pk,
        expires_at=LATER,
        thing=uuid7(),
        **more,
    )
    assert address.startswith("http://localhost:8000/a/")
    return address.removeprefix("http://localhost:8000")


def test_opening_a_link_any_number_of_times_changes_nothing(home: Troupe, client: Client) -> None:
    address = link_for(home)
    before = ActionLink.objects.values().get()
    for _ in range(3):
        assert client.get(address).content == b"Do you come along?"
        assert client.head(address).status_code == 200
    assert ActionLink.objects.values().get() == before
    assert {method for method, *_ in SEEN} == {"GET", "HEAD"}


def test_opening_a_link_costs_no_write(
    home: Troupe, client: Client, django_assert_max_num_queries: Any
) -> None:
    address = link_for(home)
    with django_assert_max_num_queries(3) as queries:
        client.get(address)
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


def test_the_handler_stands_in_the_coalition_and_its_zone_for_the_links_person(
    home: Troupe, client: Client
) -> None:
    client.get(link_for(home))
    assert [("GET", home.people["Marta"].pk, "Europe/Berlin", 2)] == SEEN


def test_a_link_is_its_own_persons_whoever_is_signed_in(home: Troupe, client: Client) -> None:
    client.force_login(home.people["Henk"], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(link_for(home))
    assert [person for _, person, *_ in SEEN] == [home.people["Marta"].pk]


def test_a_link_signs_nobody_in(home: Troupe, client: Client) -> None:
    address = link_for(home)
    client.get(address)
    client.post(address)
    assert "_auth_user_id" not in client.session


def test_a_link_that_works_once_tells_afterwards_what_was_done(home: Troupe, client: Client) -> None:
    address = link_for(home)
    assert client.post(address).content == b"done"
    for page in (client.get(address), client.post(address)):
        assert "You came along." in page.content.decode()
    assert [method for method, *_ in SEEN] == ["POST"]


def test_a_link_that_may_be_used_again_goes_on_working(home: Troupe, client: Client) -> None:
    address = link_for(home, "test.often")
    assert [client.post(address).content for _ in range(2)] == [b"done", b"done"]
    assert client.get(address).content == b"Do you come along?"


def test_two_clicks_at_once_do_it_once(home: Troupe) -> None:
    link = link_of(link_for(home).split("/")[2])
    assert link is not None
    with using(link, at=THEN, said="First."):
        pass
    with pytest.raises(Refused), using(link, at=THEN, said="Second."):
        pytest.fail("the second click got in")
    assert ActionLink.objects.get().said == "First."


def test_a_deed_that_fails_leaves_the_link_unused(home: Troupe) -> None:
    link = link_of(link_for(home).split("/")[2])
    assert link is not None
    with pytest.raises(RuntimeError), using(link, at=THEN, said="Done."):
        raise RuntimeError
    assert ActionLink.objects.get().used_at is None


def test_after_its_end_a_link_says_so_and_how_to_go_on(home: Troupe, client: Client) -> None:
    address = link_for(home)
    with stopped_at(LATER):
        for page in (client.get(address), client.post(address)):
            assert page.status_code == 410
            assert "This link has ended" in page.content.decode()
            assert "/sign-in" in page.content.decode()
    assert SEEN == []


@pytest.mark.parametrize("change", ["other", "longer", "shorter", "unsigned", "words", "nothing"])
def test_a_token_we_did_not_give_out_leads_nowhere(home: Troupe, client: Client, change: str) -> None:
    token = link_for(home).split("/")[2]
    key, _, signature = token.partition(".")
    other = link_for(home, name="Henk").split("/")[2]
    forged = {
        "other": f"{other.partition('.')[0]}.{signature}", "longer": token + "x", "shorter": token[:-1],
        "unsigned": key, "words": "a.b", "nothing": f"{uuid7().hex}.{signature}",
    }[change]  # fmt: skip
    assert client.get(f"/a/{forged}/").status_code == 404
    assert client.post(f"/a/{forged}/").status_code == 404
    assert SEEN == []


def test_a_signature_for_something_else_opens_no_link(home: Troupe, client: Client) -> None:
    from comity.notices.mails import quiet_token

    link_for(home)
    link = ActionLink.objects.get()
    assert token_of(link) != quiet_token(link.pk, None, "")
    assert client.get(f"/a/{quiet_token(link.pk, None, '')}/").status_code == 404


def test_a_link_whose_row_is_gone_leads_nowhere(home: Troupe, client: Client) -> None:
    address = link_for(home)
    ActionLink.objects.all().delete()
    assert client.get(address).status_code == 404


def test_a_purpose_that_nobody_handles_is_a_mistake(home: Troupe) -> None:
    with pytest.raises(KeyError):
        link_for(home, "test.unheard")


def test_the_button_needs_the_pages_own_form(home: Troupe) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_for(home)).status_code == 403
    assert SEEN == []


def test_a_links_address_stays_out_of_caches_search_engines_and_foreign_logs(
    home: Troupe, client: Client
) -> None:
    address = link_for(home)
    for page in (client.get(address), client.post(address), client.get(address), client.get("/a/x.y/")):
        if page.status_code == 404:
            continue
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_link_used_too_often_must_rest(home: Troupe, client: Client) -> None:
    address, start = link_for(home, "test.often"), now()
    for n, expected in enumerate([200] * 20 + [429] * 180):  # ten times what is allowed
        with stopped_at(start + timedelta(seconds=n * 4)):
            answer = client.post(address)
        assert answer.status_code == expected, n
    assert int(answer.headers["Retry-After"]) == 900 - 199 * 4
    with stopped_at(start + timedelta(seconds=900)):
        assert client.post(address).status_code == 200
    assert client.post(link_for(home, "test.often", "Henk")).status_code == 200
