"""Between improvement and empowerment: from facts alone, over time, with what would move it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.acts import create_body, end_seat, fill_seat, give_seat
from comity.coalitions.models import BodyKind, Role
from comity.journey.continuum import Continuum, continuum
from tests.cast import THEN, Troupe
from tests.founding.stage import SPEAKERS, say
from tests.governing.stage import signed_in

TODAY = THEN.date() + timedelta(days=200)


def today(troupe: Troupe) -> Continuum:
    with troupe.scope():
        return continuum(THEN.date(), TODAY)


@pytest.mark.row("F5")
def test_the_position_is_the_mean_of_the_shares_that_are_known(founders: Troupe) -> None:
    assert today(founders).place is None and today(founders).points == []
    for mark in SPEAKERS:
        say(founders, mark)
    assert today(founders).place == 33, "one of three founders is of the community"
    board = create_body(name="Board", kind=BodyKind.EXECUTIVE, by=founders.by, at=THEN)
    with founders.scope():
        seat = give_seat(board, founders.organisations["WC"], by=founders.by, at=THEN + timedelta(days=100))
        fill_seat(seat, founders.people["Ines"], role=Role.CHAIR, by=founders.by, at=THEN + timedelta(days=100))
        found = today(founders)
    assert found.place == 11, "a third of the founders, no seat, no chair"
    nobody = (None, None)
    assert [(row.held, row.of) for row in found.rows] == [(1, 3), nobody, (0, 1), (0, 1), nobody, nobody]
    assert [point.place for point in found.points] == [33, 11, 11], "the seats came after a hundred days"
    assert {words for words, _gain in found.moves} == {
        "A group of the community takes one more seat", "A group of the community takes one more chair"
    }
    assert {gain for _words, gain in found.moves} == {33}
    with founders.scope():
        give_seat(board, founders.organisations["YC"], by=founders.by, at=THEN + timedelta(days=150))
    assert today(founders).place == 28, "(1/3 + 1/2 + 0) ÷ 3"


@pytest.mark.row("F5")
def test_who_left_a_seat_holds_it_no_longer_but_held_it_then(founders: Troupe) -> None:
    board = create_body(name="Board", kind=BodyKind.EXECUTIVE, by=founders.by, at=THEN)
    with founders.scope():
        seat = give_seat(board, founders.organisations["YC"], by=founders.by, at=THEN)
        give_seat(board, founders.organisations["NS"], by=founders.by, at=THEN)
        end_seat(seat, by=founders.by, at=THEN + timedelta(days=120))
    found = today(founders)
    assert found.place == 0 and [point.place for point in found.points] == [50, 50, 0]


def test_the_page_draws_it_and_says_what_is_left_out(founders: Troupe) -> None:
    client, url = signed_in(founders.people["Ines"]), reverse("journey:continuum", args=[founders.coalition.slug])
    assert b"No fact is known yet" in client.get(url).content
    for mark in SPEAKERS:
        say(founders, mark)
    with stopped_at(THEN + timedelta(days=200)):
        page = client.get(url).content.decode()
    assert "33 of 100 today" in page and "Not known; left out" in page and "<svg" in page
