"""Which kind fits, what choosing it sets up, and changing it later by a decision that migrates what hangs on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.queries import entries_of
from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.acts import give_seat
from comity.coalitions.models import Body, BodyKind, Coalition, Structure
from comity.core.advice.kinds import CoalitionKind, Trait
from comity.core.ballots.types import Choice
from comity.core.rulebook.presets import association
from comity.founding.kind.acts import answer_kind, change_kind, choose_kind, propose_kind, take_kind_back
from comity.founding.kind.plans import plan_of
from comity.founding.models import KindAnswer, KindChange
from comity.governing.acts import cast_vote, close_question, edit_rulebook
from comity.governing.models import RulebookVersion, VersionState
from comity.governing.rulebook import adopted
from comity.governing.rulebook.facts import places
from tests.cast import THEN, Troupe
from tests.founding.stage import hat
from tests.governing.stage import hat as voice
from tests.governing.stage import signed_in

CLOSES = THEN + timedelta(days=60)
ASSOCIATION = {Trait.PURPOSE: "further", Trait.MEMBERSHIP: "for_dues", Trait.STRUCTURE: "offices", Trait.MONEY: "dues"}


def running_bodies(troupe: Troupe) -> set[str]:
    with troupe.scope():
        return set(Body.objects.filter(ended_on=None).exclude(kind=BodyKind.ASSEMBLY).values_list("kind", flat=True))


@pytest.mark.row("F4")
def test_founders_answer_together_and_the_kinds_stand_side_by_side(founders: Troupe) -> None:
    slug = founders.coalition.slug
    client = signed_in(founders.people["Leila"])
    client.post(reverse("coalitions:hat", args=[slug]), {"hat": hat(founders, "YC").value})
    ask = reverse("founding:kind-question", args=[slug, "purpose"])
    assert b"Question 1 of 4" in client.get(ask).content
    onward = client.post(ask, {"choice": "further"})
    assert onward["Location"] == reverse("founding:kind-question", args=[slug, "membership"])
    for trait, choice in ASSOCIATION.items():
        answer_kind(trait, choice, by=hat(founders, "NS"), at=THEN)
    with founders.scope():
        assert KindAnswer.objects.count() == 4, "one answer in each respect, for all of them"
    page = client.get(reverse("founding:kind", args=[slug])).content.decode()
    places = [page.index(f">{label} ") for label in ("Association", "Ongoing coalition", "Campaign")]
    assert places == sorted(places) and "100 of 100" in page and "Does not fit" in page


@pytest.mark.row("F4")
def test_choosing_while_there_are_no_rules_sets_up_bodies_terms_and_a_draft(founders: Troupe) -> None:
    with pytest.raises(Refused, match="A coordinator"):
        choose_kind(CoalitionKind.COUNCIL, by=hat(founders, "NS"), at=THEN)
    with founders.scope():
        lines = dict(plan_of(founders.coalition, CoalitionKind.ONGOING, THEN).lines)
        assert lines["Bodies that begin"] == "Steering committee, Executive committee, First action group"
    choose_kind(CoalitionKind.ONGOING, by=founders.by, at=THEN)
    assert Coalition.objects.get(pk=founders.coalition.pk).type == "ongoing"
    assert running_bodies(founders) == {"strategic", "executive", "action"}
    with founders.scope():
        assert set(Structure.objects.values_list("term_months", flat=True)) == {36}
        draft = RulebookVersion.objects.get()
        assert (draft.preset, draft.state) == ("ongoing", VersionState.DRAFT)
        assert draft.rules.membership.leave_days == 180
    choose_kind(CoalitionKind.COUNCIL, by=founders.by, at=THEN)
    assert running_bodies(founders) == {"strategic", "action"}, "an empty executive ends; a group goes on"
    with founders.scope():
        assert Structure.objects.get(body__ended_on=None).term_months == 12


@pytest.mark.row("F4")
def test_changing_it_later_is_decided_and_migrates_bodies_terms_membership_and_dues(troupe: Troupe) -> None:
    with pytest.raises(Refused, match="A rulebook is in force"):
        choose_kind(CoalitionKind.ASSOCIATION, by=troupe.by, at=THEN)
    with troupe.scope():
        before = adopted(troupe.coalition.pk, THEN)
        assert before is not None
        lines = plan_of(troupe.coalition, CoalitionKind.ASSOCIATION, THEN).lines
    said = " ".join(f"{name}: {words}" for name, words in lines)
    assert "Bodies that begin: Executive committee" in said and "24 months" in said and "120" in said
    row = propose_kind(
        CoalitionKind.ASSOCIATION, reason="We live on dues.", closes_at=CLOSES, by=troupe.by, at=THEN
    )
    assert row.vote is not None and row.vote.binding and row.vote.clause
    assert "What would change" in row.vote.text and "Executive committee" in row.vote.text
    assert Coalition.objects.get(pk=troupe.coalition.pk).type == "", "asking alone changes nothing"
    with pytest.raises(Refused, match="by the members’ vote"):
        change_kind(row, carried=row.vote, by=troupe.by, at=THEN)
    for who, mark in (("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR")):
        cast_vote(row.vote, Choice.YES, by=voice(troupe, who, mark), at=THEN + timedelta(days=1))
    decision = close_question(row.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)
    assert (decision.carried, decision.effect_note) == (True, "")
    assert Coalition.objects.get(pk=troupe.coalition.pk).type == "association"
    assert running_bodies(troupe) == {"strategic", "executive"}, "where somebody sits, the body stays"
    with troupe.scope():
        after = adopted(troupe.coalition.pk, CLOSES)
        assert after is not None and after.number == before.number + 1
        assert after.rules.membership == association(places()).membership
        assert after.rules.kinds == before.rules.kinds, "who decides what is not touched"
        assert KindChange.objects.get().carried_at == CLOSES


@pytest.mark.row("F4")
def test_what_would_change_is_seen_before_it_is_chosen(founders: Troupe) -> None:
    client, slug = signed_in(founders.coordinator), founders.coalition.slug
    client.post(reverse("coalitions:hat", args=[slug]), {"hat": founders.by.value})
    url = reverse("founding:kind-choose", args=[slug, "campaign"])
    page = client.get(url).content.decode()
    assert "Steering committee, First action group" in page and "Choose this kind" in page
    assert running_bodies(founders) == set(), "looking changes nothing"
    assert client.post(url)["Location"] == reverse("founding:kind", args=[slug])
    assert running_bodies(founders) == {"strategic", "action"}


def test_an_unknown_choice_is_refused_and_two_changes_are_not_asked_about_at_once(troupe: Troupe) -> None:
    with pytest.raises(ValidationError):
        answer_kind(Trait.MONEY, "lottery", by=troupe.by, at=THEN)
    propose_kind(CoalitionKind.COUNCIL, reason="Lighter.", closes_at=CLOSES, by=troupe.by, at=THEN)
    with pytest.raises(Refused, match="asked about the kind"):
        propose_kind(CoalitionKind.CAMPAIGN, reason="Faster.", closes_at=CLOSES, by=troupe.by, at=THEN)


def test_a_body_with_seats_is_never_ended_by_a_choice(founders: Troupe) -> None:
    choose_kind(CoalitionKind.ONGOING, by=founders.by, at=THEN)
    with founders.scope():
        executive = Body.objects.get(kind=BodyKind.EXECUTIVE)
        give_seat(executive, founders.organisations["WC"], by=founders.by, at=THEN)
    choose_kind(CoalitionKind.INFORMATION, by=founders.by, at=THEN)
    assert running_bodies(founders) == {"executive", "action"}


def taken_back(troupe: Troupe) -> None:
    with troupe.scope():
        entry = entries_of(troupe.coalition.pk).filter(act="founding.kind.chosen").first()
        assert entry is not None
        registry.undo["founding.kind.chosen"](entry, by=troupe.by, at=THEN)


@pytest.mark.row("F4")
def test_a_choice_is_taken_back_whole_while_nothing_is_built_on_it(founders: Troupe) -> None:
    choose_kind(CoalitionKind.ONGOING, by=founders.by, at=THEN)
    choose_kind(CoalitionKind.COUNCIL, by=founders.by, at=THEN + timedelta(minutes=1))
    taken_back(founders)
    assert Coalition.objects.get(pk=founders.coalition.pk).type == "ongoing"
    assert running_bodies(founders) == {"strategic", "executive", "action"}, "what it had ended goes on"
    with founders.scope():
        assert Structure.objects.get(body__kind=BodyKind.STRATEGIC).term_months == 36
        council, ongoing = (RulebookVersion.objects.get(preset=one) for one in ("council", "ongoing"))
        assert (council.state, ongoing.state) == (VersionState.DROPPED, VersionState.DRAFT)
    client, slug = signed_in(founders.coordinator), founders.coalition.slug
    assert "Taken back on" in client.get(reverse("founding:kind", args=[slug])).content.decode()


@pytest.mark.row("F4")
def test_the_first_choice_taken_back_leaves_nothing_but_its_record(founders: Troupe) -> None:
    choose_kind(CoalitionKind.CAMPAIGN, by=founders.by, at=THEN)
    taken_back(founders)
    assert Coalition.objects.get(pk=founders.coalition.pk).type == "" and running_bodies(founders) == set()
    with founders.scope():
        assert not RulebookVersion.objects.exclude(state=VersionState.DROPPED).exists()
    with pytest.raises(Refused, match="can’t be taken back"):
        taken_back(founders)


@pytest.mark.row("F4")
def test_a_choice_stays_once_somebody_sits_meets_or_writes_on_what_it_set_up(founders: Troupe) -> None:
    choose_kind(CoalitionKind.CAMPAIGN, by=founders.by, at=THEN)
    with founders.scope():
        draft = RulebookVersion.objects.get()
        edit_rulebook(draft, why="Ours now.", by=founders.by, at=THEN)
    with pytest.raises(Refused, match="draft of the rules was worked on"):
        taken_back(founders)
    with founders.scope():
        give_seat(Body.objects.get(kind=BodyKind.STRATEGIC), founders.organisations["WC"], by=founders.by, at=THEN)
    with pytest.raises(Refused, match="Something rests on “Steering committee”"):
        taken_back(founders)
    assert running_bodies(founders) == {"strategic", "action"}


@pytest.mark.row("F4")
def test_only_the_choice_that_holds_is_taken_back(founders: Troupe) -> None:
    first = choose_kind(CoalitionKind.CAMPAIGN, by=founders.by, at=THEN)
    choose_kind(CoalitionKind.COUNCIL, by=founders.by, at=THEN + timedelta(minutes=1))
    with pytest.raises(Refused, match="Another kind was chosen since"):
        take_kind_back(first, by=founders.by, at=THEN + timedelta(minutes=2))
    with pytest.raises(Refused, match="A coordinator"):
        take_kind_back(first, by=hat(founders, "NS"), at=THEN)
