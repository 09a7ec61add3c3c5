"""Stories of acts that the ground rules bring about."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions import acts as coalitions
from comity.core.rulebook.types import OwnRule
from comity.governing import acts as governing
from comity.governing.models import HomeReport, Question, RuleReview
from comity.governing.rulebook import adopted
from tests.acts.stories import LATER, membership, shelter, story, tenants
from tests.cast import Troupe
from tests.governing.rules import ground_rules, rules_of_membership
from tests.governing.stage import CLOSES, asking, close, say


@story("coalitions.member.gave_notice", "coalitions.member.stays")
def a_member_says_that_it_leaves_and_stays(troupe: Troupe) -> None:
    rules_of_membership(troupe, leave_days=60)
    coalitions.give_notice(membership(troupe, "OD"), reason="We merge.", by=shelter(troupe), at=LATER)
    coalitions.take_notice_back(membership(troupe, "OD"), by=shelter(troupe), at=LATER)


@story("governing.reports.filed")
def an_organisation_hears_what_was_decided(troupe: Troupe) -> None:
    question = asking(troupe)()
    say(troupe, question, HT="yes", OD="yes", HH="no")
    close(question)
    ours = troupe.organisations["OD"]
    waiting = list(HomeReport.objects.filter(organisation=ours))
    governing.file_reports(ours, waiting, text="They want to see it.", by=shelter(troupe), at=CLOSES)


@story("governing.members.told")
def members_hear_what_others_decide(troupe: Troupe) -> None:
    asking(troupe)()
    governing.tell_members(troupe.coalition, by=the_rule(troupe.coalition.pk), at=LATER)


@story("governing.rule.due", "governing.rule.looked_at")
def an_own_rule_is_looked_at_again(troupe: Troupe) -> None:
    ground_rules(troupe, own=(OwnRule("Who hosts writes the minutes.", troupe.bodies["steering"].pk, 1),))
    version, at = adopted(troupe.coalition.pk, LATER), LATER + timedelta(days=40)
    assert version is not None
    governing.ask_to_look(version, by=the_rule(troupe.coalition.pk), at=at)
    governing.look_at_rule(RuleReview.objects.get(), True, words="It works.", by=troupe.by, at=at)


def proposal(troupe: Troupe) -> Question:
    """A proposal of the tenants to the steering committee, which all can read."""
    draft = governing.draft_question(
        body=troupe.bodies["steering"], title="Begin?", lede="Forty flats.", text="We begin soon.", closes_at=CLOSES,
        by=tenants(troupe), at=LATER,
    )  # fmt: skip
    return governing.share_question(draft, by=tenants(troupe), at=LATER)


@story(
    "governing.amendment.made", "governing.amendment.withdrawn", "governing.amendment.accepted",
    "governing.amendment.declined",
)  # fmt: skip
def amendments_are_answered(troupe: Troupe) -> None:
    to, by = proposal(troupe), shelter(troupe)
    taken_back = governing.amend(to, "We begin in May.", why="Later.", by=by, at=LATER)
    governing.withdraw_amendment(taken_back, by=by, at=LATER)
    declined = governing.amend(to, "We begin in June.", why="Later still.", by=by, at=LATER)
    governing.decline_amendment(declined, "Too late.", by=tenants(troupe), at=LATER)
    accepted = governing.amend(to, "We begin by March.", why="Sooner.", by=by, at=LATER)
    governing.accept_amendment(accepted, by=tenants(troupe), at=LATER)


@story("governing.amendment.put", "governing.amendment.carried")
def an_amendment_is_voted_on_first(troupe: Troupe) -> None:
    made = governing.amend(proposal(troupe), "We begin by March.", why="Sooner.", by=shelter(troupe), at=LATER)
    put = governing.put_amendment(made, closes_at=CLOSES, by=tenants(troupe), at=LATER)
    assert put.vote is not None
    say(troupe, put.vote, at=LATER, HT="yes", OD="yes", HH="yes")
    close(put.vote)
