"""The four questions in words: what is asked, what it is for, an example."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.core.advice.briefing import Brief


@dataclass(frozen=True)
class Asked:
    """One question: short for headings, as it is asked, what it is for, and an example."""

    short: Any
    text: Any
    meaning: Any
    example: Any


ASKED: dict[Brief, Asked] = {
    Brief.RESULT: Asked(
        _("The result"),
        _("Which result do we want, for whom, and by when?"),
        _("Say what would be different, not what we would do. Plans are measured by it later."),
        _("By next winter no household on Ropewalk heats with an open oven."),
    ),
    Brief.STRENGTHS: Asked(
        _("Strengths and needs"),
        _("What is strong here already, and what is lacking?"),
        _("What is strong is where to begin. What is lacking is what members can bring."),
        _("Strong: neighbours know each other. Lacking: nobody can read a heating bill."),
    ),
    Brief.EXCHANGE: Asked(
        _("Gain and cost"),
        _("What would this partnership give your organisation, and what would it cost?"),
        _("Both, and honestly. What costs more than it gives ends within a year."),
        _("It gives us doors that open. It costs a day a week of a colleague whom we have to replace."),
    ),
    Brief.OBJECTIVES: Asked(
        _("Objectives and work"),
        _("Which objectives follow from that, and which kinds of work?"),
        _("From these come the form of the coalition, its groups and its first plans."),
        _("Objective: 40 flats insulated. Work: advice in the stairwells, and talks with three landlords."),
    ),
}
