"""Closing: by the rule at its time, whoever notices first; once and for good."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django_scopes import scope

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import add_member, change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.governing.acts import close_question
from comity.governing.effects import ADMIT
from comity.governing.jobs import seal_due, sweep
from comity.governing.models import Decision, EffectState, Question, State
from comity.notices.models import Mail
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, say, signed_in

LATER = CLOSES + timedelta(minutes=7)


def test_it_reads_closed_at_its_time_though_nobody_has_sealed(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    with stopped_at(LATER):
        client = signed_in(troupe.people["Marta"])
        page = client.get(question.get_absolute_url()).content.decode()
        register = client.get(reverse("governing:register", args=[troupe.coalition.slug])).content.decode()
    assert "no answer can change any more" in page
    assert "Check our answer" not in page
    assert "Closed, being sealed" in register
    with troupe.scope():
        assert Question.objects.get().state == State.OPEN  # looking has changed nothing


def sealed_by_the_worker(troupe: Troupe, question: Question) -> None:
    sweep(troupe.coalition.pk, LATER)


def sealed_by_the_next_post(troupe: Troupe, question: Question) -> None:
    with stopped_at(LATER):
        url = reverse("governing:answer", args=[troupe.coalition.slug, question.pk])
        refused = signed_in(troupe.people["Okafor"]).post(
            url, {"answer-choice": "yes", "at": "answer", "go": "next"}
        )
    assert refused.status_code == 409


def test_one_question_that_can_not_be_counted_keeps_no_other_from_its_end(
    troupe: Troupe, asks: Asks, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = asks(), asks(title="And this?", closes_at=CLOSES + timedelta(minutes=1))
    Question._base_manager.filter(pk=broken.pk).update(method="a method that is gone")
    assert seal_due(troupe.coalition.pk, LATER) == 1
    with troupe.scope():
        assert Question.objects.get(pk=sound.pk).state == State.CLOSED
        assert Question.objects.get(pk=broken.pk).state == State.OPEN
    assert "could not be sealed" in caplog.text


@pytest.mark.parametrize("seal", [sealed_by_the_worker, sealed_by_the_next_post])
def test_whoever_notices_first_seals_as_of_the_closing_time(seal: Any, troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    seal(troupe, question)
    with troupe.scope():
        decision = Decision.objects.get()
    entry = Entry.objects.get(act="governing.question.closed")
    assert decision.sealed_at == entry.at == CLOSES
    assert entry.person is None
    assert decision.carried


def test_sealing_twice_is_sealing_once(troupe: Troupe, asks: Asks) -> None:
    asks()
    assert seal_due(troupe.coalition.pk, LATER) == 1
    assert seal_due(troupe.coalition.pk, LATER) == 0
    with troupe.scope():
        assert Decision.objects.count() == 1


def test_the_rule_does_not_close_before_the_time(troupe: Troupe, asks: Asks) -> None:
    with pytest.raises(Refused, match="has not come"):
        close_question(asks(), by=the_rule(troupe.coalition.pk), at=CLOSES - timedelta(seconds=1))


def test_who_presides_closes_early_once_all_have_answered(troupe: Troupe, asks: Asks) -> None:
    question, noon = asks(), OPENS + timedelta(hours=3)
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    say(troupe, question, HT="yes", OD="no")
    with pytest.raises(Refused, match="2 of 3 organisations have answered"):
        close_question(question, by=chair, at=noon)
    say(troupe, question, HH="yes")
    with pytest.raises(Refused, match="You can’t close this question"):
        close_question(question, by=troupe.hat(troupe.people["Okafor"], troupe.organisations["HH"]), at=noon)
    decision = close_question(question, by=chair, at=noon)
    assert decision.sealed_at == noon
    assert decision.carried


def test_all_who_were_asked_get_the_result_with_its_seal(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    decision = close(question)
    mails = Mail.objects.filter(kind="governing.closed")
    assert mails.count() == 3
    first = mails[0]
    assert first.subject == "Agreed: Insulate 40 flats before the frost?"
    assert decision.seal[:4] in first.text


def test_the_sweep_reminds_and_seals(troupe: Troupe, asks: Asks) -> None:
    asks()
    sweep(troupe.coalition.pk, CLOSES - timedelta(hours=20))
    sweep(troupe.coalition.pk, CLOSES - timedelta(hours=19))
    assert Mail.objects.filter(kind="governing.reminder").count() == 3
    sweep(troupe.coalition.pk, LATER)
    assert Mail.objects.filter(kind="governing.closed").count() == 3


def test_a_question_of_a_day_needs_no_reminder(troupe: Troupe, asks: Asks) -> None:
    asks(closes_at=OPENS + timedelta(hours=20))
    sweep(troupe.coalition.pk, OPENS + timedelta(hours=1))
    assert not Mail.objects.filter(kind="governing.reminder").exists()


# ── what follows ──


@pytest.fixture
def prospect(troupe: Troupe) -> Membership:
    bridge = register_organisation(name="Newcomers’ Bridge", sector=Sector.NONPROFIT, by=troupe.by, at=OPENS)
    return add_member(bridge, state=MembershipState.PROSPECT, by=troupe.by, at=OPENS)


def test_a_carried_decision_admits_a_prospect(troupe: Troupe, asks: Asks, prospect: Membership) -> None:
    question = asks(effect=ADMIT, effect_target=prospect.pk)
    assert question.effect_label == "Newcomers’ Bridge becomes a member"
    assert question.body_id == troupe.assembly.pk  # whoever is asked: the rulebook lets the assembly admit
    say(troupe, question, HT="yes", OD="yes", DR="yes")
    assert close(question).effect_state == EffectState.DONE
    with troupe.scope():
        assert Membership.objects.get(pk=prospect.pk).state == MembershipState.MEMBER
    assert list(verify(troupe.coalition.pk)) == []


def test_a_lost_question_admits_nobody(troupe: Troupe, asks: Asks, prospect: Membership) -> None:
    question = asks(effect=ADMIT, effect_target=prospect.pk)
    say(troupe, question, HT="no", OD="no", DR="no")
    assert close(question).effect_state == EffectState.NONE
    with troupe.scope():
        assert Membership.objects.get(pk=prospect.pk).state == MembershipState.PROSPECT


def test_what_can_not_be_done_any_more_leaves_the_decision_standing(
    troupe: Troupe, asks: Asks, prospect: Membership
) -> None:
    question = asks(effect=ADMIT, effect_target=prospect.pk)
    say(troupe, question, HT="yes", OD="yes", DR="yes")
    change_membership(prospect, MembershipState.MEMBER, by=troupe.by, at=OPENS)
    decision = close(question)
    assert decision.carried
    assert decision.effect_state == EffectState.FAILED
    assert "is “Member” by now" in decision.effect_note
    with scope(coalition=troupe.coalition.pk):
        assert Question.objects.get(pk=question.pk).state == State.CLOSED
    assert list(verify(troupe.coalition.pk)) == []
