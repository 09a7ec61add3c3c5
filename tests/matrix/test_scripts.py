"""No script gets in: whatever stands in any free text, no page, mail or table runs it."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import models
from django.db.models import Model
from playwright.sync_api import sync_playwright

from comity.audit.models import EntryWords
from comity.base.clock import stopped_at
from comity.base.models import Findable
from comity.base.text import Line, Words
from comity.governing.models import HomeReport, Question
from comity.network.models import RosterDraft
from comity.notices.models import Ask, Mail
from comity.people.models import Person
from comity.people.models.door import Sitting
from tests.absent import absent
from tests.browser import FLAGS, chromium
from tests.matrix.asking import address, addresses, unpacked
from tests.matrix.table import TABLE
from tests.matrix.test_other_ways import LATER, days_go_by
from tests.matrix.vectors import PAYLOADS, SHARP
from tests.matrix.world import World, undone
from tests.trust.ledger import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.wide]
ADDRESSES = addresses()
#: further columns that hold what people, their browsers or their files say
FURTHER: tuple[tuple[type[Model], str], ...] = (
    (Sitting, "device"), (Findable, "title"), (Findable, "text"),
    # addresses that the software itself writes: nothing else must ever be followed there
    (Findable, "url"), (Ask, "url"), (Question, "sitting_url"), (HomeReport, "url"),
)  # fmt: skip
#: where an address is followed or fetched
FOLLOWED = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "background",
    "ping",
    "srcset",
}
RUNS = re.compile(r"[\s\x00-\x20]*(javascript|vbscript|data)\s*:", re.IGNORECASE)


# ── filling ──


def places() -> list[tuple[type[Model], models.Field[Any, Any]]]:
    """Every column for free text."""
    found = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, Line | Words | models.URLField)
    ]
    return found + [(model, model._meta.get_field(name)) for model, name in FURTHER]


def poison(start: int, several: int = 1, payloads: Sequence[str] = PAYLOADS) -> None:
    """Fill every free text of every row, past all checks: each column with the next payloads of the list."""
    for n, (model, field) in enumerate(places(), start):
        words = " ".join(payloads[(n * several + k) % len(payloads)] for k in range(several))
        if isinstance(field, Line):
            words = words.replace("\t", " ")  # an act would refuse the whole row
        model._base_manager.update(**{field.name: words[: field.max_length or 2000]})
    for n, person in enumerate(Person.objects.exclude(email=None)):
        local = "".join(c for c in payloads[(start + n) % len(payloads)] if c.isascii() and c not in '\\" \t')
        email = f'"{local}"@{n}.example.org'
        Person.objects.filter(pk=person.pk).update(email=email)
    for n, said in enumerate(EntryWords.objects.exclude(words="{}")):
        told = {
            key: payloads[(start + n + k) % len(payloads)] for k, key in enumerate(json.loads(said.words))
        }
        EntryWords.objects.filter(pk=said.pk).update(words=json.dumps(told))
    for draft in RosterDraft._base_manager.all():
        RosterDraft._base_manager.filter(pk=draft.pk).update(
            found=replaced(draft.found, payloads[start % len(payloads)])
        )


def replaced(value: Any, payload: str) -> Any:
    """Every canary in a draft becomes a payload."""
    if isinstance(value, dict):
        return {key: replaced(one, payload) for key, one in value.items()}
    if isinstance(value, list):
        return [replaced(one, payload) for one in value]
    return payload if isinstance(value, str) and "KANARI" in value else value


# ── looking ──


class Looker(HTMLParser):
    """Notes what would run: handlers, addresses that are scripts, scripts with our canary in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        for name, value in attrs:
            handler = name.startswith("on") and "kanari" in (value or "")
            followed = name in FOLLOWED and RUNS.match(value or "") and "kanari" in unescape(value or "")
            if handler or followed or (name in ("style", "srcdoc") and "kanari" in (value or "")):
                self.found.append(f"<{tag} {name}={value!r}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and "kanari" in data and "<" in data:
            self.found.append(f"<{self._inside}>: {data[:80]}")


def would_run(html: str) -> list[str]:
    """What in a page would run, and payloads that stand there as they were typed."""
    looker = Looker()
    looker.feed(html)
    raw = [one for one in PAYLOADS if SHARP in one and one in html]
    return looker.found + [f"as typed: {one}" for one in raw]


def test_the_looking_itself_finds_what_would_run() -> None:
    for payload in ("<img src=x onerror=kanari()>", "<a href='java&#115;cript:kanari()'>x</a>"):
        assert would_run(f"<p>{payload}</p>")
    assert would_run('<a href="jAvascript:kanari()">x</a>') and would_run("<script>x='<kanari()'</script>")
    assert would_run("<p>&lt;img src=x onerror=kanari()&gt; [x](javascript:kanari())</p>") == []
    assert len(PAYLOADS) >= 40


def pages(world: World, role: str = "coordinator") -> Iterator[tuple[str, Any]]:
    """Every address with each set of arguments, as somebody who sees much."""
    things, client = world.things["alpha"], world.client(role)
    for name, within in ADDRESSES.items():
        for row in TABLE[name]:
            url = address(name, within, row, things, things.slug)
            with undone():
                answer = client.get(url)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield url, (answer, body)


def faults_of(url: str, answer: Any, body: bytes) -> list[str]:
    """What is wrong with one answer to a poisoned question."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code == 500:
        return [f"{url}: {answer.status_code}"]
    if kind.startswith("text/html"):
        return [f"{url}: {one}" for one in would_run(body.decode())]
    if kind.startswith("text/csv"):
        cells = (cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row)
        return [
            f"{url}: a formula {cell[:40]}" for cell in cells if cell.startswith(("=", "+", "@", "\t", "-c"))
        ]
    if body.startswith(b"PK"):
        return [f"{url}: a formula" for _ in re.findall(r"<f[ >]", unpacked(body))]
    return []


def rounds(
    world: World, starts: Iterable[int], payloads: Sequence[str] = PAYLOADS
) -> tuple[int, int, list[str]]:
    """Fill and look, once for each start: answers looked at, how often the canary stood in one, and the faults."""
    looked, shown, faults = 0, 0, list[str]()
    for start in starts:
        with undone():
            poison(start, payloads=payloads)
            for url, (answer, body) in pages(world):
                looked, shown = looked + 1, shown + (b"kanari()" in body or body[:2] == b"PK")
                faults += faults_of(url, answer, body)
    return looked, shown, faults


@pytest.mark.slow
def test_what_people_type_runs_in_no_page(world: World) -> None:
    looked, shown, faults = rounds(world, [0])
    assert not faults, "\n".join(faults)
    assert shown > looked / 3  # else nothing was typed at all


@pytest.mark.slow
def test_no_address_that_is_a_script_is_followed_whatever_column_it_stands_in(world: World) -> None:
    script = "javascript:kanari()//"
    assert script in PAYLOADS
    _looked, shown, faults = rounds(world, [0], (script,))
    assert shown and not faults, "\n".join(faults)


@pytest.mark.trust
def test_no_payload_in_any_field_stands_unescaped_anywhere(world: World, promise: Promise) -> None:
    looked, shown, faults = rounds(world, range(len(PAYLOADS)))
    measured = (
        f"{len(set(faults))} unescaped; {len(PAYLOADS)} payloads × {len(places())} fields, {looked:,} answers"
    )
    promise(
        "no script gets in: pages, tables",
        f"{measured} {faults[:2] or ''}".strip(),
        "0",
        not faults and shown > looked / 3,
    )


def mails(world: World, start: int) -> list[Mail]:
    """All mails that go out in ten days, when everything is poisoned."""
    Mail.objects.all().delete()
    poison(start)
    with stopped_at(LATER):
        days_go_by(world.alpha)
    return list(Mail.objects.all())


@pytest.mark.parametrize("starts", [1, pytest.param(len(PAYLOADS), marks=pytest.mark.trust)])
def test_no_payload_stands_unescaped_in_a_mail(starts: int, world: World, promise: Promise) -> None:
    looked, faults = 0, list[str]()
    for start in range(starts):
        with undone():
            for mail in mails(world, start):
                looked += 1
                faults += [f"{mail.kind}: {one}" for one in would_run(mail.html)]
                assert "\n" not in mail.subject + mail.name
    promise(
        "no script gets in: mails",
        f"{len(faults)} unescaped in {looked} mails {faults[:2] or ''}",
        "0",
        looked and not faults,
    )


# ── in a real browser ──


HEAR = """
window.kanari = () => console.error('KANARI RAN');
document.addEventListener('securitypolicyviolation', e => console.error('KANARI BREACH ' + e.violatedDirective));
"""


@pytest.fixture
def stage() -> Iterator["Acting"]:
    """A browser in a thread of its own: its loop would give this one another connection, without the world in it."""
    path = chromium()
    if path is None:
        absent("browser")
    with ThreadPoolExecutor(1) as thread:
        one = thread.submit(Stage, path).result()
        yield Acting(one, thread)
        thread.submit(one.close).result()


class Stage:
    """A page in which answers are played, and all that it complained of."""

    def __init__(self, path: str) -> None:
        self.play_, self.heard = sync_playwright().start(), list[str]()
        self.browser = self.play_.chromium.launch(executable_path=path, args=FLAGS)
        self.shown = self.browser.new_context(base_url="http://localhost:1").new_page()
        self.shown.add_init_script(HEAR)
        self.shown.on(
            "dialog", lambda dialog: (self.heard.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        self.shown.on("console", lambda said: self.heard.append(said.text) if complaint(said.text) else None)

    def close(self) -> None:
        self.browser.close()
        self.play_.stop()


class Acting:
    """The stage, as seen from another thread."""

    def __init__(self, stage: Stage, thread: ThreadPoolExecutor) -> None:
        self.stage, self.thread, self.heard = stage, thread, stage.heard

    def play(self, answers: dict[str, tuple[Any, bytes]]) -> None:
        self.thread.submit(play, self.stage.shown, answers).result()


def complaint(text: str) -> bool:
    return "KANARI" in text or "Content Security Policy" in text


def play(shown: Any, answers: dict[str, tuple[Any, bytes]]) -> None:
    """Show each answer with its own headers; static files are the real ones, all else is nowhere."""

    def fulfil(route: Any) -> None:
        path = route.request.url.removeprefix("http://localhost:1")
        found = (
            finders.find(path.removeprefix("/static/").split("?")[0]) if path.startswith("/static/") else None
        )
        if path in answers and route.request.resource_type == "document":
            answer, body = answers[path]
            headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
            route.fulfill(status=answer.status_code, headers=headers, body=body)
        elif found:
            route.fulfill(path=found)
        else:
            route.fulfill(status=404, body="")

    shown.route("**/*", fulfil)
    for path in answers:
        shown.goto(path, wait_until="load")
    shown.unroute("**/*")


@pytest.mark.browser
def test_the_browser_would_tell_what_runs_and_what_the_policy_stops(stage: Acting) -> None:
    heard = stage.heard
    page = b"<!doctype html><title>x</title><img src=x onerror=kanari()>"
    stage.play({"/bare/": (Plain(), page)})
    assert any("RAN" in one for one in heard)
    heard.clear()
    stage.play({"/kept/": (Plain("default-src 'none'"), page)})
    assert heard and not any("RAN" in one for one in heard)


@pytest.mark.browser
@pytest.mark.trust
def test_chromium_runs_none_of_it(world: World, stage: Acting, promise: Promise) -> None:
    heard = stage.heard
    played, several = 0, 4
    for start in range(len(PAYLOADS) // several):
        with undone():
            poison(start * len(PAYLOADS) // several, several)
            answers = {
                url: (answer, body)
                for url, (answer, body) in pages(world)
                if body and answer.headers.get("Content-Type", "").startswith("text/html")
            }
            sent = {
                f"/mail/{n}/": (Plain(), mail.html.encode()) for n, mail in enumerate(mails(world, start))
            }
        stage.play(answers | sent)
        played += len(answers) + len(sent)
    ran = sum("BREACH" not in one and "Policy" not in one for one in heard)
    measured = (
        f"{ran} executions, {len(heard) - ran} CSP breaches in {played:,} pages and mails {heard[:1] or ''}"
    )
    promise("no script gets in: Chromium", measured, "0 executions, 0 breaches", played and not heard)


class Plain:
    """A mail as a program without any protection of its own would show it."""

    status_code = 200

    def __init__(self, policy: str = "") -> None:
        self.headers = {"Content-Type": "text/html; charset=utf-8"}
        if policy:
            self.headers["Content-Security-Policy"] = policy
