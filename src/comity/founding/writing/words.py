"""What is said of each founding text: what it is for, and how it may begin."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.founding.models import Kind


@dataclass(frozen=True)
class About:
    """heading and lede of its page, why it is empty, an example of its first words."""

    heading: Any
    lede: Any
    why: Any
    example: Any


ABOUT: dict[Kind, About] = {
    Kind.BRIEF: About(
        _("What do we want to accomplish?"),
        _("Each founder answers four questions alone. Then all answers stand side by side and become one brief."),
        _("It begins from all answers, side by side, once each founder has given its own."),
        _("We begin with forty flats on Ropewalk, because neighbours there know each other."),
    ),
    Kind.MISSION: About(
        _("What are we here for?"),
        _("The mission in words that everybody can stand behind. All suggest, the members decide."),
        _("A vision says how it should be one day; a mission says what we do for it together."),
        _("Nobody in Saltmere freezes at home. We bring tenants, owners and the city to one table until it is so."),
    ),
    Kind.STRUCTURE: About(
        _("How shall we be organised?"),
        _("Which bodies we need, who sits in them, how we decide. Invited organisations read it before they approve."),
        _("Those invited want to know what they would join: how many meetings, who decides, what it costs."),
        _("An assembly of all members twice a year; a steering committee of five; dues by size."),
    ),
}
