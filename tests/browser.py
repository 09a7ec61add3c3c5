"""Fixtures that drive a real Chromium, found on the machine and never downloaded."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.absent import ROOT, absent

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: no sandbox for root in a container; nothing that calls home
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The path of a Chromium on this machine: COMITY_CHROMIUM, else the first known name on the PATH."""
    if named := os.environ.get("COMITY_CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Playwright's loop lives in this thread, so Django must allow queries there."""
    path = chromium()
    if path is None or not Path(path).exists():
        absent("browser")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Callable[..., Page]]:
    """Open pages on the live server: `new_page(viewport={"width": 320, "height": 640})`.

    Takes the options of a browser context (java_script_enabled=False, color_scheme="dark"); every page has its own
    cookies. A script error, or anything the content security policy had to stop, fails the test at its end.
    """
    settings.ADDRESS = live_server.url
    contexts, complaints = [], []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def opened(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        fresh = context.new_page()
        fresh.on("pageerror", lambda error: complaints.append(str(error)))
        fresh.on("console", hear)
        return fresh

    yield opened
    for context in contexts:
        context.close()
    if complaints:
        pytest.fail("The browser complained:\n" + "\n".join(complaints))


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page at desktop size."""
    return new_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Ask axe about a page: `assert axe(page) == []`. Each line: the rule, the help text, the first place."""
    if not AXE.is_file():
        absent("axe")
    source = AXE.read_text(encoding="utf-8")

    def violations(shown: Page) -> list[str]:
        if not shown.evaluate("'axe' in window"):
            shown.evaluate(source)
        found = shown.evaluate("axe.run({ resultTypes: ['violations'] }).then(result => result.violations)")
        return [f"{one['id']}: {one['help']} — {one['nodes'][0]['html']}" for one in found]

    return violations
