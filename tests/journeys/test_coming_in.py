"""Coming in: a link that works once, a code for another device, a second step."""

import pytest

from tests.cast import person
from tests.journeys.conftest import SitDown
from tests.journeys.hand import PHONE, Hand
from tests.journeys.harbour import AMINA, come_in, set_up_app
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P1")]


def ask(hand: Hand, address: str = AMINA, ahead: str = "/account/") -> None:
    """Ask for a mail at the door."""
    hand.page.goto(f"/sign-in/?next={ahead}")
    hand.write("Your e-mail address", address)
    hand.tap("Mail me a link")
    assert hand.heading == "Look into your mail"


def sign_out(hand: Hand) -> None:
    hand.page.goto("/account/")
    hand.tap("Sign out here")


def test_a_link_opens_the_door_once_on_any_device(sit_down: SitDown, post: Post) -> None:
    person("Amina Haddad")
    desk, phone, thief = sit_down(), sit_down(**PHONE), sit_down()
    ask(desk)
    letter = post.newest(AMINA)
    for hand in (phone, thief):
        letter.open(hand).follow("Sign in")
        assert hand.heading == "One more tap"
    phone.tap("Sign in")
    assert phone.heading == "Your account"
    thief.tap("Sign in")
    assert thief.heading == "This link was used already"
    thief.page.goto("/account/")
    assert thief.heading == "Sign in"
    thief.page.goto("/sign-in/")
    letter.open(thief).follow("Sign in")
    assert thief.heading == "This link was used already"


def test_a_code_is_typed_where_no_mail_can_be_opened(sit_down: SitDown, post: Post) -> None:
    """On the library's computer: she asked at home, reads the mail on her phone, and types the code here."""
    person("Amina Haddad")
    home, library = sit_down(), sit_down(java_script_enabled=False)
    ask(home)
    code = post.newest(AMINA).code
    library.page.goto("/sign-in/")
    library.follow("I have a code")
    library.write("Your e-mail address", AMINA)
    library.write("Code from the mail", "000 000" if code != "000 000" else "111 111")
    library.tap("Sign in")
    library.sees("This code is wrong or too old.")
    assert library.page.get_by_label("Your e-mail address").input_value() == AMINA
    library.write("Code from the mail", code)
    library.tap("Sign in")
    library.page.goto("/account/")
    assert library.heading == "Your account"
    home.write("Code from the mail", code)
    home.tap("Sign in")
    home.sees("This code is wrong or too old.")


def test_a_code_alone_is_not_enough_where_a_second_step_is_set_up(sit_down: SitDown, post: Post) -> None:
    person("Amina Haddad")
    hand = sit_down(**PHONE)
    come_in(hand, AMINA, post)
    hand.page.goto("/account/second-step/")
    app = set_up_app(hand)
    hand.sees("Your app is set up. Make recovery codes now.")
    hand.tap("Make recovery codes")
    recovery = hand.page.get_by_role("listitem").locator("code").first.inner_text()
    sign_out(hand)

    ask(hand)
    hand.write("Code from the mail", post.newest(AMINA).code)
    hand.tap("Sign in")
    assert hand.heading == "Second step"
    hand.page.goto("/account/")
    assert hand.heading == "Sign in"
    hand.page.goto("/sign-in/second-step/")
    hand.write("Code from your app", "123456" if app.code(1) != "123456" else "654321")
    hand.tap("Go on")
    assert hand.heading == "Second step"
    hand.write("Code from your app", app.code(1))  # the one before was spent on setting it up
    hand.tap("Go on")
    assert hand.heading == "Your account"
    sign_out(hand)

    ask(hand)
    post.newest(AMINA).open(hand).follow("Sign in")
    hand.tap("Sign in")
    hand.write("Code from your app", recovery)
    hand.tap("Go on")
    assert hand.heading == "Your account"
