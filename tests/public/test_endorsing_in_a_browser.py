"""The public page of the mission in a browser: without scripts, narrow and wide, by day and night, in a frame."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from comity.base import clock
from tests.cast import THEN, Troupe
from tests.crawl.test_browser import looked_over

if TYPE_CHECKING:
    from comity.founding.models import Drive

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("F12")]


@pytest.fixture
def asked(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> "tuple[Troupe, Drive]":
    """Warm Rooms asks everybody, and two have signed. The clock stands, for all threads, some days later."""
    from comity.coalitions.acts import change_settings
    from comity.founding.mission import acts
    from comity.founding.models import Kind
    from comity.founding.writing.acts import begin_founding_text
    from tests.founding.stage import warm_rooms
    from tests.founding.test_brief import CLOSES, adopted
    from tests.founding.test_mission import GROUPS, endorse

    troupe = warm_rooms()
    change_settings(troupe.coalition, by=troupe.by, at=THEN, has_page=True)
    with troupe.scope():
        thing = begin_founding_text(Kind.MISSION, "Nobody freezes **at home**.", by=troupe.by, at=THEN)
    adopted(troupe, thing)
    with troupe.scope():
        drive = acts.start_drive(target=5, groups=GROUPS, words="For the council.", by=troupe.by, at=CLOSES)
    for number in range(2):
        endorse(troupe, email=f"p{number}@example.org", name=f"Person {number}")
    monkeypatch.setattr(clock, "_standing_still", ContextVar("standing_still", default=CLOSES))
    return troupe, drive


def test_the_page_is_open_to_everyone(asked: "tuple[Troupe, Drive]", new_page: Any, axe: Any) -> None:
    """Nothing is wrong with it for axe, on a phone or from right to left; and it works without scripts."""
    troupe, _drive = asked
    address = reverse("public:mission", args=[troupe.coalition.slug])
    for scripts in (True, False):
        page = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts)
        page.goto(address)
        assert page.get_by_role("button", name="I stand behind it").is_visible()
        assert page.get_by_text("2 of 5").count() or page.get_by_text("of 5 that are wanted").count()
        if scripts:
            assert list(looked_over(page, axe)) == []
    page.get_by_label("Your name", exact=False).first.fill("Ida Brook")
    page.get_by_role("button", name="I stand behind it").click()
    assert page.url.endswith(address)


def test_the_counter_stands_in_a_frame_on_another_site(
    asked: "tuple[Troupe, Drive]", new_page: Any, axe: Any, live_server: Any
) -> None:
    troupe, _drive = asked
    slug = troupe.coalition.slug
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(reverse("public:mission-counter", args=[slug]))
    assert axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    outside = new_page(viewport={"width": 1280, "height": 800})
    with another_site(f"""<iframe id="a" src="{live_server.url}/p/{slug}/mission/counter/"></iframe>
            <img id="c" src="{live_server.url}/p/{slug}/mission/counter.svg" alt="">""") as elsewhere:  # fmt: skip
        outside.goto(elsewhere, wait_until="load")
        outside.frame_locator("#a").get_by_text("stand behind our mission").wait_for()
        assert outside.evaluate("document.querySelector('#c').naturalWidth") == 320
        assert outside.context.cookies() == []


@contextmanager
def another_site(page: str) -> Iterator[str]:
    """A site that is not ours, with one page; its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_words: object) -> None:
            """Nothing is told."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_port}/"
    finally:
        site.shutdown()
        site.server_close()
