"""A stage follows from evidence, and is entered by a decision of the members."""

from datetime import timedelta

import pytest
from django.urls import reverse

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import enter_stage
from comity.coalitions.models import Coalition, MembershipState, Stage
from comity.coalitions.standing import standing_of
from comity.core.ballots.types import Choice
from comity.core.rulebook.presets import Places, simple
from comity.governing.acts import cast_vote, close_question, draft_rulebook, propose_rulebook
from comity.journey.acts import decide_stage, propose_stage
from comity.journey.models import StageStep
from comity.journey.queries import Path, path_of
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join
from tests.founding.stage import SPEAKERS, hat, say
from tests.governing.stage import signed_in

DAY = timedelta(days=1)
CLOSES = THEN + 10 * DAY


def path_now(troupe: Troupe) -> Path:
    with troupe.scope(), stopped_at(THEN + DAY):
        standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=THEN + DAY)
        return path_of(standing, Coalition.objects.get(pk=troupe.coalition.pk))


def propose(troupe: Troupe, stage: Stage) -> StageStep:
    with stopped_at(THEN):
        return propose_stage(stage, reason="We are ready.", closes_at=CLOSES, by=hat(troupe, "WC"), at=THEN)


def carry(row: StageStep, troupe: Troupe) -> None:
    assert row.vote is not None
    for mark in SPEAKERS:
        cast_vote(row.vote, Choice.YES, by=hat(troupe, mark), at=THEN + DAY)
    close_question(row.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)


def all_yes(troupe: Troupe) -> None:
    """All founders say yes, and another organisation is in view."""
    for mark in SPEAKERS:
        say(troupe, mark)
    join(troupe, "Bank on the Corner", Sector.PRIVATE, state=MembershipState.PROSPECT)


@pytest.mark.row("F6")
def test_the_next_stage_waits_for_its_evidence_and_for_a_decision(founders: Troupe) -> None:
    found = path_now(founders)
    assert (found.shown, found.next) == (Stage.PREFORMATION, Stage.FORMATION)
    assert [line.key for line in found.missing] == ["founding.checklist", "journey.in_view"]
    with pytest.raises(Refused, match="Not everything is there yet: Founders that say yes"):
        propose(founders, Stage.FORMATION)
    with pytest.raises(Refused, match="One stage after the other"):
        propose(founders, Stage.IMPLEMENTATION)
    all_yes(founders)
    assert path_now(founders).stand.ready
    row = propose(founders, Stage.FORMATION)
    assert Coalition.objects.get(pk=founders.coalition.pk).stage == Stage.PREFORMATION, "asking alone moves nothing"
    with pytest.raises(Refused, match="being asked about a stage"):
        propose(founders, Stage.FORMATION)
    carry(row, founders)
    assert path_now(founders).shown == Stage.FORMATION


@pytest.mark.row("F6")
def test_lost_evidence_shows_the_earlier_stage_and_a_decision_can_stay(founders: Troupe) -> None:
    all_yes(founders)
    carry(propose(founders, Stage.FORMATION), founders)
    youth = founders.organisations["YC"]
    youth.sector = "public"
    youth.save()
    found = path_now(founders)
    assert found.stand.lost and found.shown == Stage.PREFORMATION
    assert [line.key for line in found.missing] == ["journey.community"]
    client = signed_in(founders.people["Ines"])
    page = client.get(reverse("inside:path", args=[founders.coalition.slug])).content.decode()
    assert "the records now show “Getting ready”" in page and "Entered, but evidence is lost" in page

    row = propose(founders, Stage.FORMATION)
    assert row.missing == "journey.community"
    carry(row, founders)
    found = path_now(founders)
    assert not found.stand.lost and found.shown == Stage.FORMATION, "they decided to stay, and it is on record"


def test_a_stage_is_moved_by_the_rule_alone_and_staying_is_asked_only_where_something_is_lost(
    founders: Troupe,
) -> None:
    all_yes(founders)
    with pytest.raises(Refused, match="nothing it rests on is missing"):
        propose(founders, Stage.PREFORMATION)
    row = propose(founders, Stage.FORMATION)
    with pytest.raises(Refused, match="by the members’ vote"):
        assert row.vote is not None
        decide_stage(row, carried=row.vote, by=founders.by, at=THEN)


def test_one_who_speaks_for_nobody_does_not_ask(founders: Troupe) -> None:
    all_yes(founders)
    nobody = founders.hat(founders.people["Leila"])
    with pytest.raises(Refused, match="A member asks for it"):
        propose_stage(Stage.FORMATION, reason="Now.", closes_at=CLOSES, by=nobody, at=THEN)


@pytest.mark.row("F6")
def test_nobody_enters_a_stage_by_hand_once_the_members_have_voted_on_their_rules(founders: Troupe) -> None:
    all_yes(founders)
    with founders.scope():
        draft = draft_rulebook(simple(Places(founders.assembly.pk)), by=founders.by, at=THEN)
    version = propose_rulebook(draft, closes_at=CLOSES, founders="half", by=founders.by, at=THEN)
    assert version.question is not None
    for mark in SPEAKERS:
        cast_vote(version.question, Choice.YES, by=hat(founders, mark), at=THEN + DAY)
    enter_stage(founders.coalition, Stage.FORMATION, by=founders.by, at=THEN + DAY)
    close_question(version.question, by=the_rule(founders.coalition.pk), at=CLOSES)
    with pytest.raises(Refused, match="a decision of the members"):
        enter_stage(founders.coalition, Stage.IMPLEMENTATION, by=founders.by, at=CLOSES)
