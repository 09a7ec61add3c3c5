"""A published network of twenty-five organisations comes in by two files, on the web and by a command: one map."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from comity.cli import main
from tests.cast import Troupe, found, person
from tests.journeys.conftest import SitDown
from tests.journeys.hand import Hand
from tests.journeys.harbour import at_her_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.realdata]
NAME = "Indiana Tobacco Control"


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return found(NAME, person("Ida Bell"))


def test_web_and_command_make_the_same_coalition(
    troupe: Troupe, sit_down: SitDown, realdata: Path, capsys: Any
) -> None:
    lists = {kind: realdata / "indiana-tobacco-2010" / f"{name}.csv" for kind, name in
             (("organisations", "members"), ("ties", "ties"))}  # fmt: skip
    hand = at_her_desk(sit_down, troupe)
    by_web = uploads(hand, lists)
    files = [word for kind, path in lists.items() for word in (f"--{kind}", str(path))]
    code = main(["import", "--new", f"{NAME} Anew", "--as", troupe.coordinator.email or "", *files])
    assert (code, "25 new organisations, 198 ties" in capsys.readouterr().out) == (0, True)
    hand.page.goto("/")
    hand.follow(f"{NAME} Anew")
    hand.follow("Network map", within=hand.page.get_by_role("navigation"))
    assert reads_the_map(hand) == by_web


def uploads(hand: Hand, lists: dict[str, Path]) -> list[str]:
    """Choose two files, look, enter; returns what the map says."""
    hand.follow("Network map", within=hand.page.get_by_role("navigation"))
    hand.follow("Bring in a list of ties")
    hand.page.get_by_label("Or a file: Organisations").set_input_files(lists["organisations"])
    hand.page.get_by_label("Or a file: Ties").set_input_files(lists["ties"])
    hand.tap("Look at it first")
    assert hand.heading == "Is this right?"
    hand.sees("25 new organisations")
    hand.sees("198 ties")
    hand.tap("Enter all of it")
    return reads_the_map(hand)


def reads_the_map(hand: Hand) -> list[str]:
    """The shapes are counted; the figures beside the map are returned."""
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Who works with whom")
    assert hand.page.locator("figure svg .nodes > *").count() == 25
    hand.sees("All 198 ties")
    said = hand.page.locator("section", has=hand.page.get_by_role("heading", name="What the map says")).last
    figures = said.locator(".stat").all_inner_texts()
    assert len(figures) >= 6
    return figures
