"""What a first talk can be about: first each speaks of itself, then of what both care for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Topic:
    """A piece of the talk: its name, a question to begin with, and how many minutes it may take."""

    title: str
    question: str
    minutes: int


def topics() -> list[Topic]:
    """In this order, an hour in all; each side has the same time for the first four."""
    return [
        Topic(_("Ourselves"), _("What brought you here, and what do you like about the work?"), 10),
        Topic(_("Our organisation"), _("What is it proud of, and what would it never give up?"), 15),
        Topic(_("What is at stake"), _("What is lost for you if this coalition fails?"), 10),
        Topic(_("Interest"), _("What would you like to get out of it, in a year?"), 10),
        Topic(_("Worries"), _("What could go wrong between us, and how would we say so?"), 10),
        Topic(_("One small thing"), _("What could one do for the other before you meet again?"), 5),
    ]
