"""One person, two hats, two tabs: a form acts under the hat it was opened under, or is refused clearly."""

from typing import Any

import pytest

from comity.coalitions.acts import end_mandate, give_mandate
from comity.coalitions.models import Mandate, Power
from comity.governing.models import Vote
from tests.cast import Troupe, harbour
from tests.journeys.conftest import SitDown
from tests.journeys.hand import Hand
from tests.journeys.harbour import asked, at_her_desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    """Marta votes for the shelter, and for the traders as well."""
    troupe = harbour()
    marta, traders = troupe.people["Marta"], troupe.organisations["DR"]
    give_mandate(
        marta,
        organisation=traders,
        powers=[Power.SPEAK, Power.VOTE],
        by=troupe.by,
        at=troupe.coalition.started_at,
    )
    return troupe


def put_on(hand: Hand, name: str) -> None:
    """Change the hat in the top bar."""
    hats = hand.page.locator("details.hats")
    hats.locator("summary").click()
    hand.tap(name, within=hats)
    hand.sees(f"You act for {name} now.")


def second_tab(hand: Hand) -> Hand:
    """Another tab of the same browser."""
    return Hand(hand.page.context.new_page())


def answers(troupe: Troupe) -> dict[str, str]:
    with troupe.scope():
        return dict(Vote.objects.filter(replaced_at=None).values_list("organisation__name", "choice"))


def test_a_vote_counts_for_the_hat_under_which_its_form_was_opened(troupe: Troupe, sit_down: SitDown) -> None:
    question = asked(troupe)
    first = at_her_desk(sit_down, troupe, "Marta")
    put_on(first, "Open Door Shelter")
    first.page.goto(question.get_absolute_url())
    second = second_tab(first)
    second.page.goto(question.get_absolute_url())
    put_on(second, "Dock Road Traders")

    first.tick("In favour")
    first.tap("Check our answer")
    first.sees("This is the answer of Open Door Shelter.")
    first.tap("Give our answer")
    first.sees("Open Door Shelter answered “In favour”.")
    assert answers(troupe) == {"Open Door Shelter": "yes"}

    second.page.goto(question.get_absolute_url())
    second.tick("Against")
    second.tap("Check our answer")
    put_on(first, "Open Door Shelter")
    second.sees("This is the answer of Dock Road Traders.")
    second.tap("Give our answer")
    second.sees("Dock Road Traders answered “Against”.")
    assert answers(troupe) == {"Open Door Shelter": "yes", "Dock Road Traders": "no"}


def test_a_form_of_a_hat_that_ended_is_refused_and_says_why(troupe: Troupe, sit_down: SitDown) -> None:
    question = asked(troupe)
    hand = at_her_desk(sit_down, troupe, "Marta")
    put_on(hand, "Dock Road Traders")
    hand.page.goto(question.get_absolute_url())
    hand.tick("Against")
    with troupe.scope():
        mandate: Any = Mandate.objects.get(
            person=troupe.people["Marta"], organisation=troupe.organisations["DR"]
        )
    end_mandate(mandate, by=troupe.by, at=troupe.coalition.started_at)
    hand.tap("Check our answer")
    hand.sees("The hat under which you opened this form is no longer yours: that mandate has ended.")
    assert answers(troupe) == {}
