"""Around the vote: proposals shown beforehand, what is asked, advice, reviews, and matters at rest."""

import html
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_scopes import scope

from comity.audit.canonical import fingerprint
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.governing.acts import (
    answer_inquiry,
    carry_out,
    cast_vote,
    draft_question,
    edit_question,
    freeze_matter,
    inquire,
    integrate_change,
    move_closing,
    open_question,
    raise_objection,
    review_decision,
    share_question,
    thaw_matter,
    withdraw_question,
)
from comity.governing.effects import ADMIT
from comity.governing.jobs import ask_reviews, seal_due
from comity.governing.models import Decision, EffectState, Question, State, Wording
from comity.governing.queries import fresh_decisions, visible_to
from comity.governing.sealing import decision_text
from comity.notices.asks import asks_of
from comity.notices.models import Mail
from comity.people.models import Sector
from tests.acts.stories_matters import POSSIBLE, matter_of, painting
from tests.cast import Troupe, join
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

WORDS = {"title": "Paint the stairwell?", "lede": "In May, for 400.", "closes_at": CLOSES}


def draft(troupe: Troupe, **given: object) -> Question:
    return draft_question(body=troupe.bodies["steering"], **{**WORDS, **given}, by=tenants(troupe), at=OPENS)


def page_of(troupe: Troupe, question: Question, who: str, at: datetime = OPENS, ending: str = "") -> str:
    with stopped_at(at):
        return signed_in(troupe.people[who]).get(question.get_absolute_url() + ending).content.decode()


def sealed_text(decision: Decision) -> str:
    with scope(coalition=decision.coalition_id):
        return decision_text(decision)


# ── before the vote ──


@pytest.mark.row("G15")
def test_a_shared_proposal_is_read_and_asked_about_before_anybody_votes(troupe: Troupe) -> None:
    proposal = draft(troupe)
    okafor = standing_of(troupe.people["Okafor"].pk, troupe.coalition.pk, at=OPENS)
    with troupe.scope():
        assert proposal not in visible_to(okafor)
    proposal = share_question(proposal, by=tenants(troupe), at=OPENS)
    with troupe.scope():
        assert proposal in visible_to(okafor)
        told = set(Mail.objects.filter(kind="governing.shared").values_list("to", flat=True))
    assert told == {"marta.lind@example.org", "okafor.eze@example.org"}
    asked = inquire(proposal, "Which colour?", by=hat(troupe, "Okafor", "HH"), at=OPENS)
    assert [ask.kind for ask in asks_of(troupe.people["Amina"].pk)] == ["governing.inquiry"]
    answer_inquiry(asked, "Green, as the doors.", by=tenants(troupe), at=OPENS)
    assert not asks_of(troupe.people["Amina"].pk)
    page = page_of(troupe, proposal, "Marta", ending="discussion/")
    assert "Which colour?" in page and "Green, as the doors." in page
    with pytest.raises(Refused, match="put forward by others"):
        answer_inquiry(asked, "Blue.", by=hat(troupe, "Marta", "OD"), at=OPENS)
    with pytest.raises(Refused, match="in the name of an organisation"):
        inquire(proposal, "Why?", by=troupe.hat(troupe.people["Marta"]), at=OPENS)


def test_nobody_asks_about_a_draft_or_about_what_has_closed(troupe: Troupe, asks: Asks) -> None:
    with pytest.raises(Refused, match="still a draft"):
        inquire(draft(troupe), "Why?", by=tenants(troupe), at=OPENS)
    with pytest.raises(Refused, match="has closed"):
        inquire(asks(), "Why?", by=tenants(troupe), at=CLOSES)


def test_each_text_that_others_could_read_is_kept(troupe: Troupe) -> None:
    proposal = draft(troupe)
    edit_question(proposal, lede="In June, for 400.", by=tenants(troupe), at=OPENS)
    share_question(proposal, by=tenants(troupe), at=OPENS)
    edit_question(proposal, lede="In June, for 300.", by=tenants(troupe), at=OPENS)
    edit_question(proposal, title="Paint all stairwells?", by=tenants(troupe), at=OPENS)
    open_question(proposal, by=tenants(troupe), at=OPENS)
    with troupe.scope():
        kept = list(Wording.objects.filter(question=proposal).values_list("number", "lede"))
    assert kept == [(1, "In June, for 400."), (2, "In June, for 300.")]


# ── advice ──


@pytest.mark.row("G11")
def test_advice_is_called_advice_everywhere_and_is_no_decision(troupe: Troupe, asks: Asks) -> None:
    question = asks(binding=False)
    assert question.code == "A-001"
    assert asks().code == "D-001"
    assert "The answers bind nobody" in page_of(troupe, question, "Marta")
    say(troupe, question, HT="yes", OD="yes")
    decision = close(question)
    later = CLOSES + timedelta(hours=1)
    page = page_of(troupe, question, "Marta", later)
    assert "It binds nobody and is not listed as a decision" in page
    assert "Advice: in favour" in page
    register = reverse("governing:register", args=[troupe.coalition.slug])
    with stopped_at(later):
        client = signed_in(troupe.people["Marta"])
        assert question.title not in client.get(register + "?state=agreed").content.decode()
        assert "A-001" not in client.get(register).content.decode()
        assert "A-001" in client.get(register + "?state=advice").content.decode()
    with troupe.scope():
        marta = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=later)
        assert fresh_decisions(marta) == []
        subjects = set(Mail.objects.filter(kind="governing.closed").values_list("subject", flat=True))
    assert subjects == {f"Advice, in favour: {question.title}"}
    assert '"binding":false' in sealed_text(decision)


