"""Take the pictures of the documents from a demo of their own.

Usage: python tools/pictures.py [NAME …]      all of them, or those named

Starts `comity demo` in a temporary data folder, comes in by the printed links and writes docs/pictures/NAME.png:
desktop and phone, light and dark, as the tables below say. Needs Chromium (COMITY_CHROMIUM, or on the PATH).
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import FLAGS, chromium  # noqa: E402
from tools.smoke import free_port, stop  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
COORDINATOR, MEMBER, STRANGER = range(3)
#: seconds after which a demo that hangs is ended
PATIENCE = 300


@dataclass(frozen=True)
class Shot:
    """One picture. who: the nth printed link; at: below the address one lands on; viewport in pixels; light or dark."""

    who: int
    at: str
    viewport: dict[str, int]
    scheme: str = "light"


SHOTS = {
    "home": Shot(COORDINATOR, "", DESKTOP),
    "home-dark": Shot(COORDINATOR, "", DESKTOP, "dark"),
    "home-phone": Shot(MEMBER, "", PHONE),
    "home-phone-dark": Shot(MEMBER, "", PHONE, "dark"),
    "map": Shot(COORDINATOR, "map/", DESKTOP),
    "map-dark": Shot(COORDINATOR, "map/", DESKTOP, "dark"),
    "map-phone": Shot(COORDINATOR, "map/", PHONE),
    "register": Shot(COORDINATOR, "decisions/", DESKTOP),
    "register-phone": Shot(COORDINATOR, "decisions/", PHONE),
    "organisation": Shot(COORDINATOR, "organisations/harbour-tenants-union/", DESKTOP),
    "organisation-phone": Shot(COORDINATOR, "organisations/harbour-tenants-union/", PHONE),
    "bodies": Shot(COORDINATOR, "bodies/", DESKTOP),
    "roster": Shot(COORDINATOR, "roster/", DESKTOP),
    "record": Shot(COORDINATOR, "record/", DESKTOP),
    "public": Shot(STRANGER, "", DESKTOP),
    "public-phone": Shot(STRANGER, "", PHONE),
}


@contextmanager
def demo() -> Iterator[list[str]]:
    """A demo that runs while its links are used."""
    with tempfile.TemporaryDirectory(prefix="comity-pictures-") as folder:
        environment = {**os.environ, "COMITY_DATA": folder, "COMITY_PORT": str(free_port())}
        order = [sys.executable, "-m", "comity", "demo"]
        running = subprocess.Popen(
            order, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        watchdog = Timer(PATIENCE, stop, [running])
        watchdog.start()
        try:
            yield printed_links(running)
        finally:
            watchdog.cancel()
            stop(running)


def printed_links(running: subprocess.Popen[str]) -> list[str]:
    """The three links: coordinator, board member, stranger."""
    links: list[str] = []
    for line in running.stdout or ():
        links += re.findall(r": (http://localhost:\S+)", line)
        if len(links) == 3:
            return links
    raise SystemExit("The demo ended before it printed its links.")


def enter(page: Page, link: str) -> str:
    """Come in by a link, pressing its button if it has one; returns the address one lands on."""
    page.goto(link)
    if "/demo/as/" in page.url:
        page.locator("main form button").first.click()
    return page.url


def take(browser: Browser, link: str, shot: Shot, path: Path) -> None:
    """One picture, in a browser that knows nothing of the others."""
    context = browser.new_context(viewport=shot.viewport, color_scheme=shot.scheme, reduced_motion="reduce")
    page = context.new_page()
    landed = enter(page, link)
    answer = page.goto(landed + shot.at)
    if answer is None or not answer.ok:
        raise SystemExit(f"{path.stem}: {page.url} answered {answer and answer.status}")
    page.screenshot(path=path)
    context.close()


def main(names: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = {name: SHOTS[name] for name in names or SHOTS}
    with demo() as links, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, shot in wanted.items():
            take(browser, links[shot.who], shot, PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
