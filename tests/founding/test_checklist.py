"""Seven questions before anything is founded: a no truly pauses, and going on takes a decision with its reason."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import enter_stage
from comity.coalitions.models import Coalition, Stage
from comity.core.advice.readiness import Answer, Question, State
from comity.core.ballots.types import Choice
from comity.founding.acts import answer_checklist, ask_founders, go_on, propose_going_on
from comity.founding.models import ChecklistAnswer, GoingOn
from comity.founding.queries import checklist_of
from comity.governing.acts import cast_vote, close_question
from comity.governing.models import Decision
from comity.network.models import Tie
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join
from tests.founding.stage import hat, say
from tests.governing.stage import signed_in

DAY = timedelta(days=1)
CLOSES = THEN + 10 * DAY
BROKE = ("no", "Nobody has money or hours for it.")


def state_of(troupe: Troupe) -> State:
    with troupe.scope():
        told = checklist_of(troupe.coalition.pk).told
    assert told is not None
    return told.state


def put(troupe: Troupe) -> GoingOn:
    return propose_going_on(
        Question.MEANS, reason="The college lends its rooms.", closes_at=CLOSES, by=hat(troupe, "WC"), at=THEN
    )


def decide(row: GoingOn, troupe: Troupe, **answers: str) -> Decision:
    """The founders answer, and the rule closes it."""
    assert row.vote is not None
    for mark, answer in answers.items():
        cast_vote(row.vote, Choice(answer), by=hat(troupe, mark), at=THEN + DAY)
    return close_question(row.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)


@pytest.mark.row("F1")
def test_all_yes_of_all_founders_opens_the_next_stage_and_nothing_less_does(founders: Troupe) -> None:
    say(founders, "WC")
    say(founders, "NS")
    assert state_of(founders) is State.WAITING
    with pytest.raises(Refused, match="not answered with yes by all"):
        enter_stage(founders.coalition, Stage.FORMATION, by=founders.by, at=THEN)
    say(founders, "YC", priority=("unsure", "We have not asked our members."))
    assert state_of(founders) is State.WAITING
    say(founders, "YC")
    assert state_of(founders) is State.OPEN
    enter_stage(founders.coalition, Stage.FORMATION, by=founders.by, at=THEN)
    assert Coalition.objects.get(pk=founders.coalition.pk).stage == Stage.FORMATION
    founders.coalition.refresh_from_db()
    join(founders, "Late Harbour Library", Sector.PUBLIC)
    assert state_of(founders) is State.WAITING
    enter_stage(founders.coalition, Stage.IMPLEMENTATION, by=founders.by, at=THEN)
    assert Coalition.objects.get(pk=founders.coalition.pk).stage == Stage.IMPLEMENTATION


@pytest.mark.row("F1")
def test_a_no_pauses_until_the_founders_decide_to_go_on_with_a_reason(founders: Troupe) -> None:
    say(founders, "WC")
    say(founders, "NS")
    say(founders, "YC", means=BROKE)
    assert state_of(founders) is State.PAUSED
    with pytest.raises(Refused, match="say no to a question"):
        enter_stage(founders.coalition, Stage.FORMATION, by=founders.by, at=THEN)

    row = put(founders)
    assert row.vote is not None and row.vote.binding, "it binds, though no rulebook is in force"
    assert "Youth Club said no" in row.vote.lede
    assert state_of(founders) is State.PAUSED, "asking alone moves nothing"
    decision = decide(row, founders, WC="yes", NS="yes", YC="no")
    assert (decision.carried, decision.effect_note) == (True, "")
    assert state_of(founders) is State.OPEN
    with founders.scope():
        kept = GoingOn.objects.get()
        assert (kept.reason, kept.carried_at) == ("The college lends its rooms.", CLOSES)
    enter_stage(founders.coalition, Stage.FORMATION, by=founders.by, at=CLOSES)


@pytest.mark.row("F1")
def test_founders_who_do_not_agree_stay_paused(founders: Troupe) -> None:
    for mark in ("WC", "NS"):
        say(founders, mark)
    say(founders, "YC", means=BROKE)
    decision = decide(put(founders), founders, WC="yes", NS="no", YC="no")
    assert not decision.carried
    assert state_of(founders) is State.PAUSED


def test_going_on_is_put_once_and_only_where_somebody_says_no(founders: Troupe) -> None:
    say(founders, "WC", means=BROKE)
    with pytest.raises(ValidationError, match="Nobody says no"):
        propose_going_on(Question.MISSING, reason="Well.", closes_at=CLOSES, by=hat(founders, "WC"), at=THEN)
    row = put(founders)
    with pytest.raises(Refused, match="being asked"):
        put(founders)
    with pytest.raises(Refused, match="decided by the founders"):
        assert row.vote is not None
        go_on(row, carried=row.vote, by=founders.by, at=THEN)


def test_under_a_rulebook_going_on_follows_its_rule(troupe: Troupe) -> None:
    marta = troupe.hat(troupe.people["Marta"], troupe.organisations["OD"])
    answer_checklist({Question.MEANS: (Answer.NO, "No hours.")}, by=marta, at=THEN)
    row = propose_going_on(Question.MEANS, reason="Hours were found.", closes_at=CLOSES, by=marta, at=THEN)
    assert row.vote is not None and row.vote.binding and row.vote.clause


def test_a_doubt_needs_its_reason_and_names_the_field(founders: Troupe) -> None:
    with pytest.raises(ValidationError) as refused:
        answer_checklist({Question.MEANS: (Answer.UNSURE, " ")}, by=hat(founders, "WC"), at=THEN)
    assert list(refused.value.message_dict) == ["reason_means"]
    with founders.scope():
        assert not ChecklistAnswer.objects.exists(), "nothing is half-saved"


def test_only_who_speaks_for_a_founder_answers_and_only_while_it_is_founded(founders: Troupe) -> None:
    with pytest.raises(Refused, match="answers for itself"):
        answer_checklist({Question.MEANS: (Answer.YES, "")}, by=founders.by, at=THEN)
    for mark in ("WC", "NS", "YC"):
        say(founders, mark)
    for stage in (Stage.FORMATION, Stage.IMPLEMENTATION):
        enter_stage(founders.coalition, stage, by=founders.by, at=THEN)
        founders.coalition.refresh_from_db()
    with pytest.raises(Refused, match="is founded"):
        say(founders, "WC")


def test_each_is_asked_by_an_ask_and_a_mail_once_a_day_until_all_is_answered(founders: Troupe) -> None:
    say(founders, "WC")
    ask_founders(by=founders.by, at=THEN)
    asked = {ask.acts_for for ask in Ask.objects.filter(kind="founding.checklist", closed_at=None)}
    assert asked == {"North School", "Youth Club"}
    assert Mail.objects.filter(kind="founding.checklist").count() == 2
    with pytest.raises(ValidationError, match="asked today"):
        ask_founders(by=founders.by, at=THEN + timedelta(hours=2))
    say(founders, "NS")
    assert {ask.acts_for for ask in Ask.objects.filter(kind="founding.checklist", closed_at=None)} == {"Youth Club"}
    say(founders, "YC")
    with pytest.raises(ValidationError, match="All founding organisations"):
        ask_founders(by=founders.by, at=THEN + DAY)


@pytest.mark.row("F1")
def test_the_mail_lets_one_answer_without_a_password(founders: Troupe) -> None:
    ask_founders(by=founders.by, at=THEN)
    mail = Mail.objects.get(kind="founding.checklist", person=founders.people["Leila"].pk)
    (link,) = set(re.findall(r"/a/[^\"\s?]+", mail.html))
    with stopped_at(THEN + DAY):
        client = signed_in(founders.people["Leila"])
        client.logout()
        page = client.get(link)
        assert page.status_code == 200 and b"Seven questions to Youth Club" in page.content
        refused = client.post(link, {"means": "no"})
        assert refused.status_code == 422 and b"Say why" in refused.content
        done = client.post(link, {"means": "no", "reason_means": "No hours.", "priority": "yes"}, follow=True)
        assert b"Thank you" in done.content
    with founders.scope():
        said = {row.question: row.answer for row in ChecklistAnswer.objects.all()}
    assert said == {"means": "no", "priority": "yes"}, "what is left open stays open"


@pytest.mark.row("F1")
def test_one_question_a_page_keeps_each_answer_and_leads_on(founders: Troupe) -> None:
    client, slug = signed_in(founders.people["Leila"]), founders.coalition.slug
    capacity = hat(founders, "YC").value
    client.post(reverse("coalitions:hat", args=[slug]), {"hat": capacity})
    first = client.get(reverse("founding:answer", args=[slug]))
    assert first.headers["Location"] == reverse("founding:question", args=[slug, "knowledge"])
    form = {"answer": "yes", "reason": "", "acting_as": capacity}
    onward = client.post(first.headers["Location"], form)
    assert onward.headers["Location"] == reverse("founding:question", args=[slug, "missing"])
    page = client.get(reverse("founding:question", args=[slug, "knowledge"])).content.decode()
    assert "Question 1 of 7" in page and "checked" in page
    doubted = client.post(onward.headers["Location"], form | {"answer": "no"})
    assert doubted.status_code == 422 and b"Say why" in doubted.content
    assert client.get(reverse("founding:question", args=[slug, "weather"])).status_code == 404


@pytest.mark.row("F1")
def test_a_lighter_form_is_offered_where_somebody_says_no_and_begins_at_once(founders: Troupe) -> None:
    for mark in ("WC", "NS"):
        say(founders, mark)
    say(founders, "YC", together=("no", "The clinic does it well alone."))
    client, slug = signed_in(founders.people["Leila"]), founders.coalition.slug
    capacity = hat(founders, "YC").value
    client.post(reverse("coalitions:hat", args=[slug]), {"hat": capacity})
    page = client.get(reverse("founding:checklist", args=[slug])).content.decode()
    assert "One lead, and an agreement" in page and "You disagree here" in page
    clinic = str(founders.organisations["WC"].pk)
    begun = client.post(
        reverse("founding:instead", args=[slug, "lead"]), {"about": clinic, "level": "3", "acting_as": capacity}
    )
    assert begun.status_code == 302
    with founders.scope():
        tie = Tie.objects.get()
    assert (tie.level, tie.source) == (3, "One lead, and an agreement")


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_asks_the_same_few_queries(
    founders: Troupe, more: int, django_assert_max_num_queries: object
) -> None:
    from comity.people.models import Sector
    from tests.cast import join, person

    for n in range(more):
        one = join(founders, f"Group {n}", Sector.CITIZEN, person(f"Person {n}"))
        by = founders.hat(founders.people["Person"], one)
        answer_checklist({Question.MEANS: (Answer.NO, "No hours.")}, by=by, at=THEN)
    say(founders, "YC", means=BROKE)
    put(founders)
    client = signed_in(founders.people["Leila"])
    url = reverse("founding:checklist", args=[founders.coalition.slug])
    client.get(url)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(url).status_code == 200
