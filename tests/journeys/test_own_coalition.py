"""A stranger starts a coalition, pastes a roster copied from a spreadsheet, mends one row, and sees the map."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from comity.people.models import Person
from tests.journeys.conftest import SitDown
from tests.journeys.hand import DESK, PHONE, Hand
from tests.journeys.post import Post

pytestmark = pytest.mark.django_db(transaction=True)
NORA = "nora.kern@example.org"
OWN = "Riverside Food Bank"
ORGANISATIONS = {
    OWN: "nonprofit", "Mill Town Council": "public", "Weir Street Clinic": "public", "Riverside Mosque": "nonprofit",
    "Lock Keepers’ Café": "private", "Tenants of Weir Street": "citizen group", "Old Mill Bakery": "private",
    "Towpath Runners": "citizen group", "Harvest Allotments": "citizen group",
}  # fmt: skip
TIES = [
    (OWN, "Mill Town Council", "coordination"), (OWN, "Weir Street Clinic", "networking"),
    (OWN, "Riverside Mosque", "collaboration"), (OWN, "Old Mill Bakery", "cooperation"),
    ("Mill Town Council", "Weir Street Clinic", "coordination"),
    ("Riverside Mosque", "Tenants of Weir Street", "networking"),
    ("Mill Town Council", "Lock Keepers’ Café", "networking"),
]  # fmt: skip
#: who stands in no tie
ALONE = sorted(ORGANISATIONS.keys() - {name for one, other, _rung in TIES for name in (one, other)})
#: how soon the map must stand there, in seconds
SOON = 5.0


def sheet(*rows: tuple[str, ...]) -> str:
    """Cells as a spreadsheet puts them on the clipboard."""
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


@pytest.mark.parametrize(
    "looks", [DESK, PHONE | {"java_script_enabled": False}], ids=["at a desk", "on a phone without scripts"]
)
def test_from_the_front_page_to_the_map_and_back(
    looks: dict[str, Any], sit_down: SitDown, post: Post
) -> None:
    hand = sit_down(**looks)
    signs_up(hand, post)
    starts_a_coalition(hand)
    pastes_with_one_wrong_row(hand)
    mends_it(hand)
    seconds = enters(hand)
    print(f"{seconds:.2f} s to the map, {len(hand.fields)} fields, {hand.taps} taps: {hand.fields}")
    assert seconds < SOON
    assert len(hand.fields) <= 12, hand.fields
    assert hand.taps <= 20
    sees_the_map(hand)
    takes_it_back(hand)


def signs_up(hand: Hand, post: Post) -> None:
    """By a link to an address that nobody here knows."""
    hand.page.goto("/")
    hand.follow("Start a coalition")
    assert hand.heading == "Sign in"
    hand.write("Your e-mail address", NORA)
    hand.tap("Mail me a link")
    post.newest(NORA).open(hand).follow("Start here")
    assert hand.heading == "Start with Comity"
    hand.tap("Start here")
    assert hand.heading == "What is your name?"
    hand.write("Your name", "Nora Kern")
    hand.tap("Start")
    assert Person.objects.get().name == "Nora Kern"


def starts_a_coalition(hand: Hand) -> None:
    """One question a page; an answer is there still when one goes back."""
    assert hand.heading == "What shall the coalition be called?"
    hand.write("Name of the coalition", "Weir Valley Table")
    on(hand)
    assert hand.heading == "Where do you work?"
    hand.tap("Back")
    assert hand.page.get_by_label("Name of the coalition").input_value() == "Weir Valley Table"
    on(hand)
    on(hand)
    hand.write("What shall be different one day?", "Nobody in the valley goes to bed hungry.")
    on(hand)
    hand.write("Name of your organisation", OWN)
    hand.tick("Nonprofit")
    on(hand)
    assert hand.heading == "Check your answers before you start"
    hand.sees("Nobody in the valley goes to bed hungry.")
    hand.tap("Start the coalition")
    assert hand.heading == "Weir Valley Table is here"


def on(hand: Hand) -> None:
    """To the next question, by the button one sees."""
    hand.tap("Go on", within=hand.page.locator("form .row").filter(visible=True).last)


def pastes_with_one_wrong_row(hand: Hand) -> None:
    """One tie names somebody who is not in the list: the row is named, with what helps, and nothing is entered."""
    hand.follow("Paste a table")
    rows = [
        (one, other if other != "Old Mill Bakery" else "Old Mill Brewery", rung) for one, other, rung in TIES
    ]
    hand.write("Paste: Organisations", sheet(("name", "sector"), *ORGANISATIONS.items()))
    hand.write("Paste: Ties", sheet(("from", "to", "level"), *rows))
    hand.tap("Look at it first")
    assert hand.heading == "1 thing to mend first"
    wrong = hand.page.get_by_role("table").first
    for words in ("row 5", "Old Mill Brewery", "No organisation has this name"):
        expect(wrong).to_contain_text(words)
    assert hand.page.get_by_role("button", name="Enter all of it").count() == 0


def mends_it(hand: Hand) -> None:
    """What was pasted is still there; one word is put right."""
    hand.follow("Change the lists")
    field = hand.page.get_by_label("Paste: Ties")
    typed = field.input_value()
    assert typed.count("\t") == 2 * (len(TIES) + 1)
    assert OWN in hand.page.get_by_label("Paste: Organisations").input_value()
    hand.write("Paste: Ties", typed.replace("Old Mill Brewery", "Old Mill Bakery"))
    hand.tap("Look at it first")
    assert hand.heading == "Is this right?"
    hand.sees("8 new organisations")
    hand.sees("1 more stands here already.")
    hand.sees(f"{len(TIES)} ties")


def enters(hand: Hand) -> float:
    """Confirm, and see the map; returns the seconds between."""
    began = time.monotonic()
    hand.tap("Enter all of it")
    expect(hand.page.locator("figure svg .nodes > *").last).to_be_visible()
    return time.monotonic() - began


def sees_the_map(hand: Hand) -> None:
    """Each organisation has its shape; the remark names those who know nobody."""
    assert hand.heading == "Who works with whom"
    assert hand.page.locator("figure svg .nodes > *").count() == len(ORGANISATIONS)
    hand.sees(f"All {len(TIES)} ties")
    remark = hand.page.get_by_role("status").filter(has_text="know nobody").inner_text()
    for name in ALONE:
        assert name in remark
    for name in ORGANISATIONS.keys() - set(ALONE):
        assert name not in remark
    assert not hand.is_wide()


def takes_it_back(hand: Hand) -> None:
    """Undo stands beside the news, and undoes all of it: what came in has left."""
    hand.tap("Undo")
    hand.sees("Taken back")
    assert hand.page.locator("figure svg g").count() == 0
    hand.follow("Organisations", within=hand.page.get_by_role("navigation", name="You are here"))
    assert hand.page.get_by_role("row").filter(has_text="Left").count() == 0, "who was never here is not shown"
    hand.choose("Membership", "Left")
    hand.tap("Show", within=hand.page.get_by_role("search", name="Filter: Organisations"))
    left = hand.page.get_by_role("row").filter(has_text="Left").all_inner_texts()
    assert len(left) == len(ORGANISATIONS) - 1
    assert not [row for row in left if OWN in row]
