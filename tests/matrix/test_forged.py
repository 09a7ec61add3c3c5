"""What comes without a token changes nothing; what goes out carries the safe headers; a line stays one line."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from comity.base.text import Line
from comity.notices.models import Mail
from comity.notices.outbox import message_of
from tests.matrix.asking import address, addresses, undone
from tests.matrix.table import TABLE
from tests.matrix.world import World
from tests.trust.ledger import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.row("P4"), pytest.mark.wide]
ADDRESSES = addresses()
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
#: mail programs post here by themselves (RFC 8058): the address itself is the key, and only that one form is taken
BY_ITS_ADDRESS = {"notices:unsubscribe", "circles:fewer"}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
EVIL = "Open Door\r\nBcc: everyone@example.org\r\nX-Evil: yes"


def strict(world: World, role: str) -> Client:
    """A browser that is signed in, and brings no token along."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if role != "stranger":
        client.cookies["sessionid"] = world.cookies[role]
    return client


def every_address(world: World) -> list[tuple[str, str]]:
    things = world.things["alpha"]
    return [
        (name, address(name, within, TABLE[name][0], things, things.slug))
        for name, within in ADDRESSES.items()
    ]


def test_every_unsafe_request_without_a_token_is_refused(world: World, promise: Promise) -> None:
    taken, asked = [], 0
    for role in ("coordinator", "stranger"):
        client = strict(world, role)
        for name, url in every_address(world):
            for verb in UNSAFE:
                with undone():
                    status = client.generic(verb, url, "a=b", "application/x-www-form-urlencoded").status_code
                asked += 1
                at_the_door = role == "stranger" and status == 302 and ADDRESSES[name]
                if status != 403 and not at_the_door and name not in BY_ITS_ADDRESS:
                    taken.append(f"{verb} {url} as {role}: {status}")
    promise("CSRF: unsafe without token", f"{len(taken)} of {asked} let in", "0", taken == [])


def test_a_token_of_another_browser_is_refused(world: World) -> None:
    other = strict(world, "member")
    page = other.get(reverse("people:account")).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    url = reverse("coalitions:hat", args=[world.alpha.coalition.slug])
    given = {"csrfmiddlewaretoken": token[1], "hat": world.alpha.by.value}
    assert strict(world, "coordinator").post(url, given).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null"])
def test_a_good_token_from_another_site_is_refused(origin: str, world: World) -> None:
    client = strict(world, "member")
    token = re.search(
        r'csrfmiddlewaretoken" value="([^"]+)"', client.get(reverse("people:account")).content.decode()
    )
    url = reverse("coalitions:hat", args=[world.alpha.coalition.slug])
    given = {"csrfmiddlewaretoken": token[1] if token else ""}
    assert client.post(url, given, headers={"Origin": origin}).status_code == 403


def api_addresses(patterns: Any = None, prefix: str = "") -> list[str]:
    """Every address of the interface for programs, ids made up."""
    found = []
    for one in patterns or get_resolver().url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            found += api_addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern) and path.startswith("api/v1/"):
            found.append("/" + re.sub(r"<(\w+:)?\w+>", "019532a1-8b1e-7a44-9c55-000000000001", path))
    return found


def test_a_sitting_opens_nothing_of_the_interface_for_programs(world: World) -> None:
    """Else another site could write there in somebody's name: no token of a form is asked for there."""
    client, asked = strict(world, "coordinator"), api_addresses()
    assert len(asked) > 10
    for url in asked:
        for verb in UNSAFE:
            with undone():
                answer = client.generic(verb, url, "{}", "application/json")
            assert answer.status_code in (401, 403, 404, 405), (verb, url, answer.status_code)


# ── headers ──


def lacking(answer: Any) -> list[str]:
    """Safe headers that an answer lacks."""
    bare = [name for name, value in SAFE.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    framed = answer.headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN")
    strict_policy = "default-src 'none'" in policy and "unsafe" not in policy
    return bare + ([] if framed else ["X-Frame-Options"]) + ([] if strict_policy else ["policy"])


def test_every_answer_carries_the_safe_headers(world: World, promise: Promise) -> None:
    asked = [
        ("/nowhere/", "stranger"),
        ("/static/base/comity.css", "stranger"),
        ("/static/no.css", "stranger"),
    ]
    asked += [(url, role) for _, url in every_address(world) for role in ("coordinator", "stranger")]
    asked += [(url, "coordinator") for url in api_addresses()]
    bare = {}
    for url, role in asked:
        with undone():
            answer = strict(world, role).get(url)
            if faults := lacking(answer):
                bare[f"{url} {answer.status_code}"] = faults
            refused = strict(world, role).post(url)
            if faults := lacking(refused):
                bare[f"POST {url} {refused.status_code}"] = faults
    promise(
        "security headers",
        f"{len(bare)} of {2 * len(asked)} answers lack one {list(bare.items())[:3]}",
        "0",
        not bare,
    )


@pytest.mark.parametrize("host", ["evil.example.org", "localhost\r\nX-Evil: yes"])
def test_a_foreign_host_gets_a_bare_refusal_with_the_safe_headers(host: str) -> None:
    answer = Client(raise_request_exception=False).get("/sign-in/", headers={"Host": host})
    assert answer.status_code == 400 and "X-Evil" not in answer.headers
    assert lacking(answer) == []


def test_what_breaks_carries_the_safe_headers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("comity.people.views.door.forms.Address", broken)
    answer = Client(raise_request_exception=False).get("/sign-in/")
    assert answer.status_code == 500 and lacking(answer) == []


# ── one line ──


def lines_of_models() -> list[Any]:
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label not in ("auth", "contenttypes", "sessions", "django_tasks_database")
        for field in model._meta.concrete_fields
        if isinstance(field, Line | models.EmailField | models.SlugField)
    ]


@pytest.mark.parametrize("given", [EVIL, "a\nb@example.org", "a\u2028b", "a\x00b", "a\x0bb"])
def test_no_line_of_any_model_takes_a_break(given: str, promise: Promise) -> None:
    fields, taken = lines_of_models(), []
    assert len(fields) > 20
    for field in fields:
        try:
            field.clean(given, None)
        except ValidationError:
            continue
        taken.append(str(field))
    promise(
        f"CR/LF: {given[-4:]!r} in names, subjects, addresses",
        f"{len(taken)} of {len(fields)} fields take it",
        "0",
        not taken,
    )


def test_a_break_that_got_into_a_mail_all_the_same_makes_no_header(world: World) -> None:
    """Past every check: rows as somebody with the database could write them."""
    mail = Mail(
        person=world.people["member"].pk, to="a@example.org", name=EVIL, subject="Hello", text="x", headers={}
    )
    try:
        sent = message_of(mail).message().as_string()
    except ValueError:
        return
    headers = sent.split("\n\n")[0]
    assert not re.search(r"^(Bcc|X-Evil):", headers, re.MULTILINE)


@pytest.mark.parametrize(
    "where", ["/sign-in/?next=/x%0d%0aX-Evil:yes", "/c/a%0d%0aX-Evil:yes", "/x%0d%0aX-Evil:yes"]
)
def test_a_break_in_an_address_makes_no_header(where: str, world: World) -> None:
    for role in ("stranger", "coordinator"):
        answer = strict(world, role).get(where)
        assert answer.status_code < 500
        assert "X-Evil" not in answer.headers
        assert "\r" not in answer.headers.get("Location", "") and "\n" not in answer.headers.get(
            "Location", ""
        )


def test_cookies_keep_scripts_and_other_sites_out() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"
