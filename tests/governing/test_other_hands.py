"""Voting by other hands: proxies, divided votes, a vote told by phone, and the chair's word at a tie."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import fill_seat
from comity.coalitions.models import Role, Seat
from comity.core.ballots.types import Choice, TieRule
from comity.governing.acts import (
    accept_proxy,
    cast_vote,
    close_question,
    contest_vote,
    draft_question,
    end_proxy,
    enter_vote,
    offer_proxy,
    open_question,
    settle_tie,
    withdraw_question,
)
from comity.governing.jobs import sweep
from comity.governing.models import Decision, Question, RollEntry, State, Tally, Vote
from comity.governing.rules import DEFAULT
from comity.governing.sitting import Sitting
from comity.notices.models import Ask, Mail
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = OPENS + timedelta(hours=1)


@pytest.mark.row("G11")
def test_an_organisation_votes_for_another_that_asked_it(troupe: "Troupe", asks: Asks) -> None:
    question, shelter = asks(), hat(troupe, "Marta", "OD")
    unit = troupe.organisations["HT"].pk
    with pytest.raises(Refused, match="holds no proxy"):
        cast_vote(question, Choice.YES, unit=unit, by=shelter, at=LATER)
    proxy = offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER)
    with troupe.scope():
        assert Ask.objects.filter(kind="governing.proxy", closed_at=None).exists()
    accept_proxy(proxy, by=shelter, at=LATER)
    vote = cast_vote(question, Choice.YES, unit=unit, by=shelter, at=LATER)
    assert vote.organisation_id == unit and vote.through_id == troupe.organisations["OD"].pk
    close(question)
    with troupe.scope():
        assert Tally.objects.get().represented == 1


def test_who_may_not_know_of_a_question_gets_no_proxy_for_it(troupe: "Troupe", asks: Asks) -> None:
    question = asks(title="Buy the mill?", confidentiality="body")
    with pytest.raises(ValidationError, match="Only Steering committee may know"):
        offer_proxy(troupe.organisations["DR"], question=question, by=tenants(troupe), at=LATER)
    assert not Mail.objects.filter(kind="governing.proxy").exists()
    offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER)


def test_its_own_answer_replaces_that_of_the_proxy(troupe: "Troupe", asks: Asks) -> None:
    question, shelter = asks(), hat(troupe, "Marta", "OD")
    accept_proxy(offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER),
                 by=shelter, at=LATER)  # fmt: skip
    cast_vote(question, Choice.YES, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)
    say(troupe, question, at=LATER, HT="no")
    with troupe.scope():
        live = Vote.objects.get(replaced_at=None)
        assert live.choice == "no" and live.through_id is None


def test_a_proxy_ends_and_its_number_is_bounded(troupe: "Troupe", asks: Asks) -> None:
    question, shelter = asks(proxies=0), hat(troupe, "Marta", "OD")
    with pytest.raises(Refused, match="nobody votes by proxy"):
        offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER)
    until = (OPENS + timedelta(days=50)).date()
    proxy = offer_proxy(troupe.organisations["OD"], until_on=until, by=tenants(troupe), at=LATER)
    accept_proxy(proxy, by=shelter, at=LATER)
    with pytest.raises(Refused, match="at most 0 others"):
        cast_vote(question, Choice.YES, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)
    end_proxy(proxy, by=tenants(troupe), at=LATER)
    with pytest.raises(Refused, match="holds no proxy"):
        cast_vote(question, Choice.YES, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)


def test_the_page_of_proxies_offers_and_accepts(troupe: "Troupe", asks: Asks) -> None:
    question = asks()
    url = reverse("governing:proxies", args=[troupe.coalition.slug])
    with stopped_at(LATER):
        health, shelter = signed_in(troupe.people["Okafor"]), signed_in(troupe.people["Marta"])
        sent = {"holder": str(troupe.organisations["OD"].pk), "question": str(question.pk)}
        assert health.post(url, sent).status_code == 302
        page = shelter.get(url).content.decode()
        assert "Harbour Health Service" in page and "Accept" in page
        with troupe.scope():
            from comity.governing.models import Proxy

            proxy = Proxy.objects.get()
        shelter.post(reverse("governing:accept-proxy", args=[troupe.coalition.slug, proxy.pk]))
        assert "Vote for Harbour Health Service" in shelter.get(question.get_absolute_url()).content.decode()


@pytest.mark.row("G11")
def test_a_vote_told_by_phone_names_both_and_can_be_contested(troupe: "Troupe", asks: Asks) -> None:
    question, unit = asks(), troupe.organisations["OD"].pk
    with pytest.raises(ValidationError, match="somebody else"):
        enter_vote(question, unit, Choice.NO, witness=troupe.coordinator, by=troupe.by, at=LATER)
    with pytest.raises(Refused):
        enter_vote(
            question, unit, Choice.NO, witness=troupe.people["Ruth"], by=hat(troupe, "Okafor", "HH"), at=LATER
        )
    vote = enter_vote(question, unit, Choice.NO, witness=troupe.people["Ruth"], by=troupe.by, at=LATER)
    mail = Mail.objects.get(kind="governing.entered")
    assert "Amina Haddad" in mail.text and "Ruth Brandt" in mail.text
    contest_vote(vote, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert close(question).cast == 0


@pytest.mark.binds("Rule.may_split")
def phoned(troupe: "Troupe", question: Question, mark: str, choice: Choice, at: datetime) -> Vote:
    unit, witness = troupe.organisations[mark].pk, troupe.people["Ruth"]
    return enter_vote(question, unit, choice, witness=witness, by=troupe.by, at=at)


@pytest.mark.row("G11")
def test_what_an_organisation_said_itself_no_other_hand_replaces(troupe: "Troupe", asks: Asks) -> None:
    question, shelter = asks(), hat(troupe, "Marta", "OD")
    accept_proxy(offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER),
                 by=shelter, at=LATER)  # fmt: skip
    say(troupe, question, at=LATER, HT="no", HH="no")
    with pytest.raises(Refused, match=r"answered itself.*Whoever holds its vote can"):
        cast_vote(question, Choice.YES, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)
    with pytest.raises(Refused, match="answered itself"):
        phoned(troupe, question, "HH", Choice.YES, LATER)
    url = reverse("governing:mark-for", args=[troupe.coalition.slug, question.pk, troupe.organisations["HT"].pk])
    with stopped_at(LATER + timedelta(hours=1)):
        assert signed_in(troupe.people["Marta"]).get(url).status_code == 409
    assert close(question).no == 2


@pytest.mark.row("G11")
def test_a_contested_vote_leaves_what_it_had_replaced(troupe: "Troupe", asks: Asks) -> None:
    question, shelter, minute = asks(), hat(troupe, "Marta", "OD"), timedelta(minutes=1)
    accept_proxy(offer_proxy(troupe.organisations["OD"], question=question, by=tenants(troupe), at=LATER),
                 by=shelter, at=LATER)  # fmt: skip
    cast_vote(question, Choice.NO, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER)
    first = phoned(troupe, question, "HT", Choice.ABSTAIN, LATER + minute)
    second = phoned(troupe, question, "HT", Choice.YES, LATER + 2 * minute)
    with pytest.raises(Refused, match="answered itself"):
        cast_vote(question, Choice.NO, unit=troupe.organisations["HT"].pk, by=shelter, at=LATER + 3 * minute)
    for entered, left in ((second, "abstain"), (first, "no")):
        contest_vote(entered, by=tenants(troupe), at=LATER + timedelta(hours=1))
        with troupe.scope():
            assert Vote.objects.get(replaced_at=None).choice == left
    assert list(verify(troupe.coalition.pk)) == []
    decision = close(question)
    assert (decision.no, decision.cast) == (1, 1)
    with troupe.scope():
        assert Tally.objects.get().represented == 1


@pytest.mark.row("G11")
def test_a_vote_told_by_phone_counts_once_it_could_be_contested_for_a_day(troupe: "Troupe", asks: Asks) -> None:
    question, day, minute = asks(), timedelta(days=1), timedelta(minutes=1)
    with pytest.raises(Refused, match=r"until a day before the end.*let the question close later"):
        phoned(troupe, question, "HH", Choice.YES, CLOSES - day + minute)
    phoned(troupe, question, "HH", Choice.YES, LATER)
    say(troupe, question, at=LATER, HT="yes", OD="yes")
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    with pytest.raises(Refused, match="can still be contested"):
        close_question(question, by=chair, at=LATER + day - minute)
    with stopped_at(LATER + day - minute):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
        assert "Close and seal now" not in page
    assert close_question(question, by=chair, at=LATER + day + minute).carried


def test_weight_counts_and_may_be_divided_where_the_rule_says_so(troupe: "Troupe", asks: Asks) -> None:
    weights = {troupe.organisations["HT"].pk: 3}
    question = asks(weights=weights, rule=replace(DEFAULT, may_split=True), binding=False)
    cast_vote(question, split={Choice.YES: 1, Choice.NO: 2}, by=tenants(troupe), at=LATER)
    with pytest.raises(ValidationError, match="has 3"):
        cast_vote(question, split={Choice.YES: 2, Choice.NO: 2}, by=tenants(troupe), at=LATER)
    say(troupe, question, OD="yes")
    decision = close(question)
    assert (decision.yes, decision.no, decision.cast, decision.eligible) == (2, 2, 2, 3)


@pytest.mark.binds("Rule.tie")
def test_a_tie_waits_for_the_chair_who_says_why(troupe: "Troupe", asks: Asks) -> None:
    question = asks(rule=replace(DEFAULT, tie=TieRule.CHAIR), binding=False)
    say(troupe, question, HT="yes", OD="no")
    sweep(troupe.coalition.pk, CLOSES + timedelta(minutes=1))
    sweep(troupe.coalition.pk, CLOSES + timedelta(minutes=2))
    with troupe.scope():
        assert not Decision.objects.exists()
        assert Ask.objects.filter(kind="governing.tie", closed_at=None).count() == 1
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"], at=CLOSES)
    with pytest.raises(Refused, match="don’t chair"):
        settle_tie(question, Choice.YES, why="So.", by=tenants(troupe), at=CLOSES + timedelta(hours=1))
    settle_tie(question, Choice.YES, why="The winter will not wait.", by=chair, at=CLOSES + timedelta(hours=1))
    with troupe.scope():
        decision = Decision.objects.get()
    assert decision.carried and decision.why == "tie_settled" and decision.sealed_at == CLOSES


def test_whoever_takes_the_chair_is_asked_about_a_tie_and_until_then_it_can_be_withdrawn(
    troupe: "Troupe", asks: Asks
) -> None:
    questions = [asks(rule=replace(DEFAULT, tie=TieRule.CHAIR), binding=False) for _ in range(2)]
    for question in questions:
        say(troupe, question, HT="yes", OD="no")
    sweep(troupe.coalition.pk, CLOSES + timedelta(minutes=1))
    with troupe.scope():
        seat = Seat.objects.get(body=troupe.bodies["steering"], organisation=troupe.organisations["HH"])
        fill_seat(seat, troupe.people["Okafor"], role=Role.CHAIR, by=troupe.by, at=CLOSES + timedelta(hours=1))
    for minute in range(2):
        sweep(troupe.coalition.pk, CLOSES + timedelta(hours=2, minutes=minute))
    with troupe.scope():
        asked = Ask.objects.filter(kind="governing.tie", closed_at=None, person=troupe.people["Okafor"].pk)
        assert asked.count() == 2
    withdraw_question(questions[0], why="We ask anew.", by=tenants(troupe), at=CLOSES + timedelta(hours=3))
    with troupe.scope():
        assert Question.objects.get(pk=questions[0].pk).state == State.WITHDRAWN
        assert asked.count() == 1


def test_a_lot_settles_a_tie_by_a_seed_fixed_before(troupe: "Troupe", asks: Asks) -> None:
    question = asks(rule=replace(DEFAULT, tie=TieRule.LOT), binding=False)
    say(troupe, question, HT="yes", OD="no")
    decision = close(question)
    with troupe.scope():
        kept = Question.objects.get(pk=question.pk)
        assert decision.why == "tie_settled" and kept.tally.seed.startswith(kept.lot_secret)


def test_in_a_room_the_roll_notes_who_is_there_and_without_quorum_it_is_advice(troupe: "Troupe") -> None:
    by, here = troupe.by, (troupe.organisations["HT"].pk, troupe.organisations["OD"].pk)
    draft = draft_question(body=troupe.bodies["steering"], title="Now?", lede="Yes.", binding=False, by=by, at=OPENS)
    sitting = Sitting("meetings.meeting", draft.pk, "Tuesday", "/m/", present=here, noticed=True, quorate=False)
    question = open_question(draft, by=by, at=OPENS, sitting=sitting)
    assert not question.binding and question.sitting_title == "Tuesday"
    say(troupe, question, HT="yes", OD="yes")
    with troupe.scope():
        assert RollEntry.objects.filter(present=True).count() == 2
    close_question(question, by=troupe.hat(troupe.people["Marta"], troupe.bodies["steering"]), at=LATER)
    with troupe.scope():
        assert Tally.objects.get().present == 2


def test_it_closes_early_once_nothing_can_change(troupe: "Troupe", asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    assert close_question(question, by=chair, at=LATER).carried
