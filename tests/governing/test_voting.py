"""One vote for each organisation, until the closing time, by whoever holds its mandate."""

from datetime import timedelta
from fractions import Fraction

import pytest

from comity.audit.verify import verify
from comity.base.refusal import Bar, Refused
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.core.ballots.types import Base, Choice, Quorum, Rule, at_least, more_than
from comity.governing.acts import cast_vote
from comity.governing.models import Vote
from comity.governing.telling import VOTE
from comity.notices.asks import asks_of
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say

HALF = Fraction(1, 2)


def test_a_question_is_opened_answered_and_decided(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    assert question.code == "D-001"
    say(troupe, question, HT="yes", OD="yes", HH="no")
    decision = close(question)
    assert decision.carried
    assert (decision.yes, decision.no, decision.abstain) == (2, 1, 0)
    assert decision.sealed_at == CLOSES
    assert list(verify(troupe.coalition.pk)) == []


# ── the count ──


@pytest.mark.parametrize(
    ("rule", "answers", "carried", "why"),
    [
        # the quorum counts organisations, abstaining ones too: more than half of three is two
        (Rule(quorum=Quorum(more_than(HALF))), {"HT": "yes"}, False, "no_quorum"),
        (Rule(quorum=Quorum(more_than(HALF))), {"HT": "yes", "OD": "abstain"}, True, "majority"),
        (Rule(quorum=Quorum(3)), {"HT": "yes", "OD": "yes"}, False, "no_quorum"),
        # abstentions count for the majority only where the base says so
        (Rule(base=Base.CAST), {"HT": "yes", "OD": "abstain"}, False, "too_few"),
        (Rule(base=Base.YES_AND_NO), {"HT": "yes", "OD": "abstain"}, True, "majority"),
        (Rule(base=Base.ELIGIBLE), {"HT": "yes"}, False, "too_few"),
        # exactly two thirds is enough where two thirds are asked, exactly half is not where more than half is
        (Rule(threshold=at_least(Fraction(2, 3))), {"HT": "yes", "OD": "yes", "HH": "no"}, True, "majority"),
        (Rule(threshold=more_than(Fraction(2, 3))), {"HT": "yes", "OD": "yes", "HH": "no"}, False, "too_few"),
        (Rule(threshold=at_least(HALF)), {"HT": "yes", "OD": "no"}, True, "majority"),
        # a tie is not carried; nor is silence
        (Rule(), {"HT": "yes", "OD": "no"}, False, "tie"),
        (Rule(), {}, False, "too_few"),
    ],
)
def test_the_rule_decides_to_the_last_fraction(
    rule: Rule, answers: dict[str, str], carried: bool, why: str, troupe: Troupe, asks: Asks
) -> None:
    question = asks(rule=rule)
    say(troupe, question, **answers)
    decision = close(question)
    assert (decision.carried, decision.why) == (carried, why)
    assert decision.eligible == 3
    assert decision.cast == len(answers)


# ── who may answer ──


def test_an_answer_is_replaced_and_the_first_one_kept(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes")
    say(troupe, question, HT="no", at=OPENS + timedelta(hours=1))
    with troupe.scope():
        votes = Vote.objects.order_by("cast_at")
        assert [(v.choice, v.replaced_at is None) for v in votes] == [("yes", False), ("no", True)]
    assert close(question).no == 1
    assert list(verify(troupe.coalition.pk)) == []


def test_a_late_vote_is_refused_before_anyone_has_sealed(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    with pytest.raises(Refused, match="has closed"):
        cast_vote(question, Choice.YES, by=hat(troupe, "Marta", "OD"), at=CLOSES)
    cast_vote(question, Choice.YES, by=hat(troupe, "Marta", "OD"), at=CLOSES - timedelta(microseconds=1))
    with troupe.scope():
        assert Vote.objects.count() == 1


def test_who_speaks_without_the_vote_is_told_why(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    with pytest.raises(Refused) as told:
        cast_vote(question, Choice.YES, by=hat(troupe, "Ruth", "HT"), at=OPENS)
    assert "does not include its vote" in told.value.reason.why
    assert told.value.reason.bar == Bar.FORBIDDEN


def test_only_organisations_on_the_roll_answer(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    with pytest.raises(Refused, match="had no place in Steering committee"):
        cast_vote(question, Choice.YES, by=hat(troupe, "Henk", "DR"), at=OPENS)
    with pytest.raises(Refused, match="Only organisations"):
        cast_vote(question, Choice.YES, by=troupe.hat(troupe.people["Marta"]), at=OPENS)
    with pytest.raises(Refused, match="Only organisations"):
        cast_vote(question, Choice.YES, by=troupe.by, at=OPENS)


def test_nobody_reaches_the_question_of_another_coalition(
    troupe: Troupe, elsewhere: Troupe, asks: Asks
) -> None:
    question = asks()
    ines = elsewhere.hat(elsewhere.coordinator, elsewhere.organisations["VN"])
    with pytest.raises(Refused) as told:
        cast_vote(question, Choice.YES, by=ines, at=OPENS)
    assert told.value.reason.bar == Bar.HIDDEN


def test_when_a_mandate_ends_mid_ballot_the_ask_moves_and_the_old_hat_is_refused(
    troupe: Troupe, asks: Asks
) -> None:
    from comity.coalitions.acts import give_mandate
    from comity.coalitions.models import Power
    from tests.cast import person

    question, then = asks(), OPENS + timedelta(days=2)
    marta, shelter = troupe.people["Marta"], troupe.organisations["OD"]
    old_hat, heir = hat(troupe, "Marta", "OD"), person("Nora Falk")
    with troupe.scope():
        mandate = Mandate.objects.get(person=marta, organisation=shelter)
    give_mandate(heir, organisation=shelter, powers=[Power.SPEAK, Power.VOTE], by=troupe.by, at=then)
    end_mandate(mandate, by=troupe.by, at=then)

    assert not asks_of(marta.pk).filter(kind=VOTE).exists()
    assert asks_of(heir.pk).get(kind=VOTE).thing == question.pk
    with pytest.raises(Refused, match="Your mandate for Open Door Shelter has ended"):
        cast_vote(question, Choice.YES, by=old_hat, at=then)
    vote = cast_vote(question, Choice.YES, by=troupe.hat(heir, shelter, at=then), at=then)
    assert vote.organisation_id == shelter.pk


def test_an_answer_closes_the_ask_of_everyone_who_votes_for_it(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    assert asks_of(troupe.people["Marta"].pk).filter(thing=question.pk).count() == 1
    say(troupe, question, OD="abstain")
    assert not asks_of(troupe.people["Marta"].pk).filter(thing=question.pk).exists()
    assert asks_of(troupe.people["Okafor"].pk).filter(thing=question.pk).exists()
