"""Stories of acts that the ground rules bring about."""

from comity.coalitions import acts as coalitions
from tests.acts.stories import LATER, membership, shelter, story
from tests.cast import Troupe
from tests.governing.rules import rules_of_membership


@story("coalitions.member.gave_notice", "coalitions.member.stays")
def a_member_says_that_it_leaves_and_stays(troupe: Troupe) -> None:
    rules_of_membership(troupe, leave_days=60)
    coalitions.give_notice(membership(troupe, "OD"), reason="We merge.", by=shelter(troupe), at=LATER)
    coalitions.take_notice_back(membership(troupe, "OD"), by=shelter(troupe), at=LATER)
