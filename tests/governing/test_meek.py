"""Meek's method on the pages: named by the rulebook, asked, answered without a script, counted and shown in stages."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from comity.base.clock import stopped_at
from comity.core.rulebook.kinds import ways
from comity.governing.rulebook.words import method_in_words
from tests.core.rulebook.test_rulebook import BODIES, contradictions, with_way
from tests.governing.stage import CLOSES, close, signed_in
from tests.governing.test_ballots import put, winners
from tests.governing.test_every_method import fill_in

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.mark.row("G2")
def test_a_rulebook_can_name_it() -> None:
    assert "meek" in ways() and "Meek" in method_in_words("meek")
    assert not contradictions(with_way("elections", method="meek"), BODIES)


@pytest.mark.row("G2", "G3")
def test_two_seats_are_asked_answered_and_shown_by_stages(troupe: "Troupe") -> None:
    question = put(troupe, "meek", "Town hall", "Library", "Harbour", settings={"seats": 2})
    for who, typed in {"Amina": {"o1": 1, "o2": 2}, "Marta": {"o1": 1, "o3": 2}, "Okafor": {"o2": 1}}.items():
        fill_in(troupe, question, who, typed)
    assert close(question).carried
    with stopped_at(CLOSES + timedelta(hours=1)), troupe.scope():
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
        assert winners(question) == ["Town hall", "Library"]
    assert "The quota is just above the votes still in play" in page
    assert "Those elected keep a smaller part of every ballot" in page
    assert '<th scope="col">Quota</th>' in page and page.count('<td class="num">1.5</td>') == 1
