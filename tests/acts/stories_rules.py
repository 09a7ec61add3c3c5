"""Stories of acts that the ground rules bring about."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions import acts as coalitions
from comity.core.rulebook.types import OwnRule
from comity.governing import acts as governing
from comity.governing.models import HomeReport, RuleReview
from comity.governing.rulebook import adopted
from tests.acts.stories import LATER, membership, shelter, story
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
