"""Objections: a concern and the change that would settle it. They stop no majority, and stay."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.queries import history_of, lines
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_paper, integrate_change, raise_objection, reply_to, withdraw_objection
from comity.governing.models import Objection, ObjectionState, Question
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

WORDS = {"concern": "Scaffolding closes six shops in December.", "change": "Start at the canal end."}


def objection(troupe: Troupe, question: Question) -> Objection:
    return raise_objection(question, **WORDS, by=hat(troupe, "Okafor", "HH"), at=OPENS)


def test_an_objection_stays_on_record_and_stops_nothing(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    objection(troupe, question)
    say(troupe, question, HT="yes", OD="yes")
    decision = close(question)
    assert decision.carried
    with troupe.scope():
        assert question.objections.get().state == ObjectionState.STANDING


def test_both_halves_are_needed(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    with pytest.raises(ValidationError) as told:
        raise_objection(question, concern="No.", change=" ", by=hat(troupe, "Okafor", "HH"), at=OPENS)
    assert "change" in told.value.message_dict


def test_an_organisation_has_one_standing_objection(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    first = objection(troupe, question)
    with pytest.raises(ValidationError, match="already has an objection"):
        objection(troupe, question)
    withdraw_objection(first, by=hat(troupe, "Okafor", "HH"), at=OPENS)
    assert objection(troupe, question).pk != first.pk


def test_only_its_organisation_takes_it_back(troupe: Troupe, asks: Asks) -> None:
    first = objection(troupe, asks())
    with pytest.raises(Refused, match="Another organisation raised"):
        withdraw_objection(first, by=hat(troupe, "Marta", "OD"), at=OPENS)


def test_authors_and_objectors_answer_others_do_not(troupe: Troupe, asks: Asks) -> None:
    first = objection(troupe, asks())
    reply_to(first, "We checked: possible, 4,200 more.", by=tenants(troupe), at=OPENS)
    reply_to(first, "Then we agree.", by=hat(troupe, "Okafor", "HH"), at=OPENS)
    with pytest.raises(Refused, match="put forward by others"):
        reply_to(first, "Me too.", by=hat(troupe, "Marta", "OD"), at=OPENS)
    assert list(verify(troupe.coalition.pk)) == []


def test_once_a_private_paper_is_in_the_text_stands_still_too(troupe: Troupe, asks: Asks) -> None:
    """The paper names nobody, but it was marked for the words that stood there."""
    question = asks(private=True, binding=False)
    cast_paper(question, Choice.YES, by=tenants(troupe), at=OPENS)
    first = objection(troupe, question)
    with pytest.raises(Refused, match="already voted on this text"):
        integrate_change(first, lede="The opposite.", by=tenants(troupe), at=OPENS)
    with stopped_at(OPENS):
        client = signed_in(troupe.people["Amina"])
        assert "already voted on this text" in client.get(question.get_absolute_url()).content.decode()
        url = reverse("governing:take-in", args=[troupe.coalition.slug, question.pk, first.pk])
        assert client.get(url).status_code == 409


def test_the_change_is_taken_in_before_the_first_vote_and_the_old_text_is_kept(
    troupe: Troupe, asks: Asks
) -> None:
    question = asks()
    first = objection(troupe, question)
    integrate_change(first, lede="From the canal end, 40 flats.", by=tenants(troupe), at=OPENS)
    with troupe.scope():
        assert Question.objects.get(pk=question.pk).lede == "From the canal end, 40 flats."
        assert Objection.objects.get(pk=first.pk).state == ObjectionState.INTEGRATED
    told = [line.what for line in lines(history_of(question.pk))]
    assert "took the change of Harbour Health Service into Insulate 40 flats before the frost?" in told
    assert history_of(question.pk)[0].words.words.count("Spend 180,000") == 1
    assert list(verify(troupe.coalition.pk)) == []


def test_after_the_first_vote_the_text_stands(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    first = objection(troupe, question)
    say(troupe, question, OD="yes")
    with pytest.raises(Refused, match="already voted on this text"):
        integrate_change(first, lede="Other words.", by=tenants(troupe), at=OPENS)


def test_nobody_objects_after_the_end(troupe: Troupe, asks: Asks) -> None:
    with pytest.raises(Refused, match="has closed"):
        raise_objection(asks(), **WORDS, by=hat(troupe, "Okafor", "HH"), at=CLOSES)