def test_nothing_follows_by_itself_from_advice(troupe: Troupe) -> None:
    with pytest.raises(ValidationError, match="Nothing follows by itself from advice"):
        draft(troupe, binding=False, **painting())


# ── afterwards ──


def agreed(troupe: Troupe, asks: Asks, **given: object) -> Decision:
    question = asks(**given)
    say(troupe, question, HT="yes", OD="yes")
    return close(question)


def test_on_its_day_a_decision_asks_what_came_of_it(troupe: Troupe, asks: Asks) -> None:
    decision = agreed(troupe, asks, review_on=date(2026, 9, 1))
    day = datetime(2026, 9, 1, 8, tzinfo=OPENS.tzinfo)
    ask_reviews(troupe.coalition.pk, day - timedelta(days=1))

    def asked() -> list[Any]:
        return [ask for ask in asks_of(troupe.people["Amina"].pk) if ask.kind == "governing.review"]

    assert not asked()
    for _again in range(2):
        ask_reviews(troupe.coalition.pk, day)
    assert len(asked()) == 1
    assert Mail.objects.filter(kind="governing.review").count() == 1
    assert "Review due" in page_of(troupe, decision.question, "Marta", day)
    text = sealed_text(decision)
    review_decision(
        decision, upheld=True, words="Nobody was cold.", next_on=date(2027, 3, 1), by=tenants(troupe), at=day
    )
    assert not asked()
    page = page_of(troupe, decision.question, "Okafor", day)
    assert "Nobody was cold." in page and "Upheld" in page and "1 March 2027" in page
    with troupe.scope():
        kept = Decision.objects.get(pk=decision.pk)
        assert kept.review_due_on == date(2027, 3, 1)
        assert sealed_text(kept) == text
    ask_reviews(troupe.coalition.pk, datetime(2027, 3, 1, 8, tzinfo=OPENS.tzinfo))
    assert Mail.objects.filter(kind="governing.review").count() == 2


def test_only_those_who_look_after_a_decision_review_it(troupe: Troupe, asks: Asks) -> None:
    decision = agreed(troupe, asks)
    with pytest.raises(Refused, match="put forward by others"):
        review_decision(decision, upheld=True, words="Fine.", by=hat(troupe, "Okafor", "HH"), at=CLOSES)
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    with pytest.raises(ValidationError, match="a day to come"):
        review_decision(decision, upheld=True, words="Fine.", next_on=CLOSES.date(), by=chair, at=CLOSES)
    assert not review_decision(decision, upheld=False, words="Too dear.", by=chair, at=CLOSES).upheld
    lost = asks(title="Lost?")
    say(troupe, lost, HT="no", OD="no")
    with pytest.raises(Refused, match="Nothing was agreed here"):
        review_decision(close(lost), upheld=True, words="Fine.", by=chair, at=CLOSES)


def test_what_could_not_follow_at_once_is_carried_out_later(troupe: Troupe, asks: Asks) -> None:
    POSSIBLE.clear()
    decision = agreed(troupe, asks, **painting())
    assert (decision.effect_state, decision.effect_note) == (EffectState.FAILED, "There is no paint.")
    text = sealed_text(decision)
    with pytest.raises(ValidationError, match="There is no paint"):
        carry_out(decision, by=tenants(troupe), at=CLOSES)
    assert "Try it again" in page_of(troupe, decision.question, "Amina", CLOSES)
    POSSIBLE.append(True)
    done = carry_out(decision, by=tenants(troupe), at=CLOSES + timedelta(days=2))
    assert done.carried_out_at == CLOSES + timedelta(days=2)
    assert sealed_text(done) == text
    assert "It was done later" in page_of(troupe, decision.question, "Amina", CLOSES + timedelta(days=2))
    with pytest.raises(Refused, match="Nothing is left to be done"):
        carry_out(decision, by=tenants(troupe), at=CLOSES + timedelta(days=3))


def test_the_extract_holds_the_seal_and_the_text_behind_it(troupe: Troupe, asks: Asks) -> None:
    decision = agreed(troupe, asks)
    page = page_of(troupe, decision.question, "Okafor", CLOSES, "extract/")
    assert decision.seal in page
    sealed = page.split('<pre class="scroll" tabindex="0">')[1].split("</pre>")[0]
    assert fingerprint(html.unescape(sealed)) == decision.seal
    assert "Harbour Health Service" in page


# ── at rest ──


