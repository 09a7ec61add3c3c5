"""Stories of the path: the members decide about a stage."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions.models import Coalition, Stage
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, close_question
from comity.journey import acts
from tests.acts.stories import LATER, shelter, story
from tests.cast import THEN, Troupe


@story("journey.stage.proposed", "journey.stage.decided")
def they_go_back_a_stage_by_decision(troupe: Troupe) -> None:
    Coalition.objects.filter(pk=troupe.coalition.pk).update(stage=Stage.IMPLEMENTATION)
    closes = THEN + timedelta(days=40)
    row = acts.propose_stage(
        Stage.FORMATION, reason="Nobody signed.", closes_at=closes, by=shelter(troupe), at=THEN
    )
    assert row.vote is not None
    for who, mark in (("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR")):
        by = troupe.hat(troupe.people[who], troupe.organisations[mark])
        cast_vote(row.vote, Choice.YES, by=by, at=LATER)
    close_question(row.vote, by=the_rule(troupe.coalition.pk), at=closes)
    assert Coalition.objects.get(pk=troupe.coalition.pk).stage == Stage.FORMATION
