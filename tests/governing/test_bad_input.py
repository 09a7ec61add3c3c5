"""What may go wrong with a vote, each with an outcome that is named and explained.

Told elsewhere: a quorum above the body and a body without organisations (test_ruled), a vote after the close, a mandate
that ends meanwhile, ties (test_voting), broken files of ballots (core/ballots/test_files).
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote
from comity.governing.models import Question
from comity.governing.rules import why_in_words
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say
from tests.governing.test_ballots import mark, put

pytestmark = pytest.mark.row("G3", "G4")


def test_when_all_abstain_nothing_carries_and_the_figures_say_why(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="abstain", OD="abstain", HH="abstain")
    decision = close(question)
    assert (decision.carried, decision.why, decision.cast, decision.tied) == (False, "too_few", 3, False)
    assert why_in_words(decision) == "0 in favour; 1 would have been needed."


def test_a_member_that_leaves_stays_on_the_roll_and_what_it_said_counts(troupe: Troupe, asks: Asks) -> None:
    question, then = asks(), OPENS + timedelta(days=2)
    say(troupe, question, OD="yes", HT="yes")
    by = hat(troupe, "Marta", "OD")
    with troupe.scope():
        membership = Membership.objects.get(organisation=troupe.organisations["OD"])
    change_membership(membership, MembershipState.LEFT, by=by, at=then)
    with pytest.raises(Refused, match="Your mandate for Open Door Shelter has ended"):
        cast_vote(question, Choice.NO, by=by, at=then)
    decision = close(question)
    assert (decision.carried, decision.yes, decision.cast, decision.eligible) == (True, 2, 2, 3)


@pytest.mark.parametrize("method", ["irv", "approval", "schulze"])
def test_ballots_left_blank_take_nobody_and_say_so(method: str, troupe: Troupe) -> None:
    question = put(troupe, method, "Town hall", "Library")
    mark(troupe, question, HT={}, OD={})
    decision = close(question)
    assert not decision.carried and decision.cast == 2
    assert "no option got a vote" in why_in_words(decision)


def test_a_ballot_that_names_what_is_not_there_is_refused_whole(troupe: Troupe) -> None:
    question = put(troupe, "irv", "Town hall", "Library")
    with pytest.raises(ValidationError):
        mark(troupe, question, HT={1: 1, 3: 2})
    with troupe.scope():
        assert not question.votes.exists()


def test_a_closing_in_the_hour_that_the_clocks_repeat_is_one_moment(troupe: Troupe, asks: Asks) -> None:
    """In Berlin the night of 25 October 2026 has two half past twos. The vote closes at the second one, and once."""
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    question = asks(at=second - timedelta(days=20), closes_at=second)
    with troupe.scope():
        kept = Question.objects.get(pk=question.pk)
    assert kept.closes_at == second
    local = kept.closes_at.astimezone(troupe.coalition.tz)
    assert (local.hour, local.minute, local.fold) == (2, 30, 1)
    first = second - timedelta(hours=1)
    cast_vote(question, Choice.YES, by=hat(troupe, "Marta", "OD"), at=first)
    with pytest.raises(Refused):
        cast_vote(question, Choice.NO, by=hat(troupe, "Okafor", "HH"), at=second)


def test_nobody_at_all_answers(troupe: Troupe, asks: Asks) -> None:
    decision = close(asks(closes_at=CLOSES))
    assert (decision.carried, decision.why, decision.cast, decision.eligible) == (False, "no_quorum", 0, 3)
    assert why_in_words(decision) == "0 of 3 organisations answered; 2 were needed. So nothing is decided."
