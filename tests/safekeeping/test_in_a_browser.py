"""The whole coalition is asked for and fetched by pressing; axe sees each state of the page."""

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from comity.base.clock import now

if TYPE_CHECKING:
    from tests.cast import Troupe


def test_pressed_packed_and_fetched(
    troupe: "Troupe", new_page: Callable[..., Any], axe: Callable[..., list[str]], live_server: Any
) -> None:
    from comity.notices.worker import run_once
    from tests.coalitions.test_in_browser import enter

    page = enter(new_page(viewport={"width": 320, "height": 700}), troupe.coordinator, live_server.url)
    page.goto("/c/harbour-homes-together/export/")
    page.get_by_role("button", name="Pack the whole").click()
    assert page.get_by_text("It is still being packed").is_visible() and axe(page) == []
    run_once(now())
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fetch it").click()
    with open(fetched.value.path(), "rb") as file:
        names = zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    assert {"README.md", "check.py", "confidential/tables/votes.csv", "public/coalition.json"} <= set(names)
    assert axe(page) == []
    page.get_by_role("button", name="Pack the whole").click()
    run_once(now())
    barred = enter(new_page(), troupe.people["Henk"], live_server.url)
    barred.goto("/c/harbour-homes-together/export/")
    assert barred.get_by_role("button", name="Pack the whole").is_disabled() and axe(barred) == []
