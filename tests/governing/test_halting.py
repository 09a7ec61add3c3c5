"""Under consent an open objection halts the closing: what lifts it, who could, and what the rulebook may overrule."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.ballots.overruling import overruled
from comity.core.ballots.types import Choice, Outcome, Why
from comity.governing.acts import (
    cast_vote,
    close_question,
    integrate_change,
    keep_objection,
    raise_objection,
    stand_aside,
    withdraw_objection,
    withdraw_question,
)
from comity.governing.jobs import seal_due
from comity.governing.matters.halting import LONGEST_HALT
from comity.governing.models import Decision, Objection, Question, State, Vote
from comity.notices.asks import asks_of
from comity.notices.models import Mail
from tests.cast import Troupe
from tests.governing.rules import way_of, work_by
from tests.governing.stage import CLOSES, OPENS, Asks, hat, say, signed_in, tenants

SOON = CLOSES + timedelta(hours=1)


def consenting(troupe: Troupe, asks: Asks, method: str = "consent", **way: object) -> Question:
    """Insulate?, by consent of the steering committee; the health service objects, the others agree."""
    work_by(troupe, method=method, **way)
    question = asks(title="Insulate?", rule=way_of(troupe, "work").rule)
    assert question.method == method
    say(troupe, question, HT="yes", OD="yes")
    return question


def objecting(troupe: Troupe, question: Question) -> Objection:
    by = hat(troupe, "Okafor", "HH")
    return raise_objection(question, concern="Half stand empty.", change="Begin with twenty.", by=by, at=OPENS)


def decided(question: Question) -> Decision | None:
    return Decision._base_manager.filter(question=question).first()


def sealed_at(troupe: Troupe, at: object) -> int:
    return seal_due(troupe.coalition.pk, at)  # type: ignore[arg-type]


@pytest.mark.row("G15")
@pytest.mark.parametrize("method", ["consent", "consensus"])
@pytest.mark.binds("Way.method")
def test_an_open_objection_halts_closing(method: str, troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks, method)
    objecting(troupe, question)
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    with pytest.raises(Refused, match="An objection of Harbour Health Service is open. It halts the closing"):
        close_question(question, by=chair, at=OPENS + timedelta(hours=1))
    for _minute in range(2):
        assert sealed_at(troupe, SOON) == 0
    assert decided(question) is None
    with pytest.raises(Refused, match="can take it back, stand aside or keep it; Harbour Tenants’ Union can take"):
        close_question(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
    told = set(Mail.objects.filter(kind="governing.halted").values_list("to", flat=True))
    assert told == {"okafor.eze@example.org", "amina.haddad@example.org"}
    assert "governing.halted" in {ask.kind for ask in asks_of(troupe.people["Okafor"].pk)}
    with stopped_at(SOON):
        page = signed_in(troupe.people["Okafor"]).get(question.get_absolute_url()).content.decode()
    assert "It halts the closing" in page and "Stand aside" in page and "Keep our objection" in page


@pytest.mark.row("G15")
def test_who_stands_aside_lets_it_go_ahead_and_stays_on_record(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objection = objecting(troupe, question)
    assert sealed_at(troupe, SOON) == 0
    with pytest.raises(Refused, match="Another organisation raised this"):
        stand_aside(objection, by=tenants(troupe), at=SOON)
    okafor = signed_in(troupe.people["Okafor"])
    with stopped_at(SOON):
        url = reverse("governing:stand-aside", args=[troupe.coalition.slug, question.pk, objection.pk])
        okafor.post(url)
    assert sealed_at(troupe, SOON + timedelta(minutes=1)) == 1
    found = decided(question)
    assert found and found.carried and found.sealed_at == SOON
    assert "governing.halted" not in {ask.kind for ask in asks_of(troupe.people["Okafor"].pk)}
    with stopped_at(SOON + timedelta(hours=1)):
        page = okafor.get(question.get_absolute_url()).content.decode()
    assert "Stands aside; stays on record" in page


def test_an_objection_that_is_kept_lets_it_close_as_not_agreed(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objection = objecting(troupe, question)
    by = hat(troupe, "Okafor", "HH")
    keep_objection(objection, by=by, at=OPENS)
    with pytest.raises(ValidationError, match="already"):
        keep_objection(objection, by=by, at=OPENS)
    assert sealed_at(troupe, SOON) == 1
    found = decided(question)
    assert found and not found.carried and found.why == Why.OBJECTION


@pytest.mark.row("G15")
def test_no_objection_halts_a_closing_for_ever(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objecting(troupe, question)
    ends = CLOSES + LONGEST_HALT
    assert sealed_at(troupe, SOON) == 0
    with pytest.raises(Refused, match=r"From .* on it counts as kept"):
        close_question(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
    assert sealed_at(troupe, ends - timedelta(minutes=1)) == 0
    for minute in range(2):
        sealed_at(troupe, ends + timedelta(minutes=minute))
    found = decided(question)
    assert found and (found.carried, found.why) == (False, Why.OBJECTION)
    assert list(verify(troupe.coalition.pk)) == []


@pytest.mark.row("G15")
def test_what_an_objection_halts_can_be_withdrawn(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objecting(troupe, question)
    with pytest.raises(Refused):
        withdraw_question(question, why="We begin anew.", by=tenants(troupe), at=SOON)
    assert sealed_at(troupe, SOON) == 0
    with stopped_at(SOON):
        page = signed_in(troupe.people["Amina"]).get(question.get_absolute_url()).content.decode()
    assert "Withdraw the question" in page
    withdraw_question(question, why="We begin anew.", by=tenants(troupe), at=SOON)
    with troupe.scope():
        assert Question.objects.get(pk=question.pk).state == State.WITHDRAWN


def test_taken_back_after_the_time_it_closes_then(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objection = objecting(troupe, question)
    assert sealed_at(troupe, SOON) == 0
    with pytest.raises(Refused, match="has closed"):
        cast_vote(question, Choice.YES, by=hat(troupe, "Okafor", "HH"), at=SOON)
    withdraw_objection(objection, by=hat(troupe, "Okafor", "HH"), at=SOON)
    assert sealed_at(troupe, SOON) == 1
    found = decided(question)
    assert found and found.carried


@pytest.mark.row("G15")
def test_when_the_change_is_taken_in_all_are_asked_anew(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objection = objecting(troupe, question)
    assert sealed_at(troupe, SOON) == 0
    integrate_change(objection, lede="Twenty flats first.", by=tenants(troupe), at=SOON)
    with troupe.scope():
        anew = Question.objects.get(pk=question.pk)
        assert (anew.lede, anew.closes_at) == ("Twenty flats first.", SOON + timedelta(days=1))
        assert not Vote.objects.filter(question=question, replaced_at=None).exists()
        assert [one.number for one in anew.wordings.all()] == [1, 2]
    assert "governing.vote" in {ask.kind for ask in asks_of(troupe.people["Marta"].pk)}
    say(troupe, anew, SOON, HT="yes", OD="yes", HH="yes")
    assert sealed_at(troupe, SOON + timedelta(days=1)) == 1
    found = decided(question)
    assert found and found.carried and found.yes == 3


def test_on_a_majority_question_an_objection_halts_nothing(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    objection = objecting(troupe, question)
    with pytest.raises(Refused, match="stops nothing"):
        stand_aside(objection, by=hat(troupe, "Okafor", "HH"), at=OPENS)
    assert sealed_at(troupe, SOON) == 1


@pytest.mark.row("G15")
@pytest.mark.binds("Way.overrule")
def test_it_is_overruled_only_where_the_rulebook_says_how(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks, overrule=Fraction(2, 3))
    objecting(troupe, question)
    assert sealed_at(troupe, SOON) == 1  # two of three votes are in favour
    found = decided(question)
    assert found and found.carried and (found.why, found.needed) == (Why.MAJORITY, 2)
    stricter = consenting(troupe, asks, overrule=Fraction(3, 4))
    objecting(troupe, stricter)
    assert sealed_at(troupe, SOON) == 0
    with pytest.raises(Refused, match="3/4 of all votes cast in favour decide in spite of it"):
        close_question(stricter, by=the_rule(troupe.coalition.pk), at=CLOSES)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.fractions(Fraction(1, 100), 1))
def test_overruling_needs_the_share_of_all_votes_cast(yes: int, no: int, abstain: int, share: Fraction) -> None:
    weight = {Choice.YES: yes, Choice.NO: no, Choice.ABSTAIN: abstain}
    cast = yes + no + abstain
    stopped = Outcome(False, Why.OBJECTION, weight, cast, 1, cast, cast, cast, 0)
    found = overruled(stopped, share)
    assert found.carried == (yes > 0 and yes >= share * cast)
    assert overruled(stopped, None) is stopped


def test_an_open_state_is_what_the_page_reads(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    objecting(troupe, question)
    with troupe.scope():
        assert Question.objects.get(pk=question.pk).state == State.OPEN


@pytest.mark.row("G15")
def test_a_reason_typed_on_the_ballot_is_kept_when_one_objects(troupe: Troupe, asks: Asks) -> None:
    question = consenting(troupe, asks)
    okafor, place = signed_in(troupe.people["Okafor"]), [troupe.coalition.slug, question.pk]
    typed = {"ballot-choice": "no", "ballot-why": "Half stand empty.", "at": "ballot", "go": "next"}
    with stopped_at(OPENS):
        sent = okafor.post(reverse("governing:mark", args=place), typed)
        assert (sent.status_code, sent.url) == (307, reverse("governing:object", args=place))
        page = okafor.post(sent.url, typed).content.decode()
    assert "What is your concern?" in page and "Half stand empty.</textarea>" in page
