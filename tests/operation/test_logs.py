"""A log from which an operator finds what went wrong, and nobody learns what people wrote or holds the keys to."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import clear_url_caches, path, set_urlconf

from comity.base import logs
from comity.base.logs import JsonLines, PlainLines, cut, during
from comity.config import Config
from comity.notices.links import token_of
from comity.notices.mails import quiet_token
from comity.notices.models import ActionLink, Mail
from comity.people.demo import entry_link
from comity.people.models import Person
from tests.cast import THEN, person
from tests.operation.installs import ask, comity, environment, running, until_served

#: what must never be found in a log
CANARY = "kanarienvogel"


class Kept(logging.Handler):
    """Everything that is logged, as it would be written."""

    def __init__(self, lines: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(lines)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def events(self, name: str = "request") -> list[dict[str, Any]]:
        return [told for told in map(json.loads, self.lines) if told["event"] == name]


@pytest.fixture(params=[JsonLines, PlainLines], ids=["json", "line"])
def every(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """The log, in both ways of writing it; nothing is left out for being of little weight."""
    yield from _kept(request.param())


@pytest.fixture
def log() -> Iterator[Kept]:
    """The log as JSON."""
    yield from _kept(JsonLines())


def _kept(lines: logging.Formatter) -> Iterator[Kept]:
    kept, root = Kept(lines), logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", "django.request", logs.REQUESTS)}
    root.addHandler(kept)
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


# ── what a line tells ──


def test_a_request_is_one_line_with_ids_alone(log: Kept, home: Any) -> None:
    client = Client()
    client.force_login(home.coordinator)
    answer = client.get(f"/c/{home.coalition.slug}/organisations/", {"q": CANARY})
    (told,) = log.events()
    assert told["route"] == "/c/<slug:coalition>/organisations/"
    assert (told["method"], told["status"], told["level"]) == ("GET", 200, "info")
    assert (told["person"], told["coalition"]) == (str(home.coordinator.pk), str(home.coalition.pk))
    assert told["request"] == answer.headers["X-Request-Id"]
    assert told["ms"] > 0
    assert not any(word in log.text for word in (CANARY, "Amina", home.coalition.slug, "Harbour"))


def test_a_plain_line_is_one_line(db: None) -> None:
    record = logging.LogRecord("comity.x", logging.WARNING, "x.py", 1, "Mail %s waits", ("17",), None)
    with during(job="notices.tidy"):
        line = PlainLines().format(record)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\S+ WARNING comity\.x Mail 17 waits job=notices\.tidy", line)


@pytest.mark.django_db
def test_health_is_told_of_only_when_it_fails(log: Kept, client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    assert log.events() == []
    assert client.get("/healthz").status_code == 503
    assert [told["route"] for told in log.events()] == ["/healthz"]


# ── no key, no words ──


def keys(someone: Person, settings: Any) -> dict[str, str]:
    """Addresses that are keys, live and made up: token → address."""
    settings.DEMO = True
    link = ActionLink(person=someone.pk, purpose="none", expires_at=THEN).store()
    real = {
        token_of(link): "/a/{}/",
        quiet_token(someone.pk, None, "coalitions.digest"): "/unsubscribe/{}/",
        entry_link(someone).rstrip("/").rpartition("/")[2]: "/demo/as/{}/",
    }
    found = {token: pattern.format(token) for token, pattern in real.items()}
    for n, pattern in enumerate(
        ("/a/{}/", "/unsubscribe/{}/", "/demo/as/{}/", "/sign-in/by/{}/", "/a/{}", "/x/a/{}/")
    ):
        found[f"{CANARY}{n}"] = pattern.format(f"{CANARY}{n}")
    return found


@pytest.mark.django_db
def test_addresses_that_are_keys_stay_out_of_the_log(every: Kept, client: Client, settings: Any) -> None:
    someone = person("Ilse Invented")
    Person.objects.update(invented=True)
    someone.invented = True
    client.post("/sign-in/", {"email": "ilse.invented@example.org"})
    mailed = re.search(r"/sign-in/by/([\w-]+)/", Mail.objects.get().text)
    code = re.search(r"\b\d{3} \d{3}\b", Mail.objects.get().text)
    assert mailed and code
    asked = keys(someone, settings) | {mailed[1]: mailed[0]}
    headers = {"Authorization": f"Bearer {CANARY}", "Cookie": f"sessionid={CANARY}", "X-Token": CANARY}
    for address in asked.values():
        for how in (client.get, client.post):
            how(
                f"{address}?key={CANARY}",
                {"password": CANARY} if how == client.post else None,
                headers=headers,
            )
    client.post(
        "/sign-in/password/", {"login": "ilse.invented@example.org", "password": CANARY}, headers=headers
    )
    client.post("/sign-in/code/", {"code": code[0]})
    client.get("/nowhere/", {"next": CANARY}, headers={"Host": f"{CANARY}.example.org"})
    assert len(every.lines) >= 2 * len(asked)
    for secret in (*asked, CANARY, code[0], code[0].replace(" ", ""), "ilse.invented"):
        assert secret not in every.text, secret


def failing(error: Callable[[], Exception]) -> Any:
    def view(request: Any, token: str = "") -> None:
        words = CANARY  # a local variable is no part of what is logged
        raise error() from ValueError(f"about {words}")

    return view


ERRORS: dict[str, tuple[Callable[[], Exception], str]] = {
    "ValidationError": (lambda: ValidationError({"name": f"{CANARY} is no name"}), ""),
    "RuntimeError": (lambda: RuntimeError(CANARY), ""),
    "KeyError": (lambda: KeyError(CANARY), ""),
    "IntegrityError": (
        lambda: IntegrityError(
            f"unique constraint failed: people_person.email\nDETAIL: Key (email)=({CANARY})"
        ),
        "unique constraint failed: people_person.email",
    ),
    "OperationalError": (lambda: OperationalError("database is locked"), "database is locked"),
}


@pytest.fixture
def broken(settings: Any) -> Iterator[type]:
    """An install on which some addresses fail."""
    urls = type(
        "urls",
        (),
        {
            "urlpatterns": [
                path(f"a/<str:token>/{kind}/", failing(error)) for kind, (error, _) in ERRORS.items()
            ],
            "handler500": "comity.base.views.broken",
        },
    )
    settings.ROOT_URLCONF = urls
    clear_url_caches()
    set_urlconf(None)
    yield urls
    clear_url_caches()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ERRORS)
def test_a_fault_is_told_by_kind_and_place(broken: type, every: Kept, kind: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get(f"/a/{CANARY}/{kind}/?key={CANARY}", headers={"Authorization": f"Bearer {CANARY}"})
    assert answer.status_code == (503 if kind == "OperationalError" else 500)
    request = answer.headers["X-Request-Id"]
    assert request in answer.content.decode(), "the page names it, so that people can"
    assert kind in every.text and "ValueError" in every.text, "and what it came from"
    assert re.search(r"test_logs\.py:\d+ view", every.text)
    assert every.text.count(request) >= 2, "the fault and the request are found by one id"
    assert ERRORS[kind][1] in every.text
    assert CANARY not in every.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Not Found: /a/abc.def/", "Not Found: /a/…"),
        ("GET /sign-in/by/abc?x=y HTTP/1.1", "GET /sign-in/by/… HTTP/1.1"),
        ("GET /c/x/search/?q=words", "GET /c/x/search/?…"),
        ("postgresql://comity:pass@db/comity", "postgresql://…@db/comity"),
        ("to amina.haddad@example.org", "to …@…"),
        ("Authorization: Bearer abc", "Authorization: …"),
        ('{"password": "abc"}', '{"password": "…"}'),
        ("Cookie: sessionid=abc; csrftoken=def", "Cookie: …; csrftoken=…"),
        ("route=/a/<str:token>/ status=200", "route=/a/<str:token>/ status=200"),
        ("half of 3/4 at 10:30?", "half of 3/4 at 10:30?"),
    ],
)
def test_the_last_net_cuts_keys_out_and_leaves_the_rest(text: str, left: str) -> None:
    assert cut(text) == left


def test_work_behind_the_pages_is_named_by_job_and_coalition(log: Kept, home: Any) -> None:
    from comity.base.clock import now
    from comity.notices import schedule
    from comity.notices.models import Rhythm

    def fails(coalition: Any, at: Any) -> None:
        raise RuntimeError(CANARY)

    job = schedule.Job("test.fails", schedule.parse(Rhythm.HOURLY, ""), fails, for_install=False)
    place = next(iter(schedule.all_places()))
    assert schedule._fault_of(job, place, now()) == "RuntimeError"
    (told,) = [line for line in map(json.loads, log.lines) if line["level"] == "error"]
    assert (told["job"], told["coalition"]) == ("test.fails", str(home.coalition.pk))
    assert told["error"][0]["kind"] == "RuntimeError" and CANARY not in log.text
    assert home.coalition.slug not in log.text


# ── as it is served ──


@pytest.mark.wide
@pytest.mark.parametrize("kind", ["json", "line"])
def test_the_server_itself_logs_no_key(tmp_path: Path, kind: str) -> None:
    env = environment(tmp_path / "data", COMITY_LOG=kind)
    assert comity("migrate", env=env).returncode == 0
    log = tmp_path / "log"
    with running("web", env=env, log=log):
        until_served(env)
        for address in ("/a/{}/", "/sign-in/by/{}/", "/unsubscribe/{}/", "/demo/as/{}/", "/a/{}", "/{}/"):
            for method in ("GET", "POST"):
                headers = {
                    "Authorization": f"Bearer {CANARY}",
                    "Cookie": f"sessionid={CANARY}; csrftoken={CANARY}",
                }
                target = f"{address.format('' if address == '/{}/' else CANARY)}?key={CANARY}"
                status, answered, _body = ask(
                    env, target, method=method, headers=headers, body=f"password={CANARY}"
                )
                assert status < 500 and answered["x-request-id"]
    text = log.read_text()
    lines = text.splitlines()
    assert CANARY not in text
    assert sum("request" in line for line in lines) >= 10
    if kind == "json":
        assert all(json.loads(line)["logger"] for line in lines)


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path) -> None:
    env = environment(tmp_path / "data", COMITY_METRICS_TOKEN=CANARY, COMITY_PORT="many")
    for words in (["doctor"], ["web"]):
        done = comity(*words, env=env)
        assert done.returncode == 2
        assert "COMITY_METRICS_TOKEN" in done.stderr and "COMITY_PORT" in done.stderr
        assert CANARY not in done.stdout + done.stderr and "Traceback" not in done.stderr
    with pytest.raises(ValueError) as wrong:
        Config(metrics_token=CANARY)
    assert CANARY not in str(wrong.value)
    assert sys.version_info >= (3, 11)
