"""`comity demo` as a stranger starts it: four links, each a way in; a second start goes on from the first."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.absent import ROOT
from tests.journeys.hand import DESK, PHONE, Hand

pytestmark = pytest.mark.slow
WAYS = (
    "The coordinator", "An elderly board member", "A founder of a coalition that stands half-way", "A stranger",
)  # fmt: skip
#: seconds that a first start may take here: a fresh machine also fetches what it needs
PATIENCE = 120.0


@contextmanager
def demo(folder: Path) -> Iterator[tuple[dict[str, str], float]]:
    """The command in a process of its own; gives the links by their words, and the seconds until they were said."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    given = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}
    given |= {
        "COMITY_DATA": str(folder),
        "COMITY_PORT": port,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "comity", "demo"]
    began = time.monotonic()
    with (folder / "said.txt").open("w+") as said:
        running = subprocess.Popen(command, cwd=ROOT, env=given, stdout=said, stderr=subprocess.STDOUT)
        try:
            yield waited_for(running, folder / "said.txt", began), time.monotonic() - began
        finally:
            running.terminate()
            assert running.wait(30) == 0


def waited_for(running: "subprocess.Popen[bytes]", said: Path, began: float) -> dict[str, str]:
    """The links, as soon as it says them."""
    while time.monotonic() - began < PATIENCE:
        links = re.findall(r"^  (.+?)(?:, .+| \(.+\))?: (http\S+)$", said.read_text(), re.MULTILINE)
        if len(links) >= len(WAYS):
            return dict(links)
        assert running.poll() is None, said.read_text()
        time.sleep(0.1)
    pytest.fail(f"No links after {PATIENCE:.0f} s:\n{said.read_text()}")


@pytest.fixture
def sits(browser: Browser) -> Iterator[Any]:
    """Browsers for what runs by itself."""
    contexts = []

    def opened(looks: dict[str, Any]) -> Page:
        contexts.append(browser.new_context(reduced_motion="reduce", **looks))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def test_four_links_lead_into_a_living_coalition(tmp_path: Path, sits: Any, capsys: Any) -> None:
    with demo(tmp_path) as (links, first):
        assert set(links) == set(WAYS)
        coordinator(Hand(sits(DESK)), links["The coordinator"])
        board_member(Hand(sits(PHONE | {"java_script_enabled": False})), links["An elderly board member"])
        stranger(Hand(sits(DESK)), links["A stranger"])
    with demo(tmp_path) as (again, second):
        assert again.keys() == links.keys()
        coordinator(Hand(sits(DESK)), again["The coordinator"])
    with capsys.disabled():
        print(
            f"\ndemo: first start {first:.1f} s, second {second:.1f} s (promised: 120 s and 5 s on a quiet machine)"
        )


def coordinator(hand: Hand, link: str) -> None:
    """Her first page: a vote that closes today (late at night: at the next noon), and a map that is drawn already."""
    hand.page.goto(link)
    hand.tap("Come in")
    expect(hand.page.get_by_text(re.compile("It closes (today|in 1 day)")).first).to_be_visible()
    assert hand.page.locator("svg.glimpse g").count() >= 14
    offers(hand)
    hand.follow("Network map", within=hand.page.get_by_role("navigation"))
    offers(hand)


def board_member(hand: Hand, link: str) -> None:
    """On a phone without scripts: something waits, and it can be answered."""
    hand.page.goto(link)
    hand.tap("Come in")
    assert re.match(r"(One|Two|Three|[4-9]) things? needs? you", hand.heading), hand.heading
    assert not hand.is_wide()
    offers(hand)


def stranger(hand: Hand, link: str) -> None:
    """The public page, from which one can begin."""
    hand.page.goto(link)
    assert hand.page.get_by_role("heading", level=1).count() == 1
    offers(hand)
    hand.follow("Start my own coalition")
    assert hand.heading == "Sign in"


def offers(hand: Hand) -> None:
    """Both ways on stand on every page."""
    for words in ("Paste your own roster", "Start my own coalition"):
        expect(hand.page.get_by_role("link", name=words).first).to_be_visible()
