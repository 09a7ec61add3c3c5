"""Okafor gives every kind of ballot from the mail, on a phone of 390 px without scripts: two taps, and his marks."""

from datetime import timedelta
from typing import Any

import pytest

from comity.base.clock import now
from comity.governing.acts import draft_question, list_options, open_question
from comity.governing.models import Paper, Question, Vote
from tests.cast import Troupe, harbour
from tests.journeys.conftest import SitDown
from tests.journeys.hand import FINGER, PHONE, Hand
from tests.journeys.harbour import OKAFOR
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P1", "G2")]
PLACES = ("Town hall", "Library upstairs, with the lift that stops at nine", "Harbour shed")


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    return harbour()


@pytest.fixture
def phone(sit_down: SitDown) -> Hand:
    return sit_down(**PHONE, java_script_enabled=False)


def asked(troupe: Troupe, method: str, *, costs: bool = False, **given: Any) -> Question:
    by, at = troupe.by, now()
    draft = draft_question(
        body=troupe.assembly, title="Where do we meet next year?", lede="The hall’s heating fails.", method=method,
        binding=False, closes_at=at + timedelta(days=9), by=by, at=at, **given,
    )  # fmt: skip
    if method != "majority":
        rows = [{"title": one, "cost": 100_000 if costs else None} for one in PLACES]
        list_options(draft, rows, by=by, at=at)
    return open_question(draft, by=by, at=at)


def from_the_mail(phone: Hand, post: Post, first: str) -> None:
    """The first tap, on something a thumb can hit; nothing to scroll sideways for."""
    post.newest(OKAFOR, "governing.opened").open(phone)
    assert not phone.is_wide()
    assert phone.height(first, "link") >= FINGER
    phone.follow(first)
    phone.sees("Give our ballot")
    assert not phone.is_wide()


def test_a_private_ranking(troupe: Troupe, phone: Hand, post: Post) -> None:
    question = asked(troupe, "scottish-stv", settings={"seats": 2}, private=True)
    from_the_mail(phone, post, "Fill in our ballot")
    phone.sees_not("Can be changed")
    phone.write(PLACES[2], "1")
    phone.write(PLACES[0], "2")
    assert phone.height("Give our ballot") >= FINGER
    phone.tap("Give our ballot")
    phone.sees("Your ballot is in")
    phone.sees("It is shown this once and kept nowhere.")
    assert phone.taps == 2
    assert not phone.is_wide()
    with troupe.scope():
        assert Paper.objects.get(question=question).marks == '{"1":2,"3":1}'
        assert not Vote.objects.filter(question=question).exists()
    post.newest(OKAFOR, "governing.opened").open(phone).follow("Fill in our ballot")
    assert phone.heading == "Your ballot is in"


def test_a_private_yes_or_no(troupe: Troupe, phone: Hand, post: Post) -> None:
    question = asked(troupe, "majority", private=True)
    from_the_mail(phone, post, "Fill in our ballot")
    phone.tick("In favour")
    phone.tap("Give our ballot")
    phone.sees("Your ballot is in")
    assert (phone.taps, phone.fields) == (2, ["In favour"])
    with troupe.scope():
        assert Paper.objects.filter(question=question).count() == 1


@pytest.mark.parametrize(
    ("method", "agreed"),
    [
        ("irv", {}),
        ("schulze", {"unranked": "last"}),
        ("meek", {"seats": 1}),
        ("score", {"lowest": 0, "highest": 5}),
        ("dot", {"dots": 5}),
    ],
)
def test_a_number_beside_each_option(
    troupe: Troupe, phone: Hand, post: Post, method: str, agreed: dict[str, Any]
) -> None:
    asked(troupe, method, settings=agreed)
    from_the_mail(phone, post, "Fill in our ballot")
    phone.write(PLACES[1], "1")
    phone.write(PLACES[2], "2")
    phone.tap("Give our ballot")
    phone.sees("Your answer is recorded.")
    phone.sees(PLACES[1])
    assert phone.taps == 2
    assert not phone.is_wide()


@pytest.mark.parametrize("method", ["approval", "budget-equal-shares", "budget-greedy"])
def test_a_tick_beside_each_option(troupe: Troupe, phone: Hand, post: Post, method: str) -> None:
    money = {"budget": 250_000, "currency": "EUR"} if method.startswith("budget") else {}
    asked(troupe, method, costs=bool(money), **money)
    from_the_mail(phone, post, "Fill in our ballot")
    phone.tick(PLACES[1])
    phone.tap("Give our ballot")
    phone.sees("Your answer is recorded.")
    assert phone.taps == 2
    assert not phone.is_wide()
