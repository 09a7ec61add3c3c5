"""Finding a decision again, taking the data along, and putting a page on paper."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, close_question
from comity.governing.models import Question
from tests.cast import Troupe, harbour
from tests.journeys.conftest import SitDown
from tests.journeys.hand import PHONE, Hand
from tests.journeys.harbour import asked, at_her_desk

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Insulate 40 flats before the frost?"


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return harbour()


@pytest.fixture
def decided(troupe: Troupe) -> Question:
    """Two against one, a week ago."""
    at = now() - timedelta(days=9)
    question = asked(troupe, at=at, days=2, title=TITLE)
    for name, mark, choice in (("Marta", "OD", "no"), ("Okafor", "HH", "yes"), ("Henk", "DR", "yes")):
        by = troupe.hat(troupe.people[name], troupe.organisations[mark], at=at)
        cast_vote(question, Choice(choice), by=by, at=at + timedelta(hours=1))
    close_question(question, by=the_rule(troupe.coalition.pk), at=question.closes_at)
    return question


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_three_letters_find_a_decision(
    scripts: bool, troupe: Troupe, decided: Question, sit_down: SitDown
) -> None:
    hand = at_her_desk(sit_down, troupe, "Marta", java_script_enabled=scripts)
    field = hand.page.get_by_role("searchbox", name="Search").first
    field.fill("INSUL")
    field.press("Enter")
    assert hand.heading == "Found for “INSUL”"
    hand.follow(TITLE)
    assert hand.page.url.endswith(decided.get_absolute_url())
    hand.sees("Who saw it otherwise")


def test_on_a_phone_search_stands_in_the_menu(troupe: Troupe, decided: Question, sit_down: SitDown) -> None:
    hand = at_her_desk(sit_down, troupe, "Marta", **PHONE)
    hand.follow("Menu", within=hand.page.get_by_role("navigation", name="Short cuts"))
    field = hand.page.get_by_role("navigation", name="Coalition").get_by_role("searchbox")
    field.fill("frost")
    field.press("Enter")
    hand.follow(TITLE)
    assert hand.page.url.endswith(decided.get_absolute_url())


def test_decisions_and_votes_leave_as_tables(
    troupe: Troupe, decided: Question, sit_down: SitDown, tmp_path: Path
) -> None:
    hand = at_her_desk(sit_down, troupe)
    hand.follow("Settings", within=hand.page.get_by_role("navigation"))
    hand.follow("Download everything")
    assert hand.heading == "Take our data along"
    decisions = table(hand, "Decisions: CSV", tmp_path)
    assert [row for row in decisions if TITLE in row.values()]
    votes = table(hand, "Votes: CSV", tmp_path)
    assert {name for row in votes for name in row.values()} >= {"Open Door Shelter", "Dock Road Traders"}
    assert len(votes) == 3

    hand.follow("Organisations", within=hand.page.get_by_role("navigation"))
    hand.choose("Sector", "Nonprofit")
    hand.tap("Show", within=hand.page.get_by_role("search", name="Filter: Organisations"))
    hand.page.locator("summary", has_text="Download").click()
    [only] = table(hand, "CSV", tmp_path)
    assert "Open Door Shelter" in only.values()


def table(hand: Hand, name: str, folder: Path) -> list[dict[str, str]]:
    """Tap a download and read the table."""
    with hand.page.expect_download() as waiting:
        hand.follow(name)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_on_paper_only_the_matter_stands(troupe: Troupe, decided: Question, sit_down: SitDown) -> None:
    hand = at_her_desk(sit_down, troupe, "Marta", color_scheme="dark")
    hand.page.goto(decided.get_absolute_url())
    banner = hand.page.get_by_role("banner")
    chrome = [
        banner.get_by_role("search"), banner.get_by_role("link", name="Help"), hand.page.get_by_role("contentinfo"),
        hand.page.get_by_role("navigation", name="Coalition"),
    ]  # fmt: skip
    for part in chrome:
        expect(part).to_be_visible()
    hand.page.emulate_media(media="print")
    for part in chrome:
        expect(part).to_be_hidden()
    expect(banner.get_by_role("link", name="Harbour Homes Together")).to_be_visible()
    for words in (TITLE, "Agreed", "Who saw it otherwise", "Open Door Shelter", "Seal"):
        hand.sees(words)
    for button in hand.page.get_by_role("button").all():
        expect(button).to_be_hidden()
    background = hand.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    assert not hand.is_wide()
