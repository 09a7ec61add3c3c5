"""A survey from a template: drafted at a desk, answered on a phone without scripts through the mailed link, closed."""

from datetime import timedelta

import pytest

from comity.surveys.models import AskState, Respondent, Round, RoundState
from tests.cast import Troupe, harbour
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import FINGER, PHONE, Hand
from tests.journeys.harbour import MARTA, at_her_desk
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("R10")]


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return harbour()


def asked_from_a_template(desk: Hand, troupe: Troupe) -> None:
    """Amina drafts it for all, adds a question of her own, and sends the invitations."""
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/new/")
    desk.tick("How are we doing?")
    desk.write("What is it called?", "Spring check")
    desk.tap("Draft it")
    desk.sees("When we raise a worry, it is dealt with.")
    desk.follow("Words", exact=True)
    desk.write("The question", "What shall we stop doing?")
    desk.tap("Add it")
    desk.sees("What shall we stop doing?")
    desk.follow("Ask for answers")
    desk.tap("Send the invitations")
    desk.sees("of 4 have answered")


def begun(phone: Hand) -> None:
    """Marta answers the first page and puts the phone away."""
    phone.follow("Answer")
    phone.sees("Spring check")
    phone.sees("You answer for Open Door Shelter.")
    assert not phone.is_wide()
    phone.follow("Begin")
    for n, question in enumerate(("gains more", "what is expected", "raise a worry"), start=1):
        phone.page.get_by_role("group", name=question).get_by_label(str(n), exact=False).first.check()
    assert phone.height("Save and go on later") >= FINGER
    assert not phone.is_wide()
    phone.tap("Save and go on later")
    phone.sees("It is saved.")


def sent(phone: Hand) -> None:
    """She goes on where she was, looks at it all, and sends it."""
    phone.follow("Answer")
    phone.follow("Go on where I was")
    phone.sees("Page 2 of 2")
    phone.tick("Fewer or shorter meetings")
    phone.write("What should the others know?", "The hall is cold.")
    phone.tap("Save and go on")
    phone.sees("Check your answers")
    phone.sees("The hall is cold.")
    phone.tap("Send my answers")
    phone.sees("Your answers have arrived")
    assert not phone.is_wide()


def test_from_a_template_to_the_closed_round(troupe: Troupe, sit_down: SitDown, post: Post, later: Later) -> None:
    desk = at_her_desk(sit_down, troupe)
    asked_from_a_template(desk, troupe)
    begun(post.newest(MARTA, "surveys.asked").open(sit_down(**PHONE, java_script_enabled=False)))
    later(timedelta(days=2))
    sent(post.newest(MARTA, "surveys.asked").open(sit_down(**PHONE, java_script_enabled=False)))
    desk.page.reload()
    desk.sees("1 of 4 have answered")
    desk.sees_not("Marta Lind")
    later(timedelta(days=20))
    post.deliver()
    with troupe.scope():
        assert Round.objects.get().state == RoundState.CLOSED
        assert Respondent.objects.filter(state=AskState.ANSWERED).count() == 1
    late = post.newest(MARTA, "surveys.asked", deliver=False).open(sit_down(**PHONE, java_script_enabled=False))
    late.follow("Answer")
    late.sees("This survey has closed")
    desk.page.reload()
    desk.sees("Closed")
