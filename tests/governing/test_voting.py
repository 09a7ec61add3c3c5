"""One vote for each organisation, until the closing time, and then a decision."""

from datetime import timedelta

import pytest

from comity.audit.verify import verify
from comity.base.refusal import Refused
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote
from comity.governing.models import Vote
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say


def test_a_question_is_opened_answered_and_decided(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    assert question.code == "D-001"
    say(troupe, question, HT="yes", OD="yes", HH="no")
    decision = close(question)
    assert decision.carried
    assert (decision.yes, decision.no, decision.abstain) == (2, 1, 0)
    assert list(verify(troupe.coalition.pk)) == []


def test_an_answer_is_replaced_and_the_first_one_kept(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes")
    say(troupe, question, HT="no", at=OPENS + timedelta(hours=1))
    with troupe.scope():
        votes = Vote.objects.order_by("cast_at")
        assert [(v.choice, v.replaced_at is None) for v in votes] == [("yes", False), ("no", True)]
    assert list(verify(troupe.coalition.pk)) == []


def test_a_late_vote_is_refused_before_anyone_has_sealed(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    with pytest.raises(Refused, match="has closed"):
        cast_vote(question, Choice.YES, by=hat(troupe, "Marta", "OD"), at=CLOSES)
    with troupe.scope():
        assert not Vote.objects.exists()
