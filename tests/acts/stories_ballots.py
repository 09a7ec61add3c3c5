"""Stories of ballots."""

from dataclasses import replace
from datetime import timedelta

from comity.base.capacity import the_rule
from comity.core.ballots.types import Choice, TieRule
from comity.governing.acts import (
    accept_proxy,
    ask_chair,
    cast_paper,
    cast_vote,
    contest_vote,
    draft_question,
    end_proxy,
    enter_vote,
    list_options,
    offer_proxy,
    open_question,
    settle_tie,
)
from comity.governing.rules import DEFAULT
from tests.acts.stories import story
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, asking, close, hat, say, tenants

LATER = OPENS + timedelta(hours=1)


@story("governing.options.listed")
def options_are_written_down_and_ranked(troupe: Troupe) -> None:
    by, body = tenants(troupe), troupe.bodies["steering"]
    draft = draft_question(
        body=body,
        title="Where?",
        lede="Here.",
        method="irv",
        closes_at=CLOSES,
        binding=False,
        by=by,
        at=OPENS,
    )
    list_options(draft, [{"title": "Hall"}, {"title": "Library"}, {"title": "Pub"}], by=by, at=OPENS)
    list_options(draft, [{"title": "Town hall"}, {"title": "Library"}], by=by, at=OPENS)
    question = open_question(draft, by=by, at=OPENS)
    cast_vote(question, marked={1: 1}, by=by, at=LATER)
    cast_vote(question, marked={2: 1, 1: 2}, by=hat(troupe, "Marta", "OD"), at=LATER)
    close(question)


@story("governing.paper.cast")
def papers_are_dropped(troupe: Troupe) -> None:
    by, body = tenants(troupe), troupe.bodies["steering"]
    words = {"title": "Shall we?", "lede": "Yes.", "closes_at": CLOSES}
    draft = draft_question(
        body=body, method="approval", private=True, binding=False, by=by, at=OPENS, **words
    )
    list_options(draft, [{"title": "Town hall"}, {"title": "Library"}], by=by, at=OPENS)
    question = open_question(draft, by=by, at=OPENS)
    cast_paper(question, marked={1: 1}, by=by, at=LATER)
    cast_paper(question, marked={1: 1, 2: 1}, by=hat(troupe, "Marta", "OD"), at=LATER)
    close(question)


@story("governing.proxy.offered", "governing.proxy.accepted", "governing.proxy.ended")
def one_votes_for_another(troupe: Troupe) -> None:
    question, by, shelter = asking(troupe)(), tenants(troupe), hat(troupe, "Marta", "OD")
    proxy = offer_proxy(troupe.organisations["OD"], question=question, by=by, at=LATER)
    accept_proxy(proxy, by=shelter, at=LATER)
    cast_vote(question, Choice.YES, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)
    end_proxy(proxy, by=by, at=LATER)


@story("governing.vote.entered", "governing.vote.contested")
def a_vote_is_told_by_phone(troupe: Troupe) -> None:
    question, witness = asking(troupe)(), troupe.people["Ruth"]
    shelter = troupe.organisations["OD"].pk
    vote = enter_vote(question, shelter, Choice.NO, witness=witness, by=troupe.by, at=LATER)
    contest_vote(vote, by=hat(troupe, "Marta", "OD"), at=LATER)


@story("governing.tie.asked", "governing.tie.settled")
def the_chair_decides_a_tie(troupe: Troupe) -> None:
    rule = replace(DEFAULT, tie=TieRule.CHAIR)
    question = asking(troupe)(rule=rule, binding=False)
    say(troupe, question, HT="yes", OD="no")
    ask_chair(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"], at=CLOSES)
    settle_tie(question, Choice.YES, why="The winter will not wait.", by=chair, at=CLOSES + timedelta(hours=1))
