"""Marta is seventy; her phone runs no scripts. She answers from the mail, thinks again, and keeps her receipt."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from comity.governing.models import Vote
from comity.people.models import Person
from tests.cast import Troupe, harbour
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import FINGER, PHONE
from tests.journeys.harbour import MARTA, asked, at_her_desk
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P1")]


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return harbour()


def test_she_answers_thinks_again_and_reads_her_receipt(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later, axe: Callable[[Any], list[str]]
) -> None:
    question = asked(troupe, text="Forty flats, 4,500 each.")
    letter = post.newest(MARTA, "governing.opened")
    hand = letter.open(sit_down(**PHONE, java_script_enabled=False))
    assert not hand.is_wide()
    for answer in ("In favour", "Against", "Abstain"):
        assert hand.height(answer, "link") >= FINGER

    hand.follow("In favour")
    assert hand.heading == "You say “In favour”. Is that right?"
    hand.sees("Open Door Shelter")
    hand.sees("Not Marta Lind?")
    assert hand.height("Confirm our answer") >= FINGER
    assert not hand.is_wide()
    hand.tap("Confirm our answer")
    assert hand.heading == "You answered “In favour”."
    assert hand.taps == 2
    assert not hand.is_wide()
    first = hand.reads("Receipt")

    later(timedelta(hours=3))
    hand.follow("Change")
    hand.tick("Against")
    hand.write("Why?", "Our stairs come first.")
    hand.tap("Confirm our answer")
    assert hand.heading == "You answered “Against”."
    second = hand.reads("Receipt")
    assert second != first
    with troupe.scope():
        kept = list(Vote.objects.filter(question=question).order_by("cast_at").values_list("choice", "why"))
    assert kept == [("yes", ""), ("no", "Our stairs come first.")]

    letter.open(hand).follow("In favour")  # the old mail, opened once more
    assert hand.heading == "You say “In favour”. Is that right?"
    hand.sees("Against")  # what stands until she confirms
    with troupe.scope():
        assert Vote.objects.get(question=question, replaced_at=None).choice == "no"

    inside = at_her_desk(sit_down, troupe, "Marta", **PHONE)
    inside.page.goto(question.get_absolute_url())
    inside.follow("Receipt")
    inside.sees("Open Door Shelter answered “Against”.")
    code = inside.reads("Code of the receipt")
    assert code in second
    line = inside.page.locator("pre").inner_text()
    assert hashlib.sha256(line.encode()).hexdigest() == code
    assert axe(inside.page) == []
    assert not inside.is_wide()


def test_after_the_end_her_link_shows_what_came_of_it(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later
) -> None:
    asked(troupe)
    letter = post.newest(MARTA, "governing.opened")
    late = letter.open(sit_down(**PHONE, java_script_enabled=False))
    late.follow("Against")
    later(timedelta(days=9, minutes=1))
    late.tap("Confirm our answer")
    late.sees("closed")
    letter.open(late).follow("Against")
    assert re.match("Not agreed", late.heading)
    assert late.page.get_by_role("button", name="Confirm our answer").count() == 0
    with troupe.scope():
        assert not Vote.objects.exists()
    assert Person.objects.get(name="Marta Lind").last_login is None
