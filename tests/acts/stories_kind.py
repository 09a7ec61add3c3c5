"""Stories of the kind of coalition: answered, chosen, and changed by decision."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions.models import Coalition
from comity.core.advice.kinds import CoalitionKind, Trait
from comity.core.ballots.types import Choice
from comity.founding.kind import acts
from comity.governing.acts import cast_vote, close_question
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe
from tests.founding.stage import warm_rooms


@story("founding.kind.answered", "founding.kind.chosen")
def a_kind_is_answered_for_and_chosen(troupe: Troupe) -> None:
    acts.answer_kind(Trait.PURPOSE, "align", by=tenants(troupe), at=THEN)
    acts.answer_kind(Trait.PURPOSE, "further", by=shelter(troupe), at=LATER)
    founders = warm_rooms()
    with founders.scope():
        acts.choose_kind(CoalitionKind.ASSOCIATION, by=founders.by, at=LATER)


@story("founding.kind.proposed", "founding.kind.changed")
def it_becomes_another_kind_by_decision(troupe: Troupe) -> None:
    closes = THEN + timedelta(days=60)
    row = acts.propose_kind(
        CoalitionKind.ASSOCIATION, reason="We live on dues.", closes_at=closes, by=shelter(troupe), at=THEN
    )
    assert row.vote is not None
    for who, mark in (("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR")):
        by = troupe.hat(troupe.people[who], troupe.organisations[mark])
        cast_vote(row.vote, Choice.YES, by=by, at=LATER)
    close_question(row.vote, by=the_rule(troupe.coalition.pk), at=closes)
    assert Coalition.objects.get(pk=troupe.coalition.pk).type == "association"
