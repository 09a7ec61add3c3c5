"""A vote may be divided where the rule says so: on the page, from the mail, and by programs; and it is counted so."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.core.ballots.recount import recount
from comity.core.rulebook.types import Weighing, Weights
from comity.governing.models import Question, Vote
from comity.governing.rules import DEFAULT
from tests.api.stage import Program, token_of
from tests.cast import Troupe
from tests.governing.rules import work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, say, signed_in
from tests.governing.test_mail import buttons

NOON = OPENS + timedelta(hours=3)
PARTS = {"choice": "", "part_yes": "2", "part_no": "1", "part_abstain": "", "why": "Two houses want it."}


@pytest.fixture
def question(troupe: Troupe, asks: Asks) -> Question:
    """Nonprofits weigh three, and may divide that."""
    work_by(troupe, rule=replace(DEFAULT, may_split=True), weights=Weights(Weighing.SECTOR, {"nonprofit": 3}))
    return asks(rule=replace(DEFAULT, may_split=True))


def ours(troupe: Troupe, question: Question) -> Vote:
    with troupe.scope():
        found: Vote = question.votes.get(organisation=troupe.organisations["OD"], replaced_at=None)
    return found


@pytest.mark.row("G2", "G3")
def test_on_the_page_a_vote_is_divided_and_checked_before_it_counts(troupe: Troupe, question: Question) -> None:
    marta, okafor = signed_in(troupe.people["Marta"]), signed_in(troupe.people["Okafor"])
    mark = reverse("governing:mark", args=[troupe.coalition.slug, question.pk])
    sent = {f"ballot-{name}": value for name, value in PARTS.items()} | {"at": "ballot"}
    with stopped_at(NOON):
        assert "part_yes" not in okafor.get(question.get_absolute_url()).content.decode(), "one vote is not divided"
        page = marta.get(question.get_absolute_url()).content.decode()
        assert "ballot-part_yes" in page and "Of our 3 votes" in page
        for wrong, said in (
            ({"ballot-part_no": "2"}, "more than our 3 votes"),
            ({"ballot-choice": "yes"}, "not both"),
            ({"ballot-part_yes": "", "ballot-part_no": ""}, "or divide our votes"),
        ):
            told = marta.post(mark, sent | wrong | {"go": "next"}).content.decode()
            assert said in told, said
        checked = marta.post(mark, sent | {"go": "next"}).content.decode()
        assert "Check your ballot" in checked
        marta.post(mark, sent | {"at": "check", "seen": ["ballot"], "go": "done"})
    vote = ours(troupe, question)
    assert (vote.choice, vote.weight, vote.answers()) == ("split", 3, {"yes": 2, "no": 1})
    with stopped_at(NOON):
        assert "2 in favour, 1 against" in okafor.get(question.get_absolute_url()).content.decode()


@pytest.mark.row("P1", "G2")
def test_from_the_mail_it_is_divided_without_signing_in_and_counted_again_from_the_file(
    troupe: Troupe, question: Question
) -> None:
    yes = buttons(troupe, "Marta")[0]
    stranger = Client()
    with stopped_at(NOON):
        assert "Of our 3 votes" in stranger.get(yes).content.decode()
        assert stranger.post(yes, PARTS | {"part_no": "9"}).status_code == 422
        done = stranger.post(yes, PARTS, follow=True).content.decode()
    assert "2 in favour, 1 against" in done
    say(troupe, question, at=NOON, HT="no", HH="abstain")
    decision = close(question)
    assert (decision.yes, decision.no, decision.abstain, decision.cast) == (2, 2, 1, 3)
    with stopped_at(CLOSES):
        client = signed_in(troupe.people["Marta"])
        page = client.get(question.get_absolute_url()).content.decode()
        assert "2 in favour, 1 against" in page
        file = client.get(reverse("governing:ballots", args=[troupe.coalition.slug, question.pk, "json"]))
    counted = recount(json.loads(file.content))
    told: Any = counted[1] if isinstance(counted, tuple) else counted
    assert told.weight["yes"] == 2 and told.weight["no"] == 2 and not told.carried


@pytest.mark.row("G2")
def test_a_program_divides_it_and_is_told_where_it_can_not(troupe: Troupe, question: Question) -> None:
    token, secret = token_of(troupe.people["Marta"])
    hat = f"organisation:{troupe.organisations['OD'].pk}"
    program = Program(token, secret, troupe.coalition.pk, hat, at=NOON)
    path = f"questions/{question.pk}/votes/divided"
    assert program.post(path, {"yes": 2, "no": 1}).status_code == 201
    assert ours(troupe, question).answers() == {"yes": 2, "no": 1}
    refused = program.post(path, {"yes": 3, "no": 1})
    assert refused.status_code == 422 and "has 3" in refused.content.decode()
