"""Putting a question: who may, to whom, for how long; and that nothing moves behind the voters' backs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.capacity import the_rule
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Refused
from comity.base.registry import warnings
from comity.base.search import find
from comity.coalitions.acts import add_member, end_seat, give_seat
from comity.coalitions.models import Seat
from comity.coalitions.standing import standing_of
from comity.core.ballots.types import Base, Rule, at_least
from comity.governing.acts import (
    draft_question,
    edit_question,
    move_closing,
    open_question,
    remind_voters,
    withdraw_question,
)
from comity.governing.models import Question, State
from comity.governing.queries import day_for_all, slow_ones, visible_to
from comity.governing.rules import DEFAULT
from comity.notices.asks import asks_of
from comity.notices.models import Mail
from comity.people.acts import edit_organisation
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, hat, say, tenants

WORDS = {"title": "Paint the stairwell?", "lede": "In May, for 400."}


def visible(troupe: Troupe, name: str) -> "list[Question]":
    with troupe.scope():
        return list(visible_to(standing_of(troupe.people[name].pk, troupe.coalition.pk, at=OPENS)))


def test_questions_are_numbered_in_the_order_they_open(asks: Asks) -> None:
    assert [asks().code, asks().code, asks().code] == ["D-001", "D-002", "D-003"]


@pytest.mark.binds("Way.rule", "Rule.threshold", "Rule.base", "Rule.quorum")
def test_the_rule_is_kept_exactly(asks: Asks) -> None:
    from fractions import Fraction

    rule = Rule(threshold=at_least(Fraction(2, 3)), base=Base.ELIGIBLE)
    question = asks(rule=rule)
    with question_scope(question):
        assert Question.objects.get(pk=question.pk).rule == rule
    assert asks().rule == DEFAULT


def question_scope(question: Question):  # type: ignore[no-untyped-def]
    from django_scopes import scope

    return scope(coalition=question.coalition_id)


def test_it_closes_at_least_an_hour_later(troupe: Troupe, asks: Asks) -> None:
    with pytest.raises(ValidationError, match="at least an hour"):
        asks(closes_at=OPENS + timedelta(minutes=59))
    assert asks(closes_at=OPENS + timedelta(hours=1)).state == State.OPEN


def test_those_without_a_place_in_the_body_can_not_ask_it(troupe: Troupe) -> None:
    steering = troupe.bodies["steering"]
    with pytest.raises(Refused, match="has no place in Steering committee"):
        draft_question(body=steering, **WORDS, by=hat(troupe, "Henk", "DR"), at=OPENS)
    with pytest.raises(Refused, match="in the name of an organisation"):
        draft_question(body=steering, **WORDS, by=troupe.hat(troupe.people["Marta"]), at=OPENS)
    chair = troupe.hat(troupe.people["Marta"], steering)
    assert draft_question(body=steering, **WORDS, by=chair, at=OPENS).for_name == "Steering committee"
    assert draft_question(body=steering, **WORDS, by=troupe.by, at=OPENS).for_body_id == troupe.assembly.pk
    member = hat(troupe, "Henk", "DR")
    assert draft_question(body=troupe.assembly, **WORDS, by=member, at=OPENS).state == State.DRAFT


def test_a_draft_is_seen_and_found_by_its_own_people_alone(troupe: Troupe) -> None:
    from django.db.models import Q

    from comity.base.models import Findable
    from comity.coalitions.confidentiality import allowed

    draft = draft_question(body=troupe.assembly, **WORDS, by=tenants(troupe), at=OPENS)
    assert draft in visible(troupe, "Ruth")  # of the same union
    assert draft not in visible(troupe, "Marta")
    with troupe.scope():
        standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=OPENS)
        may = Q(coalition=troupe.coalition.pk) & allowed(standing, Findable, thing="thing")
        assert find("stairwell", may) == []
    with pytest.raises(Refused, match="put forward by others"):
        edit_question(draft, title="Mine now?", by=hat(troupe, "Marta", "OD"), at=OPENS)


def test_a_question_of_a_body_stays_in_the_body(troupe: Troupe, asks: Asks) -> None:
    question = asks(confidentiality=Confidentiality.BODY)
    assert question in visible(troupe, "Okafor")
    assert question not in visible(troupe, "Henk")
    with pytest.raises(ValidationError, match="In the assembly"):
        asks(confidentiality=Confidentiality.BODY, body=troupe.assembly)


def test_once_open_the_text_stands_still(troupe: Troupe, asks: Asks) -> None:
    with pytest.raises(Refused, match="is not “Draft” but “Open”"):
        edit_question(asks(), title="Something else?", by=tenants(troupe), at=OPENS)


def test_the_roll_is_taken_at_opening_with_the_names_of_then(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    shelter, traders = troupe.organisations["OD"], troupe.organisations["DR"]
    edit_organisation(shelter, name="Open Door House", by=hat(troupe, "Marta", "OD"), at=OPENS)
    with troupe.scope():
        give_seat(troupe.bodies["steering"], traders, by=troupe.by, at=OPENS)
        end_seat(Seat.objects.get(organisation=shelter), by=troupe.by, at=OPENS)
        roll = {entry.organisation_id: entry.name for entry in question.roll.all()}
    assert roll[shelter.pk] == "Open Door Shelter"
    assert traders.pk not in roll
    say(troupe, question, OD="yes")


def test_authors_are_warned_of_those_who_can_not_decide_in_time(troupe: Troupe, asks: Asks) -> None:
    question = asks(closes_at=OPENS + timedelta(days=14))
    with troupe.scope():
        slow = slow_ones(question, at=OPENS)
        assert [(one.organisation.name, one.late.lead_days) for one in slow] == [
            ("Harbour Health Service", 30)
        ]
        assert day_for_all(question, at=OPENS) == (OPENS + timedelta(days=30)).date()
        assert [w.text for w in warnings["governing.too-late"](question)] == [
            "Harbour Health Service can’t answer in time."
        ]


def test_organisations_that_nobody_votes_for_are_named(troupe: Troupe) -> None:
    from comity.people.acts import register_organisation
    from comity.people.models import Sector

    mute = register_organisation(name="Mute Friends", sector=Sector.NONPROFIT, by=troupe.by, at=OPENS)
    add_member(mute, by=troupe.by, at=OPENS)
    draft = draft_question(body=troupe.assembly, **WORDS, by=tenants(troupe), at=OPENS)
    with troupe.scope():
        said = [warned.text for warned in warnings["governing.nobody-votes"](draft)]
    assert said == ["Nobody holds the vote of Mute Friends yet."]


def test_the_closing_moves_later_only_and_voters_are_told(troupe: Troupe, asks: Asks) -> None:
    question, later = asks(), CLOSES + timedelta(days=7)
    say(troupe, question, OD="yes")
    with pytest.raises(ValidationError, match="later time"):
        move_closing(question, CLOSES - timedelta(days=1), by=tenants(troupe), at=OPENS)
    move_closing(question, later, by=tenants(troupe), at=OPENS + timedelta(days=1))
    assert asks_of(troupe.people["Okafor"].pk).get(thing=question.pk).due_at == later
    assert not asks_of(troupe.people["Marta"].pk).filter(thing=question.pk).exists()
    assert Mail.objects.filter(kind="governing.moved").count() == 3


def test_a_question_is_withdrawn_with_its_reason_and_keeps_its_answers(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, OD="yes")
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_question(question, by=tenants(troupe), at=OPENS)
    withdraw_question(question, why="The fund is empty.", by=tenants(troupe), at=OPENS)
    assert not asks_of(troupe.people["Okafor"].pk).filter(thing=question.pk).exists()
    with pytest.raises(Refused, match="was withdrawn"):
        say(troupe, question, HH="yes")
    with troupe.scope():
        assert question.votes.count() == 1
        assert Question.objects.get(pk=question.pk).number == 1


def test_a_reminder_goes_once_to_those_who_are_silent(troupe: Troupe, asks: Asks) -> None:
    question, soon = asks(), CLOSES - timedelta(hours=23)
    say(troupe, question, OD="yes")
    rule = the_rule(troupe.coalition.pk)
    remind_voters(question, by=rule, at=soon)
    to = set(Mail.objects.filter(kind="governing.reminder").values_list("person", flat=True))
    assert to == {troupe.coordinator.pk, troupe.people["Okafor"].pk}
    with pytest.raises(Refused):
        remind_voters(question, by=rule, at=soon)


def test_an_empty_body_can_not_be_asked(troupe: Troupe) -> None:
    from comity.coalitions.acts import create_body
    from comity.coalitions.models import BodyKind

    empty = create_body(name="Warm Homes", kind=BodyKind.ACTION, by=troupe.by, at=OPENS)
    draft = draft_question(body=empty, **WORDS, closes_at=CLOSES, by=troupe.by, at=OPENS)
    with pytest.raises(ValidationError, match="Give seats first"):
        open_question(draft, by=troupe.by, at=OPENS)
