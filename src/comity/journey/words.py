"""Stages, steps and activities in words, and what shows them where no wing tells of it yet."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Said:
    """A part: its name and, in one sentence, when it is done."""

    name: Any
    when: Any


STEPS: dict[str, Said] = {
    "need": Said(_("Decide whether a coalition is right"),
                 _("All founders say yes to the checklist, and the founding brief is adopted. Look again each year.")),
    "people": Said(_("Bring in the right people"),
                   _("Every sector, population and competence that is needed sits with you, at the right level.")),
    "objectives": Said(_("Agree on first goals"),
                       _("Each member has said what it gains; there are joint goals, and an early win is near.")),
    "convene": Said(_("Call everyone together"),
                    _("Drafts went out ahead; everyone who was asked has joined, declined, or is being followed up.")),
    "means": Said(_("Plan what it takes"),
                  _("There is a budget; needs and offers, lent hours and everybody’s time are known.")),
    "structure": Said(_("Build the structure"),
                      _("It is written down how, where and how often you meet, who decides, who works in between.")),
    "vitality": Said(_("Keep it lively"),
                     _("Within half a year: concerns answered, chairs rotated, successes celebrated, people thanked.")),
    "improve": Said(_("Get better"),
                    _("Everything you do has a result that can be read, and what you found has changed something.")),
}  # fmt: skip

ACTIVITIES: dict[str, Said] = {
    "convictions": Said(_("Talk about convictions"),
                        _("Most of those invited took part in a dialogue that is closed.")),
    "trends": Said(_("Find trends"), _("Stories and figures together show where things are going.")),
    "problems": Said(_("Pair problems with openings"), _("Each large problem has an opening; one became a goal.")),
    "purpose": Said(_("Settle purpose and vision"), _("A version of the mission is adopted by a valid decision.")),
    "others": Said(_("Study others"), _("You know how others did it, and have asked one of them.")),
    "backing": Said(_("Widen the backing"), _("As many stand behind it as you set out to win, from every population.")),
    "partners": Said(_("Choose partners"),
                     _("Criteria were agreed before anybody was scored, by two people each, and gaps are closed.")),
    "approve": Said(_("Come together and approve"),
                    _("A group of the community called; every partner had its turn and gave its formal word.")),
    "administration": Said(_("Agree how you run it"),
                           _("Reservations are settled; bodies to steer, manage and act have people in them.")),
    "power": Said(_("Share power"),
                  _("A small start, rules before growth, a fair part of the seats, and steady trust.")),
    "contributions": Said(_("Contributions and barriers"), _("Each member pledges something, or says what keeps it.")),
    "goals": Said(_("Set goals"), _("One of your own and one for all, each with a measure and a target.")),
    "plans": Said(_("Make plans"), _("Each goal has a whole plan, a group, a convener and an organisation.")),
    "carry_out": Said(_("Carry them out"), _("Work moves, plans are public, and every need for hands is met.")),
    "evaluate": Said(_("Evaluate"), _("Each goal has its evaluation, watched by the community and made public.")),
    "end": Said(_("End, and keep the strength"), _("Everything of worth has a keeper who said yes.")),
}  # fmt: skip

#: what shows a step, in words, where no wing tells of it yet
UNTOLD: dict[str, Any] = {
    "founding.checklist": _("Start-up checklist"),
    "founding.brief": _("Founding brief adopted"),
    "founding.prospects": _("Who is missing, and who closes the gaps"),
    "founding.levels": _("Director or front line, chosen for each prospect"),
    "founding.asked": _("Residents, youth, politicians and experts invited, or left out with a reason"),
    "founding.gains": _("What each member gains"),
    "founding.convening": _("Drafts sent ahead of the founding meeting"),
    "founding.introduced": _("Every partner introduced itself"),
    "founding.approvals": _("Formal approval of each organisation"),
    "founding.mission": _("Mission adopted"),
    "founding.endorsements": _("Endorsements"),
    "founding.endorsements.groups": _("Endorsements from every group that was asked"),
    "founding.library": _("Other initiatives studied"),
    "founding.library.answered": _("Somebody of another initiative answered us"),
    "founding.criteria": _("Criteria for partners agreed before scoring"),
    "founding.scores": _("Two blind scores for each prospect"),
    "founding.reservations": _("Reservations closed, or carried openly"),
    "founding.plan": _("Plan for the administration, drafted by groups of the community"),
    "founding.reaffirmed": _("Members that said again why they are in"),
    "listening.dialogue": _("Dialogue about convictions"),
    "listening.trends": _("Trends from stories and figures"),
    "listening.problems": _("Problems paired with openings"),
    "working.plans": _("Complete plans"),
    "working.goals": _("Joint goals"),
    "working.win": _("First success on its day"),
    "working.concerns": _("Concerns answered"),
    "working.celebrated": _("Success celebrated"),
    "working.public_plans": _("Plans discussed in public"),
    "working.staffing": _("Needs for staff met"),
    "sharing.spending": _("Spending"),
    "sharing.clash": _("No two of you after the same money"),
    "sharing.budget": _("Budget adopted"),
    "sharing.needs": _("Needs and offers of the members"),
    "sharing.lead_hours": _("Hours of the lead organisation"),
    "sharing.time": _("Everybody’s time valued"),
    "sharing.pledges": _("Pledges"),
    "sharing.barriers": _("Barriers, each with an offer"),
    "sharing.support": _("Support secured for two years"),
    "sharing.money_spread": _("No member carries more than a third of the money"),
    "learning.training": _("Training held"),
    "learning.evaluations": _("Evaluations"),
    "learning.monitors": _("Monitors from the community"),
    "learning.practices": _("Practices taken up in members’ own rules"),
    "closing.keepers": _("Keepers of what stays"),
    "closing.criteria": _("Measured against the beginning"),
}
