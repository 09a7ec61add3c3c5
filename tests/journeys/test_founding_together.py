"""The list of tasks is worked on by several at once, on several days: nothing that was typed or kept is lost."""

from datetime import timedelta

import pytest

from comity.coalitions.models import Coalition
from comity.founding.models import ChecklistAnswer, KindAnswer
from tests.founding.stage import warm_rooms
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import FINGER, PHONE, Hand
from tests.journeys.harbour import at_her_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("F1", "F4")]


def to(hand: Hand, slug: str, path: str) -> None:
    hand.page.goto(f"/c/{slug}/{path}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_two_founders_at_once_and_back_on_another_day(sit_down: SitDown, later: Later, scripts: bool) -> None:
    troupe = warm_rooms()
    slug = troupe.coalition.slug
    tomas = at_her_desk(sit_down, troupe, "Tomas", java_script_enabled=scripts)
    leila = at_her_desk(sit_down, troupe, "Leila", **PHONE, java_script_enabled=scripts)
    he_answers_one_and_goes_back(tomas, slug)
    she_sees_it_and_works_beside_him(leila, tomas, slug)
    later(timedelta(days=3))
    he_goes_on_where_he_was(sit_down, tomas, slug)


def he_answers_one_and_goes_back(tomas: Hand, slug: str) -> None:
    """What he typed into the second question is there again after he looked at the first."""
    to(tomas, slug, "found/")
    tomas.sees("Answer the start-up checklist")
    tomas.follow("Answer for us")
    tomas.sees("Question 1 of 7")
    tomas.tick("Yes", exact=True)
    tomas.tap("Keep it and go on")
    tomas.sees("Question 2 of 7")
    tomas.write("Why?", "We had no time to ask at home.")
    tomas.tap("Back")
    tomas.sees("Question 1 of 7")
    assert tomas.page.get_by_label("Yes", exact=True).is_checked()
    tomas.tap("Keep it and go on")
    tomas.sees("It is not kept yet.")
    assert tomas.page.get_by_label("Why?").input_value() == "We had no time to ask at home."
    assert ChecklistAnswer._base_manager.count() == 1, "what is only typed is no answer"


def she_sees_it_and_works_beside_him(leila: Hand, tomas: Hand, slug: str) -> None:
    """Both have the same question open; the later one sees both answers, and none is lost."""
    to(leila, slug, "found/")
    leila.sees("Bring in the founders")
    assert not leila.is_wide()
    for hand in (leila, tomas):
        to(hand, slug, "founding/kind/ask/purpose/")
    leila.tick("To reach one aim by a set day")
    assert leila.height("Keep it and go on") >= FINGER
    leila.tap("Keep it and go on")
    leila.sees("Question 2 of 4")
    tomas.tick("To align our work on named issues")
    tomas.tap("Keep it and go on")
    tomas.sees("Somebody else saved this while you were writing")
    tomas.sees("To reach one aim by a set day")
    assert KindAnswer._base_manager.get().choice == "one_aim", "hers stands until he has seen it"
    assert tomas.page.get_by_label("To align our work on named issues").is_checked(), "his is there still"
    tomas.tick("To reach one aim by a set day")
    tomas.tap("Keep it and go on")
    tomas.sees("Question 2 of 4")


def he_goes_on_where_he_was(sit_down: SitDown, tomas: Hand, slug: str) -> None:
    """Three days later the list leads him to the question that is open, and the check shows all that is said."""
    to(tomas, slug, "found/")
    tomas.follow("Answer for us")
    tomas.sees("Question 2 of 7")
    tomas.sees("It is not kept yet.")
    for number in range(2, 8):
        tomas.sees(f"Question {number} of 7")
        tomas.tick("Yes", exact=True)
        tomas.tap("Keep it and go on")
    tomas.sees("Who says what")
    tomas.sees("We had no time to ask at home.")
    assert ChecklistAnswer._base_manager.count() == 7
    assert Coalition.objects.get().slug == slug
