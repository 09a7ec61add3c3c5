"""When a decided matter may be taken up again: on the grounds of the rulebook, and on no others."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.matters.reopening import Brought, Ground, Refusal, judge, supporters_needed
from comity.core.rulebook.types import Grounds
from comity.governing.acts import (
    ask_reopening,
    draft_question,
    edit_question,
    open_question,
    review_decision,
    support_reopening,
    withdraw_question,
    withdraw_reopening,
)
from comity.governing.models import Decision, MatterState, Question, Reopening, RequestState
from comity.notices.models import Mail
from tests.cast import Troupe
from tests.governing.rules import work_by
from tests.governing.stage import CLOSES, Asks, close, hat, say, signed_in, tenants

LATER = CLOSES + timedelta(days=30)
FACTS = {"proof": "The roofer’s letter of 1 May.", "known_on": CLOSES.date() + timedelta(days=10)}


@pytest.fixture
def decision(troupe: Troupe, asks: Asks) -> Decision:
    """D-001, agreed by the steering committee; a third of the members may ask for it again, or after a year."""
    work_by(troupe, grounds=Grounds(new_facts=True, share=Fraction(1, 2), after_days=365))
    question = asks(title="Insulate?")
    say(troupe, question, HT="yes", OD="yes")
    return close(question)


def ask(troupe: Troupe, decision: Decision, ground: Ground, at: datetime = LATER, **given: Any) -> Reopening:
    by = given.pop("by", None) or hat(troupe, "Henk", "DR")
    return ask_reopening(decision.question, ground, why="It costs more.", by=by, at=at, **given)


# ── the grounds ──


@pytest.mark.row("G7")
@pytest.mark.binds("Way.grounds", "Grounds.after_days")
def test_a_request_without_a_ground_is_refused_with_the_reason(troupe: Troupe, decision: Decision) -> None:
    early = ask(troupe, decision, Ground.TIME)
    assert early.state == RequestState.REFUSED
    assert early.refused_why == "Too little time has passed. It can be asked from April 12, 2027 on."
    known = {**FACTS, "known_on": CLOSES.date()}
    assert "They are not new" in ask(troupe, decision, Ground.NEW_FACTS, **known).refused_why
    assert "No review says" in ask(troupe, decision, Ground.REVIEW).refused_why
    with stopped_at(LATER):
        page = signed_in(troupe.people["Marta"]).get(decision.question.get_absolute_url() + "again/").content.decode()
    assert "Too little time has passed" in page
    with troupe.scope():
        assert not Question.objects.filter(state="draft").exists()


@pytest.mark.row("G7")
def test_new_facts_open_a_linked_matter_and_the_decision_stands_until_another_is_agreed(
    troupe: Troupe, decision: Decision
) -> None:
    asked = ask(troupe, decision, Ground.NEW_FACTS, **FACTS)
    assert (asked.state, asked.clause) == (RequestState.GRANTED, "1.6")
    with troupe.scope():
        draft = Question.objects.select_related("matter").get(state="draft")
        assert draft.matter.reopens_id == decision.question_id
        assert (draft.title, draft.for_name, draft.body_id) == (
            "Insulate?", "Dock Road Traders", troupe.bodies["steering"].pk,
        )  # fmt: skip
    traders = hat(troupe, "Henk", "DR")
    edit_question(draft, title="Insulate twenty?", closes_at=LATER + timedelta(days=9), by=traders, at=LATER)
    question = open_question(draft, by=traders, at=LATER)
    with stopped_at(LATER):
        marta = signed_in(troupe.people["Marta"])
        page = marta.get(question.get_absolute_url()).content.decode()
        assert "That decision stands until this one is agreed" in page
        assert "took the place" not in marta.get(decision.question.get_absolute_url()).content.decode()
    say(troupe, question, LATER, HT="yes", OD="yes")
    anew = close(question)
    assert anew.supersedes_id == decision.pk
    with stopped_at(LATER + timedelta(days=10)):
        page = signed_in(troupe.people["Marta"]).get(decision.question.get_absolute_url()).content.decode()
        register = reverse("governing:register", args=[troupe.coalition.slug])
        old = signed_in(troupe.people["Marta"]).get(register + "?state=superseded").content.decode()
    assert "D-002 took the place of this decision" in page
    assert "D-001" in old and "D-002" not in old
    with pytest.raises(Refused, match="Another decision took the place"):
        ask(troupe, decision, Ground.NEW_FACTS, **FACTS)


@pytest.mark.row("G7")
def test_what_is_not_agreed_anew_leaves_the_old_decision_standing(troupe: Troupe, decision: Decision) -> None:
    ask(troupe, decision, Ground.NEW_FACTS, **FACTS)
    with troupe.scope():
        draft = Question.objects.get(state="draft")
    traders = hat(troupe, "Henk", "DR")
    edit_question(draft, closes_at=LATER + timedelta(days=9), by=traders, at=LATER)
    question = open_question(draft, by=traders, at=LATER)
    say(troupe, question, LATER, HT="no", OD="no")
    assert close(question).supersedes_id is None
    with troupe.scope():
        assert Question.objects.get(pk=question.pk).matter.state == MatterState.DECIDED


@pytest.mark.row("G7")
@pytest.mark.binds("Grounds.share")
def test_a_share_of_the_members_is_counted_in_organisations(troupe: Troupe, decision: Decision) -> None:
    asked = ask(troupe, decision, Ground.SHARE)
    assert (asked.state, asked.needed) == (RequestState.GATHERING, 2)
    assert Mail.objects.filter(kind="governing.reopening").count() == 3
    with pytest.raises(Refused, match="supports it already"):
        support_reopening(asked, by=hat(troupe, "Henk", "DR"), at=LATER)
    with pytest.raises(Refused, match="Only members support this"):
        support_reopening(asked, by=troupe.by, at=LATER)
    with pytest.raises(Refused, match="A request waits for supporters already"):
        ask(troupe, decision, Ground.SHARE, by=tenants(troupe))
    granted = support_reopening(asked, by=hat(troupe, "Okafor", "HH"), at=LATER)
    assert granted.state == RequestState.GRANTED
    with troupe.scope():
        draft = Question.objects.get(state="draft")
    assert draft.for_name == "Dock Road Traders"  # in the name of those who asked, whoever came last
    with pytest.raises(Refused, match="being taken up again already"):
        ask(troupe, decision, Ground.NEW_FACTS, **FACTS)


REVIEWED = CLOSES.date() + timedelta(days=10)


def reviewed(troupe: Troupe, asks: Asks, *, at: datetime = LATER, by: Any = None, **given: Any) -> Decision:
    """Agreed, and found to be changed by those who put it forward, or by others."""
    question = asks(**{"review_on": REVIEWED, **given})
    say(troupe, question, HT="yes", OD="yes", **({"HH": "yes"} if "body" in given else {}))
    found = close(question)
    review_decision(found, upheld=False, words="Too dear.", by=by or tenants(troupe), at=at)
    return found


@pytest.mark.row("G7")
def test_a_review_that_finds_something_to_change_is_a_ground(troupe: Troupe, asks: Asks) -> None:
    found = reviewed(troupe, asks)
    own = ask(troupe, found, Ground.REVIEW, by=tenants(troupe))
    assert own.state == RequestState.REFUSED and "Whoever asks made the review" in own.refused_why
    assert ask(troupe, found, Ground.REVIEW).state == RequestState.GRANTED


@pytest.mark.row("G7")
def test_the_body_that_decided_may_follow_its_own_review(troupe: Troupe, asks: Asks) -> None:
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    found = reviewed(troupe, asks, by=chair)
    assert ask(troupe, found, Ground.REVIEW, by=chair).state == RequestState.GRANTED


@pytest.mark.row("G7")
@pytest.mark.parametrize("given", [{"review_on": None}, {"at": CLOSES + timedelta(days=2)}])
def test_a_review_before_its_day_is_no_ground(given: dict[str, Any], troupe: Troupe, asks: Asks) -> None:
    """Else whoever put it forward could find at any time that it should be changed."""
    asked = ask(troupe, reviewed(troupe, asks, **given), Ground.REVIEW)
    assert asked.state == RequestState.REFUSED and "before its day of review" in asked.refused_why


def taken_up(troupe: Troupe, decision: Decision) -> Question:
    """The draft that takes a decision up again, by the traders."""
    assert ask(troupe, decision, Ground.NEW_FACTS, **FACTS).state == RequestState.GRANTED
    with troupe.scope():
        found: Question = Question.objects.get(state="draft")
    return found


@pytest.mark.row("G7")
def test_no_smaller_body_overturns_what_the_assembly_decided(troupe: Troupe, asks: Asks) -> None:
    question = asks(body=troupe.assembly)
    say(troupe, question, HT="yes", OD="yes", HH="yes")
    draft = taken_up(troupe, close(question))
    henk = hat(troupe, "Henk", "DR")
    for change, field in (({"body": troupe.bodies["steering"]}, "body"), ({"kind": "membership"}, "kind")):
        with pytest.raises(ValidationError, match="It takes up D-001 again") as told:
            edit_question(draft, **change, by=troupe.by, at=LATER)
        assert list(told.value.message_dict) == [field]
    opened = open_question(
        edit_question(draft, title="Twenty?", closes_at=LATER + timedelta(days=9), by=henk, at=LATER), by=henk, at=LATER
    )
    assert opened.body_id == troupe.assembly.pk
    with troupe.scope():
        matter = Question.objects.select_related("matter").get(pk=opened.pk).matter
    with pytest.raises(ValidationError, match="It takes up D-001 again"):
        draft_question(body=troupe.bodies["steering"], title="Or?", lede="So.", matter=matter, by=troupe.by, at=LATER)


@pytest.mark.row("G7")
def test_where_the_rules_name_a_smaller_body_by_now_the_one_that_decided_still_does(troupe: Troupe, asks: Asks) -> None:
    question = asks(body=troupe.assembly)
    say(troupe, question, HT="yes", OD="yes", HH="yes")
    draft = taken_up(troupe, close(question))
    work_by(troupe, body=troupe.bodies["steering"].pk, at=LATER)
    henk = hat(troupe, "Henk", "DR")
    edit_question(draft, closes_at=LATER + timedelta(days=9), by=henk, at=LATER)
    opened = open_question(draft, by=henk, at=LATER)
    assert opened.body_id == troupe.assembly.pk and "no smaller body overturns that" in opened.routed_why


@pytest.mark.row("G7")
def test_what_was_dropped_or_found_no_quorum_can_be_taken_up_again(troupe: Troupe, decision: Decision) -> None:
    draft, henk = taken_up(troupe, decision), hat(troupe, "Henk", "DR")
    withdraw_question(draft, by=henk, at=LATER)
    with troupe.scope():
        assert Question.objects.select_related("matter").get(pk=draft.pk).matter.state == MatterState.DROPPED
        matter = Question.objects.get(pk=draft.pk).matter
    with pytest.raises(Refused, match="Ask for the decision to be taken up again"):
        draft_question(body=troupe.bodies["steering"], title="Or?", lede="So.", matter=matter, by=troupe.by, at=LATER)
    again = taken_up(troupe, decision)
    edit_question(again, closes_at=LATER + timedelta(days=9), by=henk, at=LATER)
    question = open_question(again, by=henk, at=LATER)
    say(troupe, question, LATER, HT="yes")
    assert close(question).why == "no_quorum"
    assert ask(troupe, decision, Ground.NEW_FACTS, at=question.closes_at, **FACTS).state == RequestState.GRANTED


@pytest.mark.binds("Grounds.new_facts")
@pytest.mark.row("G7")
def test_of_what_one_body_alone_knows_the_share_is_one_of_that_body(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, grounds=Grounds(share=Fraction(2, 3)))
    question = asks(title="Insulate?", confidentiality="body")
    say(troupe, question, HT="yes", OD="yes")
    found = close(question)
    with stopped_at(LATER):
        url = reverse("governing:reopen", args=[troupe.coalition.slug, question.pk])
        assert "2 of 3" in signed_in(troupe.people["Okafor"]).get(url).content.decode()
    asked = ask(troupe, found, Ground.SHARE, by=tenants(troupe))
    assert (asked.state, asked.needed) == (RequestState.GATHERING, 2)
    assert support_reopening(asked, by=hat(troupe, "Okafor", "HH"), at=LATER).state == RequestState.GRANTED


def test_new_facts_need_their_proof(troupe: Troupe, decision: Decision) -> None:
    with pytest.raises(ValidationError, match="Say what is new"):
        ask(troupe, decision, Ground.NEW_FACTS)


def test_a_request_that_gathers_can_be_taken_back(troupe: Troupe, decision: Decision) -> None:
    asked = ask(troupe, decision, Ground.SHARE)
    with pytest.raises(Refused, match="Others asked for this"):
        withdraw_reopening(asked, by=tenants(troupe), at=LATER)
    assert withdraw_reopening(asked, by=hat(troupe, "Henk", "DR"), at=LATER).state == RequestState.WITHDRAWN
    assert ask(troupe, decision, Ground.SHARE).state == RequestState.GATHERING


def test_advice_and_open_questions_are_not_reopened(troupe: Troupe, asks: Asks) -> None:
    open_ = asks()
    with pytest.raises(Refused, match="Nothing was decided here"):
        ask_reopening(open_, Ground.TIME, why="Again.", by=tenants(troupe), at=LATER)


def test_by_its_page_a_request_is_asked_and_its_refusal_read(troupe: Troupe, decision: Decision) -> None:
    henk = signed_in(troupe.people["Henk"])
    url = reverse("governing:reopen", args=[troupe.coalition.slug, decision.question_id])
    with stopped_at(LATER):
        form = henk.get(url).content.decode()
        assert "2 of 4 member organisations." in form and "365 days since the decision." in form
        page = henk.post(url, {"ground": "time", "why": "Winter comes."}, follow=True).content.decode()
    assert "It is not taken up again: Too little time has passed" in page


# ── the arithmetic ──

DAY = date(2026, 3, 1)


def brought(ground: Ground, days: int, **more: Any) -> Brought:
    return Brought(ground, DAY, DAY + timedelta(days=days), **more)


@pytest.mark.binds("Grounds.window_days")
def test_the_window_binds_all_grounds_but_a_review() -> None:
    grounds = Grounds(after_days=10, window_days=20)
    assert judge(grounds, brought(Ground.TIME, 10)).granted
    assert judge(grounds, brought(Ground.TIME, 20)).granted
    over = judge(grounds, brought(Ground.TIME, 21))
    assert (over.refusal, over.day) == (Refusal.WINDOW_OVER, DAY + timedelta(days=20))
    assert judge(grounds, brought(Ground.REVIEW, 99, to_change=True)).granted
    early = brought(Ground.REVIEW, 99, to_change=True, review_fault=Refusal.REVIEW_EARLY)
    assert judge(grounds, early).refusal is Refusal.REVIEW_EARLY


def test_a_ground_that_the_rulebook_does_not_know_is_none() -> None:
    none = Grounds(new_facts=False, share=None, after_days=None)
    for ground in (Ground.NEW_FACTS, Ground.SHARE, Ground.TIME):
        assert judge(none, brought(ground, 999, supporters=9, members=9)).refusal is Refusal.NO_GROUND


def test_facts_are_new_when_they_became_known_after_the_decision() -> None:
    for known, refusal in ((None, Refusal.OLD_FACTS), (0, Refusal.OLD_FACTS), (1, None), (5, None)):
        day = None if known is None else DAY + timedelta(days=known)
        assert judge(Grounds(), brought(Ground.NEW_FACTS, 5, known_on=day)).refusal is refusal
    late = brought(Ground.NEW_FACTS, 5, known_on=DAY + timedelta(days=6))
    assert judge(Grounds(), late).refusal is Refusal.FACTS_TO_COME


@given(st.fractions(Fraction(1, 50), 1), st.integers(1, 200), st.integers(0, 200))
def test_a_share_is_reached_exactly_when_it_is_reached(share: Fraction, members: int, supporters: int) -> None:
    found = judge(Grounds(share=share), brought(Ground.SHARE, 1, supporters=supporters, members=members))
    assert found.granted == (supporters >= supporters_needed(share, members))
    assert found.granted == (supporters >= 1 and Fraction(supporters, members) >= share)