def test_a_matter_at_rest_is_neither_opened_nor_closed_until_its_rest_ends(
    troupe: Troupe, asks: Asks
) -> None:
    matter = matter_of(troupe)
    question = asks(matter=matter)
    say(troupe, question, HT="yes", OD="yes")
    until = CLOSES + timedelta(days=3)
    freeze_matter(matter, until=until, why="We talk first.", by=troupe.by, at=CLOSES - timedelta(days=1))
    with pytest.raises(Refused, match="This matter rests until .* We talk first"):
        open_question(draft(troupe, matter=matter), by=tenants(troupe), at=CLOSES - timedelta(days=1))
    assert seal_due(troupe.coalition.pk, CLOSES + timedelta(minutes=1)) == 0
    assert "This matter rests until" in page_of(troupe, question, "Marta", CLOSES + timedelta(minutes=1))
    with pytest.raises(Refused, match="has closed"):
        say(troupe, question, CLOSES, HH="yes")
    assert seal_due(troupe.coalition.pk, until) == 1
    with troupe.scope():
        assert Question.objects.get(pk=question.pk).ended_at == until


def test_what_rests_is_neither_withdrawn_nor_moved_nor_changed(troupe: Troupe, asks: Asks) -> None:
    matter = matter_of(troupe)
    question, soon = asks(matter=matter), OPENS + timedelta(days=1)
    objection = raise_objection(question, concern="Dear.", change="Half.", by=hat(troupe, "Marta", "OD"), at=OPENS)
    freeze_matter(matter, until=CLOSES - timedelta(days=3), by=troupe.by, at=OPENS)
    by = tenants(troupe)
    for act in (
        lambda: withdraw_question(question, why="So.", by=by, at=soon),
        lambda: move_closing(question, CLOSES + timedelta(days=1), by=by, at=soon),
        lambda: integrate_change(objection, lede="Half of it.", by=by, at=soon),
    ):
        with pytest.raises(Refused, match="This matter rests until"):
            act()


def test_what_rests_is_not_put_forward_anew_beside_it(troupe: Troupe, asks: Asks) -> None:
    question = asks(title="Insulate?")
    with troupe.scope():
        matter = Question.objects.select_related("matter").get(pk=question.pk).matter
    assert matter is not None
    freeze_matter(matter, until=CLOSES - timedelta(days=3), by=troupe.by, at=OPENS)
    with pytest.raises(Refused, match="This matter rests until"):
        asks(title="INSULATE?", lede="The same in other words.")
    assert asks(title="A walk on Sunday?", lede="To the canal.").number == 2


def test_what_a_resting_matter_would_set_going_no_other_question_does(troupe: Troupe, asks: Asks) -> None:
    join(troupe, "Quay Gardens", Sector.CITIZEN, state=MembershipState.PROSPECT)
    with troupe.scope():
        gardens = Membership.objects.get(organisation=troupe.organisations["QG"]).pk
    question = asks(effect=ADMIT, effect_target=gardens)
    with troupe.scope():
        matter = Question.objects.select_related("matter").get(pk=question.pk).matter
    freeze_matter(matter, until=CLOSES - timedelta(days=3), by=troupe.by, at=OPENS)
    with pytest.raises(Refused, match="This matter rests until"):
        asks(title="The gardeners?", effect=ADMIT, effect_target=gardens, by=hat(troupe, "Marta", "OD"))


def test_a_thawed_matter_closes_when_it_goes_on(troupe: Troupe, asks: Asks) -> None:
    matter = matter_of(troupe)
    question = asks(matter=matter)
    freeze_matter(matter, until=CLOSES + timedelta(days=30), by=troupe.by, at=OPENS)
    with pytest.raises(ValidationError, match="a day to come"):
        freeze_matter(matter, until=OPENS, by=troupe.by, at=OPENS)
    with pytest.raises(Refused, match="A coordinator can"):
        thaw_matter(matter, by=hat(troupe, "Marta", "OD"), at=OPENS)
    thawed = CLOSES + timedelta(days=2)
    thaw_matter(matter, by=troupe.by, at=thawed)
    with pytest.raises(Refused, match="does not rest"):
        thaw_matter(matter, by=troupe.by, at=thawed)
    assert seal_due(troupe.coalition.pk, thawed) == 1
    with troupe.scope():
        closed = Question.objects.get(pk=question.pk)
    assert (closed.state, closed.ended_at) == (State.CLOSED, thawed)


def test_by_the_rule_a_matter_can_be_let_rest(troupe: Troupe) -> None:
    rested = freeze_matter(matter_of(troupe), until=CLOSES, by=the_rule(troupe.coalition.pk), at=OPENS)
    assert rested.frozen_until == CLOSES


def test_the_pages_around_a_vote_work_without_a_script(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(OPENS):
        url = reverse("governing:discussion", args=[troupe.coalition.slug, question.pk])
        client.post(url, {"text": "Who pays?"}, follow=True)
        amina = signed_in(troupe.people["Amina"])
        page = amina.get(url).content.decode()
        assert "Who pays?" in page
    vote = cast_vote(question, "yes", by=hat(troupe, "Marta", "OD"), at=OPENS)  # type: ignore[arg-type]
    assert vote.choice == "yes"
